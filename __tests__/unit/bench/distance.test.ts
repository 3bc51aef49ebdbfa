import { afterEach, describe, expect, test } from '@jest/globals';
import { get } from 'node:http';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { startRelay, type Relay } from '../../../bench/distance/relay.js';
import { listening, portOf } from '../../support/listening.js';

const rttMs = 40;
const opened: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function before(onSocket: (socket: Socket) => void): Promise<{ readonly relay: Relay; readonly port: number }> {
  const server: Server = await listening(onSocket);
  opened.push(() => server.close());
  const ports = [{ listen: 0, connect: portOf(server) }];
  const relay = await startRelay({ host: '127.0.0.1', ports, rttMs });
  opened.push(() => relay[Symbol.asyncDispose]());
  return { relay, port: relay.ports[0] ?? 0 };
}

/** A client that has a line and an answer each time: what it says next waits for the answer. */
async function converse(port: number, lines: readonly string[]): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  for (const line of lines) {
    socket.write(line);
    await new Promise((resolve) => socket.once('data', resolve));
  }
  return socket;
}

const echo = (socket: Socket): void => void socket.on('data', (chunk) => socket.write(chunk));

describe('the distance', () => {
  test('takes one round trip for a GET, and the time of the connection besides', async () => {
    const { relay, port } = await before((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi')),
    );
    const began = performance.now();
    const body = await new Promise<string>((resolve, reject) =>
      get({ port, host: '127.0.0.1', agent: false }, (answer) => void text(answer).then(resolve, reject)),
    );
    expect(body).toBe('hi');
    expect(performance.now() - began).toBeGreaterThanOrEqual(2 * rttMs - 2);
    expect(relay.counts()).toMatchObject({ roundTrips: 1, bytesToClient: 59, connections: [{ roundTrips: 1 }] });
  });

  test('counts each answer that was waited for, of all connections', async () => {
    const { relay, port } = await before(echo);
    const sockets = await Promise.all([converse(port, ['a', 'b', 'c']), converse(port, ['d'])]);
    for (const socket of sockets) socket.end('thanks');
    await sleep(2 * rttMs);
    const { roundTrips, bytesToHost, connections } = relay.counts();
    expect({ roundTrips, bytesToHost }).toEqual({ roundTrips: 4, bytesToHost: 16 });
    expect(connections.map((one) => one.roundTrips).sort()).toEqual([1, 3]);
  });

  test('counts a greeting that is waited for, and not one that nobody waits for', async () => {
    const greet = (socket: Socket): void => {
      socket.write('hello');
      echo(socket);
    };
    const { relay, port } = await before(greet);
    const eager = await converse(port, ['at once']);
    await sleep(2 * rttMs);
    expect(relay.counts().roundTrips).toBe(1);
    eager.destroy();
    relay.reset();
    const patient = connect(port, '127.0.0.1');
    await new Promise((resolve) => patient.once('data', resolve));
    patient.write('after you');
    await new Promise((resolve) => patient.once('data', resolve));
    patient.destroy();
    expect(relay.counts().roundTrips).toBe(2);
  });

  test('takes an upload with its many acknowledgements for no more than its time allows', async () => {
    const { relay, port } = await before((socket) => socket.on('data', () => socket.write('ack')));
    const began = performance.now();
    const socket = connect(port, '127.0.0.1');
    socket.resume();
    for (let piece = 0; piece < 100; piece += 1) {
      socket.write('x'.repeat(100));
      await sleep(1);
    }
    await sleep(2 * rttMs);
    socket.destroy();
    const { roundTrips, bytesToHost, bytesToClient } = relay.counts();
    expect(bytesToHost).toBe(10_000);
    // A busy machine reads several pieces at once and acknowledges them together; several acknowledgements are enough.
    expect(bytesToClient).toBeGreaterThan(3 * 'ack'.length);
    expect(roundTrips).toBeGreaterThan(1);
    expect(roundTrips).toBeLessThanOrEqual((performance.now() - began) / rttMs);
  });

  test('keeps every byte in its order, and what either end says after the other has closed its side', async () => {
    const server = createServer({ allowHalfOpen: true }, (socket) => {
      const chunks: Buffer[] = [];
      socket.on('data', (chunk) => chunks.push(chunk));
      socket.once('end', () => socket.end(Buffer.concat(chunks).toString().toUpperCase()));
    }).listen(0, '127.0.0.1');
    opened.push(() => server.close());
    await new Promise((resolve) => server.once('listening', resolve));
    const ports = [{ listen: 0, connect: portOf(server) }];
    const relay = await startRelay({ host: '127.0.0.1', ports, rttMs });
    opened.push(() => relay[Symbol.asyncDispose]());
    const sent = Array.from({ length: 50_000 }, (_, index) => `line ${index}\n`);
    const socket = connect({ port: relay.ports[0] ?? 0, host: '127.0.0.1' });
    for (const line of sent) socket.write(line);
    socket.end();
    expect((await text(socket)) === sent.join('').toUpperCase()).toBe(true);
  });

  test('ends what the host ends, and breaks off where nobody listens', async () => {
    const { relay, port } = await before((socket) => socket.once('data', () => socket.resetAndDestroy()));
    const broken = connect(port, '127.0.0.1').on('error', () => undefined);
    broken.write('x');
    await new Promise((resolve) => broken.once('close', resolve));
    relay.setRoundTrip(0);
    const [server] = opened.splice(0, 1);
    await server?.();
    const refused = connect(port, '127.0.0.1').on('error', () => undefined);
    await new Promise((resolve) => refused.once('close', resolve));
    await sleep(10);
    expect(relay.counts().connections.map(({ isOpen }) => isOpen)).toEqual([false, false]);
  });
});
