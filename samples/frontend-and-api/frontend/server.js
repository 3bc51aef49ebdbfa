const { createServer } = require("node:http");

createServer((request, response) => response.end(`frontend-and-api ${request.headers.host}\n`)).listen(process.env.PORT ?? 3000);
