import { once } from 'node:events';
import { createServer } from 'node:http';
import { createClient } from 'redis';

const release = process.env.RELEASE ?? '';
const store = createClient({ url: process.env.REDIS_URL ?? 'redis://localhost:6379', disableOfflineQueue: true });
// Without a listener a lost connection would end the process; the client reconnects on its own.
store.on('error', (error) => console.error(`redis: ${error.message || error.code}`));
await store.connect();

const pages = {
  '/': async () => [200, `Visit ${await store.incr('visits')} of release ${release || 'unknown'}\n`],
  '/health': async () => [200, `${await store.ping()}\n`],
};

const server = createServer(async (request, response) => {
  const page = pages[new URL(request.url, 'http://localhost').pathname] ?? (() => [404, 'No such page\n']);
  const [status, body] = await Promise.resolve()
    .then(page)
    .catch((error) => [503, `The store does not answer: ${error.message}\n`]);
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    // The release that responded. Without it the reverse proxy sends the release that it was deployed with.
    ...(release === '' ? {} : { 'x-release': release }),
  });
  response.end(body);
});
server.listen(8000);

// docker stop: accept no new connections, finish in-flight requests, then exit.
await once(process, 'SIGTERM');
await new Promise((resolve) => server.close(resolve));
await store.close();
