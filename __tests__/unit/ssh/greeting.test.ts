import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Client } from 'ssh2';
import { greet, SOFTWARE } from '../../../src/ssh/greeting.js';

const greeting = 'SSH-2.0-ec2-https-deploy\r\n';

let server: Server;
let ours: Socket;
let heard: Buffer;

beforeEach(async () => {
  heard = Buffer.alloc(0);
  server = createServer((socket) => {
    socket.on('data', (data: Buffer) => (heard = Buffer.concat([heard, data])));
    socket.on('error', () => undefined);
    socket.write('SSH-2.0-test\r\n');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ours = connect((server.address() as AddressInfo).port, '127.0.0.1');
  ours.on('error', () => undefined);
  await once(ours, 'connect');
});

afterEach(() => {
  ours.destroy();
  server.close();
});

const hearing = async (bytes: number): Promise<string> => {
  while (heard.length < bytes) await new Promise((resolve) => setTimeout(resolve, 5));
  return heard.toString('latin1');
};

test('the host hears who we are before SSH is there, once, and then the key exchange', async () => {
  greet(ours);
  expect(await hearing(greeting.length)).toBe(greeting);
  const client = new Client().on('error', () => undefined);
  client.connect({ sock: ours, username: 'me', ident: SOFTWARE });
  const all = await hearing(greeting.length + 100);
  expect(all.split(greeting)).toHaveLength(2);
  // RFC 4253, sections 6 and 7.1: length, padding, and the number of KEXINIT.
  expect(all.charCodeAt(greeting.length + 5)).toBe(20);
  client.destroy();
});

test('what is not the greeting is sent as it is', async () => {
  greet(ours);
  ours.write('other');
  ours.write(greeting);
  expect(await hearing(2 * greeting.length + 5)).toBe(`${greeting}other${greeting}`);
});
