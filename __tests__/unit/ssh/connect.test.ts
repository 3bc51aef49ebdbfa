import { expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { connect } from '../../../src/ssh/connect.js';
import { givenKey } from '../../../src/ssh/keys/private-key.js';
import { Secret } from '../../../src/secret.js';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

async function serving(onSocket: (socket: Socket) => void): Promise<{ server: Server; port: number }> {
  const server = createServer(onSocket).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
}

test('a connection that is given up is not reported as one that is made again', async () => {
  const over = new AbortController();
  const { server, port } = await serving(() => over.abort());
  const retries: string[] = [];
  const key = givenKey(new Secret(privateKey));
  const failed = connect({
    ...{ host: '127.0.0.1', port, user: 'me', hostKey: { kind: 'accept-any' }, key },
    ...{ timeoutMs: 60_000, signal: over.signal, onRetry: (message) => retries.push(message) },
  });
  await expect(failed).rejects.toThrow('aborted');
  server.close();
  expect(retries).toEqual([]);
});

test('a connection that the host closes at once, as a busy sshd does, is made again', async () => {
  const { server, port } = await serving((socket) => socket.destroy());
  const over = new AbortController();
  const whyAgain = await new Promise<string>((resolve) => {
    connect({
      ...{
        host: '127.0.0.1',
        port,
        user: 'me',
        hostKey: { kind: 'accept-any' },
        key: givenKey(new Secret(privateKey)),
      },
      ...{ timeoutMs: 60_000, signal: over.signal, onRetry: resolve },
    }).catch(() => undefined);
  });
  over.abort();
  server.close();
  expect(whyAgain).toMatch(/Attempt 1 to reach 127\.0\.0\.1 failed/);
});
