import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, connect as connectTcp } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const SSHD = '/usr/sbin/sshd';

export type HostKeyType = 'ed25519' | 'rsa' | 'ecdsa';

/** A real sshd on 127.0.0.1, with its own keys and configuration in a directory of its own. */
export interface Sshd extends AsyncDisposable {
  readonly host: '127.0.0.1';
  readonly port: number;
  /** Who can log in: whoever runs the test. */
  readonly user: string;
  readonly directory: string;
  /** A private key that is let in (ed25519, without passphrase), as text. */
  readonly key: string;
  /** `SHA256:…` of a host key. */
  fingerprint(type: HostKeyType): Promise<string>;
  /** `type base64`, as in a `.pub` file. */
  publicHostKey(type: HostKeyType): Promise<string>;
  /** Lets in another public key (a line of authorized_keys). */
  authorize(line: string): Promise<void>;
  /** Kills the server processes of all open connections, not the listener. */
  killSessions(signal?: NodeJS.Signals): Promise<void>;
  log(): string;
}

export interface SshdOptions {
  readonly hostKeys?: readonly HostKeyType[];
  /** Default: a free one. */
  readonly port?: number;
  /** More lines for sshd_config. */
  readonly config?: readonly string[];
}

export async function startSshd(options: SshdOptions = {}): Promise<Sshd> {
  if (!existsSync(SSHD))
    throw new Error(`These tests need a real SSH server: apt-get install openssh-server (no ${SSHD})`);
  // Privilege separation needs this directory, which only a running service makes.
  if (process.getuid?.() === 0) await mkdir('/run/sshd', { recursive: true });
  const directory = await mkdtemp(path.join(tmpdir(), 'sshd-'));
  const hostKeys = options.hostKeys ?? ['ed25519', 'rsa', 'ecdsa'];
  for (const type of hostKeys) await makeKey(path.join(directory, `host_${type}`), type);
  await makeKey(path.join(directory, 'user'), 'ed25519');
  const authorized = path.join(directory, 'authorized_keys');
  await writeFile(authorized, await readFile(path.join(directory, 'user.pub'), 'utf8'), { mode: 0o600 });
  const port = options.port ?? (await freePort());
  // For each keyword, sshd takes the first value that it reads.
  const config = [
    ...(options.config ?? []),
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    ...hostKeys.map((type) => `HostKey ${path.join(directory, `host_${type}`)}`),
    `AuthorizedKeysFile ${authorized}`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'PermitRootLogin prohibit-password',
    'PrintMotd no',
  ];
  await writeFile(path.join(directory, 'sshd_config'), `${config.join('\n')}\n`);
  const server = spawn(SSHD, ['-D', '-e', '-f', path.join(directory, 'sshd_config')], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const log: string[] = [];
  server.stderr.on('data', (chunk: Buffer) => log.push(chunk.toString()));
  await answering(port, server, log);

  const publicHostKey = async (type: HostKeyType): Promise<string> => {
    const [kind, base64] = (await readFile(path.join(directory, `host_${type}.pub`), 'utf8')).split(' ');
    return `${kind ?? ''} ${base64 ?? ''}`;
  };
  return {
    host: '127.0.0.1',
    port,
    user: userInfo().username,
    directory,
    key: await readFile(path.join(directory, 'user'), 'utf8'),
    publicHostKey,
    async fingerprint(type) {
      const { stdout } = await exec('ssh-keygen', ['-lf', path.join(directory, `host_${type}.pub`)]);
      return stdout.split(' ')[1] ?? '';
    },
    authorize: (line) => writeFile(authorized, `${line.trim()}\n`, { flag: 'a' }),
    async killSessions(signal = 'SIGKILL') {
      for (const pid of await childrenOf(server.pid ?? 0)) endProcess(pid, signal);
    },
    log: () => log.join(''),
    async [Symbol.asyncDispose]() {
      for (const pid of await childrenOf(server.pid ?? 0)) endProcess(pid, 'SIGKILL');
      const gone = new Promise((resolve) => server.once('exit', resolve));
      if (server.exitCode === null && server.kill('SIGKILL')) await gone;
      // Programs of broken sessions may outlive the server and hold its stderr open.
      server.stderr.destroy();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** One that has ended by itself since it was listed has done what is asked of it. */
function endProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // Not by its class: an error of Node's comes from another realm than a test's.
    if (!(typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** Makes `file` and `file.pub`. */
export async function makeKey(
  file: string,
  type: HostKeyType,
  passphrase = '',
  ...more: readonly string[]
): Promise<void> {
  const bits = type === 'rsa' ? ['-b', '2048'] : [];
  await exec('ssh-keygen', ['-q', '-t', type, ...bits, '-N', passphrase, '-C', 'test', '-f', file, ...more]);
}

async function childrenOf(pid: number): Promise<readonly number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return text
    .split(' ')
    .filter((word) => word !== '')
    .map(Number);
}

/** A port of 127.0.0.1 on which nobody listens. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function answering(port: number, server: ChildProcess, log: readonly string[]): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if (server.exitCode !== null) throw new Error(`sshd ended at once:\n${log.join('')}`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connectTcp({ host: '127.0.0.1', port });
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`sshd did not listen on port ${port}:\n${log.join('')}`);
}
