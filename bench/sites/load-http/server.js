import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { WebSocketServer } from 'ws';

// What the load generator talks to, over HTTP and WebSockets; the same answers as those of load-uwsgi.
const release = readFileSync('release.txt', 'utf8').trim();
const asset = `site.${release}.css`;
// The reverse proxy serves this volume. Files of other releases stay.
mkdirSync('/vol/static', { recursive: true });
writeFileSync(`/vol/static/${asset}`, `/* release=${release}; */\n`);

const answers = {
  '/': async () => `release=${release} asset=/static/${asset}\n`,
  '/echo': (request) => buffer(request),
  '/digest': async (request) =>
    createHash('sha256')
      .update(await buffer(request))
      .digest('hex'),
  '/slow': async () => (await sleep(5000), 'slow\n'),
};

let isLeaving = false;
// How the benchmark makes a release that never becomes healthy.
const isUnhealthy = process.env.UNHEALTHY === 'yes';

const server = createServer(async (request, response) => {
  if (isUnhealthy) return response.writeHead(503).end('unhealthy\n');
  if (request.url === '/stream') return stream(response);
  const answer = answers[request.url];
  response.statusCode = answer === undefined ? 404 : 200;
  response.end(answer === undefined ? 'no such page\n' : await answer(request));
});

const sockets = new WebSocketServer({ server, path: '/socket' });
sockets.on('connection', (socket) => {
  socket.on('message', (frame) => socket.send(frame.toString()));
  if (isLeaving) socket.close(1001);
});
server.listen(8000);

// docker stop: take no new connections, finish what is running, tell WebSockets that the server goes away, then exit.
process.once('SIGTERM', () => {
  isLeaving = true;
  server.close();
  server.closeIdleConnections();
  for (const socket of sockets.clients) socket.close(1001);
});

async function stream(response) {
  for (let number = 0; number < 60; number += 1) {
    response.write(`${number} ${'.'.repeat(1000)}\n`);
    await sleep(100);
  }
  response.end('end\n');
}
