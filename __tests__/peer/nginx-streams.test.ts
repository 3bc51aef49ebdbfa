import { once } from 'node:events';
import { request as requestHttp, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { NAME, openEdge, type Edge } from '../support/edge.js';

/* Responses that take long, and streams of events: G3. */

let edge: Edge;
beforeEach(async () => {
  edge = await openEdge();
});
afterEach(() => edge.close());

/** An app that answers in either protocol after `waitMs`, with a first event, and with another one only seconds later. */
async function slowApp(waitMs: number) {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => {
      setTimeout(() => socket.write('HTTP/1.0 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: 1\n\n'), waitMs);
      setTimeout(() => socket.end('data: 2\n\n'), waitMs + 3_000);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.close();
      await once(server, 'close');
    },
  };
}

/** The first part of the body, and after how many milliseconds it came; `accept` is what EventSource sends. */
async function firstPart(
  port: number,
  accept: string,
): Promise<{ readonly status: number; readonly ms: number; readonly text: string }> {
  const began = Date.now();
  const request = requestHttp({ host: '127.0.0.1', port, headers: { host: NAME, accept }, agent: false });
  request.on('error', () => undefined);
  request.end();
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const [chunk] = (await once(response, 'data')) as [Buffer];
  const ms = Date.now() - began;
  request.destroy();
  return { status: response.statusCode ?? 0, ms, text: chunk.toString() };
}

describe('server-sent events', () => {
  test.each(['uwsgi', 'http'])('are passed on as they come, over %s', async (protocol) => {
    await using app = await slowApp(0);
    edge.turn('a-release', `app:${app.port}`, protocol);
    await edge.start({ tls: false });
    const events = await firstPart(edge.port, 'text/event-stream');
    expect(events).toMatchObject({ status: 200, text: 'data: 1\n\n' });
    expect(events.ms).toBeLessThan(2_000);
    // A page is buffered, so that a slow visitor does not occupy the app.
    expect((await firstPart(edge.port, 'text/html')).text).toBe('data: 1\n\ndata: 2\n\n');
  });
});

describe('a response that takes long', () => {
  test.each(['uwsgi', 'http'])('over %s is waited for as long as proxy-timeout says', async (protocol) => {
    await using app = await slowApp(2_500);
    edge.turn('a-release', `app:${app.port}`, protocol);
    await edge.start({ tls: false, readSeconds: 1 });
    expect((await edge.overHttp()).status).toBe(504);
    await edge.change({ tls: false, readSeconds: 10 });
    expect((await edge.overHttp()).status).toBe(200);
  });
});
