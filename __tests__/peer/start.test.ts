import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

test('secrets are masked before the host is called, so before the key is used', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const program = spawn(process.execPath, ['dist/index.js'], {
    env: {
      PATH: process.env['PATH'],
      INPUT_HOST: '127.0.0.1',
      INPUT_PORT: String((server.address() as AddressInfo).port),
      INPUT_DOMAIN: 'app.example.com',
      'INPUT_HOST-KEY': 'accept-any',
      INPUT_EMAIL: 'ops@example.com',
      INPUT_ENV: 'PASSWORD=correct-horse',
      'INPUT_SSH-KEY': privateKey,
      GITHUB_REPOSITORY: 'octo/app',
      GITHUB_WORKSPACE: `${process.cwd()}/examples/compose-app`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server.on('connection', (socket) => {
    program.kill('SIGKILL');
    socket.destroy();
  });
  const said = (await text(program.stdout)).split('\n');
  server.close();
  expect(program.signalCode ?? (await once(program, 'exit'))[1]).toBe('SIGKILL');
  expect(said).toContain('::add-mask::correct-horse');
  expect(said).toContain(`::add-mask::${privateKey.split('\n')[1]}`);
  const isMask = (line: string): boolean => line.startsWith('::add-mask::');
  const others = said.filter((line) => line !== '' && !isMask(line));
  // Nothing else is printed before the last mask.
  expect(said.findLastIndex(isMask)).toBeLessThan(others.length === 0 ? said.length : said.indexOf(others[0] ?? ''));
});
