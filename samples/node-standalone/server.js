const { createServer } = require("node:http");

createServer((request, response) => response.end(`node-standalone ${request.headers.host}\n`)).listen(
  process.env.PORT,
  process.env.HOSTNAME,
);
