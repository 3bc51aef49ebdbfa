import { expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { connect as connectTcp, createServer } from 'node:net';
import { connect } from '../../../src/ssh/connect.js';
import { Secret } from '../../../src/secret.js';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

test('a connection that ended before SSH was loaded, as with a busy sshd, is made again at once', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const ended = connectTcp(port, '127.0.0.1').resume();
  await once(ended, 'close');
  const over = new AbortController();
  const whyAgain = await new Promise<string>((resolve) => {
    connect({
      ...{ host: '127.0.0.1', port, user: 'me', hostKey: { kind: 'accept-any' }, key: new Secret(privateKey) },
      ...{ dialed: Promise.resolve(ended), timeoutMs: 60_000, signal: over.signal, onRetry: resolve },
    }).catch(() => undefined);
  });
  over.abort();
  server.close();
  expect(whyAgain).toContain('the host closed the connection at once');
});
