const { createServer } = require("node:http");

createServer((request, response) => response.end(`realtime ${request.headers.host}\n`)).listen(process.env.PORT ?? 3000);
