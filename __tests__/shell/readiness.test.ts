import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { promisify } from 'node:util';
import { makeAuthority } from '../support/tls-server.js';

const run = promisify(execFile);

/** What readiness.entry says of a container that is this very process. */
async function findEntry(ports: readonly number[], protocol?: string): Promise<Record<string, unknown>> {
  const program = `
import json, sys
sys.path.insert(0, 'templates/host/program')
from readiness.entry import Container, Wanted, find_entry
from readiness.request import Request
wanted = Wanted([int(port) for port in sys.argv[3:]], sys.argv[2] or None)
found = find_entry(Container('app', '127.0.0.1', int(sys.argv[1])), wanted, Request('shop.example.com', '/health?full=1'))
print(json.dumps(found._asdict()))
`;
  const { stdout } = await run('python3', ['-c', program, String(process.pid), protocol ?? '', ...ports.map(String)]);
  return JSON.parse(stdout) as Record<string, unknown>;
}

const open: Server[] = [];

async function listen(server: Server, address = '0.0.0.0'): Promise<number> {
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return (server.address() as AddressInfo).port;
}

/** Speaks first, in another protocol. */
function mailServer(): Server {
  return createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end('220 mail ready\r\n');
  });
}

/** Reads a uwsgi packet as uWSGI does: what is no packet is hung up on, or, with a large buffer, waited for. */
function uwsgiServer(buffer: number): Server {
  return createServer((socket) => {
    socket.on('error', () => undefined);
    let received = Buffer.alloc(0);
    socket.on('data', (data) => {
      received = Buffer.concat([received, data]);
      if (received.length < 4) return;
      const size = received.readUInt16LE(1);
      if (size > buffer) socket.destroy();
      else if (received.length >= size + 4) {
        const asked = received.includes('HTTP_HOST') && received.includes('shop.example.com');
        socket.end(`HTTP/1.1 ${asked ? 200 : 500} OK\r\nContent-Length: 0\r\n\r\n`);
      }
    });
  });
}

describe('what a new container of the app answers', () => {
  let http: number;
  let seen: string[];
  beforeAll(async () => {
    seen = [];
    const server = createHttpServer((request, response) => {
      seen.push(`${request.url} ${request.headers.host} ${String(request.headers['x-forwarded-proto'])}`);
      response.writeHead(302, { Location: '/login' }).end();
    });
    http = await listen(server);
  });
  afterAll(() => {
    for (const server of open) server.close();
  });

  test('an app that speaks HTTP is asked for the health path under the site’s name', async () => {
    expect(await findEntry([http])).toEqual({ port: http, protocol: 'http', status: 302, location: '/login' });
    expect(seen).toContain('/health?full=1 shop.example.com https');
  });

  test('an app that answers slowly speaks HTTP, though its server refuses a uwsgi packet at once', async () => {
    const port = await listen(createHttpServer((_, response) => setTimeout(() => response.end('slow'), 400)));
    expect(await findEntry([port])).toMatchObject({ port, protocol: 'http', status: 200 });
  });

  test.each([
    ['that hangs up on HTTP', 4096],
    ['that takes HTTP for the head of a large packet', 32_768],
  ])('an app %s speaks uwsgi', async (_, buffer) => {
    const port = await listen(uwsgiServer(buffer));
    expect(await findEntry([port])).toMatchObject({ port, protocol: 'uwsgi', status: 200 });
  });

  test('an app that wants TLS speaks HTTPS', async () => {
    await using authority = await makeAuthority();
    const { key, cert } = await authority.issue(['localhost']);
    const port = await listen(createTlsServer({ key, cert }, (socket) => socket.end()));
    expect(await findEntry([port])).toMatchObject({ port, protocol: 'https' });
  });

  test('of several likely ports the one that answers is taken', async () => {
    const silent = await listen(mailServer());
    expect(await findEntry([silent, http])).toMatchObject({ port: http, protocol: 'http' });
  });

  test('a port that speaks another protocol is no entry', async () => {
    const port = await listen(mailServer());
    expect(await findEntry([port])).toEqual({
      why: `does not answer on port ${port}, neither in HTTP nor in uwsgi`,
      is_final: false,
      is_listening: true,
    });
  });

  test('an app that listens inside its container only is told to bind elsewhere', async () => {
    const port = await listen(createHttpServer(), '127.0.0.1');
    expect(await findEntry([port])).toMatchObject({ why: `listens on 127.0.0.1:${port} only; let it bind to 0.0.0.0` });
  });

  test('an app that listens on another port is told of with the ports that it listens on', async () => {
    const { why } = await findEntry([9]);
    expect(why).toMatch(/^does not listen on port 9; it listens on [\d, ]+$/);
    expect(String(why)).toContain(String(http));
  });

  test('an app that speaks another protocol than app-protocol says is an error that waiting does not end', async () => {
    expect(await findEntry([http], 'uwsgi')).toEqual({
      why: `speaks http on port ${http}, and app-protocol is uwsgi`,
      is_final: true,
      is_listening: true,
    });
  });

  test('two ports that both answer are not chosen between', async () => {
    expect(await findEntry([])).toMatchObject({ is_final: true, why: expect.stringContaining('name one as app-port') });
  });
});
