import { execa } from 'execa';
import { open, readFile, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { docker, engineAnswer } from './docker.js';
import { ensureStateFolder, statePath } from './state.js';

const pidFiles = ['/var/run/docker.pid', '/var/run/docker/containerd/containerd.pid'];
const startTimeoutMs = 90_000;

/**
 * Makes sure that a Docker Engine answers: uses the one there is, else starts (and on Debian or Ubuntu first installs)
 * one. Throws with the command that mends it where this machine does not let us.
 */
export async function ensureEngine(say: (line: string) => void): Promise<void> {
  const { answers, said } = await engineAnswer();
  if (answers) return;
  if (process.platform !== 'linux')
    throw new Error(`No Docker Engine answers (${said}): start Docker Desktop, then try again`);
  if (!(await canBeRoot())) {
    throw new Error(
      `No Docker Engine answers (${said}) and this user may not start one: run "sudo systemctl start docker"`,
    );
  }
  if (!(await has('dockerd'))) await installPackages(['docker.io', 'iptables'], say);
  // From Debian 13 on the client is a package of its own.
  if (!(await has('docker'))) await installPackages(['docker-cli'], say);
  await startEngine(say);
}

/** Installs Debian packages as root; throws with the command to run where there is no apt-get. */
export async function installPackages(packages: readonly string[], say: (line: string) => void): Promise<void> {
  const command = `apt-get install ${packages.join(' ')}`;
  if (!(await has('apt-get')))
    throw new Error(`This machine has no apt-get: install what "${command}" would, then try again`);
  const began = Date.now();
  say(`installing ${packages.join(' ')} by apt-get`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await asRoot(['apt-get', 'update', '-q'], env);
  await asRoot(['apt-get', 'install', '-q', '-y', '--no-install-recommends', ...packages], env);
  say(`installed ${packages.join(' ')} (${seconds(began)} s)`);
}

/** Whether a program of this name is on the path, /usr/sbin and /sbin included. */
export async function has(program: string): Promise<boolean> {
  const result = await execa('sh', ['-c', 'PATH="$PATH:/usr/sbin:/sbin" command -v "$1"', 'sh', program], {
    reject: false,
  });
  return result.exitCode === 0;
}

/** Runs a command as root, by sudo where this process is not root. Throws when it fails. */
export async function asRoot(command: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<void> {
  const assignments = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const [file = 'sudo', ...args] = isRoot()
    ? ['env', ...assignments, ...command]
    : ['sudo', '-n', ...assignments, ...command];
  await execa(file, args, { stdin: 'ignore' });
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

async function canBeRoot(): Promise<boolean> {
  return isRoot() || (await execa('sudo', ['-n', 'true'], { reject: false })).exitCode === 0;
}

async function startEngine(say: (line: string) => void): Promise<void> {
  say('starting the Docker Engine');
  await dropStalePidFiles();
  await ensureStateFolder();
  const logFile = statePath('dockerd.log');
  if (await runsSystemd()) await asRoot(['systemctl', 'start', 'docker']);
  else await startDaemon(logFile);
  const began = Date.now();
  while (Date.now() - began < startTimeoutMs) {
    if ((await engineAnswer()).answers) {
      await docker(['info', '--format', '{{.ServerVersion}}']);
      return say(`the Docker Engine answers (${seconds(began)} s)`);
    }
    await sleep(500);
  }
  throw new Error(
    `The Docker Engine did not answer within ${startTimeoutMs / 1000} s of its start: its log is ${logFile}`,
  );
}

async function startDaemon(logFile: string): Promise<void> {
  const log = await open(logFile, 'a');
  const command = [
    'setsid',
    'nohup',
    'env',
    'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'dockerd',
  ];
  const [file = 'setsid', ...args] = isRoot() ? command : ['sudo', '-n', ...command];
  spawn(file, args, { detached: true, stdio: ['ignore', log.fd, log.fd] }).unref();
  await log.close();
}

/** dockerd refuses to start beside the pid file of one that was killed, when its number is in use again by another program. */
async function dropStalePidFiles(): Promise<void> {
  for (const file of pidFiles) {
    const pid = (await readFile(file, 'utf8').catch(() => '')).trim();
    if (pid === '') continue;
    const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
    if (/^(dockerd|containerd)$/.test(name.trim())) continue;
    if (isRoot()) await rm(file, { force: true });
    else await asRoot(['rm', '-f', file]);
  }
}

async function runsSystemd(): Promise<boolean> {
  return (await readFile('/proc/1/comm', 'utf8').catch(() => '')).trim() === 'systemd';
}

function seconds(since: number): string {
  return ((Date.now() - since) / 1000).toFixed(0);
}
