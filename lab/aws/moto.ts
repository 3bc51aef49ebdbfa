import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { installedPrograms } from '../python-packages.js';
import { awsTools, MOTO_VERSION } from './aws-tools.js';

/** Real APIs of AWS (moto) on a free port of 127.0.0.1, with nothing in them. */
export interface Moto {
  readonly endpoint: string;
  [Symbol.asyncDispose](): Promise<void>;
}

/** What `moto[server]` would bring is ten times as much, for services that are not used here. */
const packages = [`moto[route53,ec2]==${MOTO_VERSION}`, 'flask~=3.1', 'flask-cors~=6.0'];

const cloudFormationServer = fileURLToPath(new URL('moto_cloudformation.py', import.meta.url));

export interface MotoOptions {
  /** With CloudFormation, whose stack gets this address as Elastic IP, if there is one. It takes some seconds more to start. */
  readonly cloudFormation?: { readonly elasticIp?: string };
}

/** Starts moto; where the machine has none, it is installed once into a folder of the user's cache. */
export async function startMoto({ cloudFormation }: MotoOptions = {}): Promise<Moto> {
  const command = cloudFormation === undefined ? [await motoServer()] : [await pythonOfTools(), cloudFormationServer];
  const [program = '', ...args] = command;
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const env = { ...process.env, LAB_ELASTIC_IP: cloudFormation?.elasticIp };
  const server = spawn(program, [...args, '-H', '127.0.0.1', '-p', String(port)], { stdio: 'ignore', env });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await waitFor(endpoint, () => server.exitCode === null);
  return {
    endpoint,
    [Symbol.asyncDispose]: async () => {
      server.kill();
      await ended;
    },
  };
}

/** The program of moto's server; where the machine has none, it is installed. */
export async function motoServer(): Promise<string> {
  const onPath = await execa('moto_server', ['--help'], { reject: false });
  if (onPath.exitCode === 0) return 'moto_server';
  const bin = await installedPrograms({ name: `moto-${MOTO_VERSION}-ec2`, packages });
  return path.join(bin, 'moto_server');
}

async function pythonOfTools(): Promise<string> {
  return path.join(await awsTools(), 'python');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function waitFor(endpoint: string, isAlive: () => boolean): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline && isAlive()) {
    const answer = await fetch(`${endpoint}/moto-api/`).catch(() => undefined);
    if (answer?.ok === true) return;
    await sleep(200);
  }
  throw new Error(`moto_server did not answer at ${endpoint}`);
}
