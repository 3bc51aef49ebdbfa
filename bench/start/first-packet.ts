import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';

/*
 * Runs in a container, with the action's folder and the number of rounds as arguments: how long `node -e 0` takes, and how long
 * the action takes from its start until it calls the host, in turn. Prints {node: [ms…], packet: [ms…]}.
 */

const [, , action = '', rounds = '10'] = process.argv;
const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const inputs = {
  ...{
    INPUT_HOST: '127.0.0.1',
    INPUT_PORT: String(port),
    INPUT_DOMAIN: 'app.example.com',
    'INPUT_HOST-KEY': 'accept-any',
  },
  ...{ INPUT_ENV: 'A=1', INPUT_EMAIL: 'ops@example.com', GITHUB_REPOSITORY: 'octo/app', GITHUB_WORKSPACE: action },
  'INPUT_SSH-KEY': privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
};

async function untilEnd(): Promise<number> {
  const began = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - began;
}

async function untilPacket(): Promise<number> {
  const began = performance.now();
  const program = spawn(process.execPath, [`${action}/dist/index.js`], {
    env: { PATH: process.env['PATH'], ...inputs },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: Buffer[] = [];
  for (const stream of [program.stdout, program.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk));
  const ended = once(program, 'exit').then(() => {
    throw new Error(`The action ended without calling the host:\n${Buffer.concat(said).toString()}`);
  });
  await Promise.race([once(server, 'connection'), ended]);
  const took = performance.now() - began;
  program.kill('SIGKILL');
  await ended.catch(() => undefined);
  return took;
}

const node: number[] = [];
const packet: number[] = [];
await untilPacket();
for (let round = 0; round < Number(rounds); round += 1) {
  node.push(await untilEnd());
  packet.push(await untilPacket());
}
process.stdout.write(`${JSON.stringify({ node, packet })}\n`);
process.exit(0);
