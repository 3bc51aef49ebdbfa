import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { removeContainer } from '../../lab/containers.js';
import { docker, type DockerResult } from '../../lab/docker.js';
import { execOnHost } from '../../lab/hosts.js';
import type { HostName } from '../../lab/hosts/definition.js';
import { ensureImage } from '../../lab/images.js';
import type { Lab } from '../../lab/lab.js';
import { networkName } from '../../lab/network.js';
import { ensureStateFolder } from '../../lab/state.js';
import { readStopwatch, stopwatchMount, underStopwatch } from '../../lab/runner/stopwatch.js';

export interface StationOptions {
  readonly lab: Lab;
  readonly host: HostName;
  /** Where the host is: a `Distance` before it, or by default the host itself. */
  readonly at?: { readonly address: string; readonly knownHostsFile: string };
  /** Folders of this machine by their path in the station, which may read them. */
  readonly folders?: Readonly<Record<string, string>>;
}

/** How a program in the station ended. */
export interface StationRun extends DockerResult {
  /** Taken inside the station, from the program's start to its end. */
  readonly seconds: number;
}

export interface RunInStation {
  readonly env?: Readonly<Record<string, string>>;
  readonly workingFolder?: string;
}

/**
 * A runner without the action: OpenSSH, rsync, git, tar, curl and Ansible in a container of the lab's network. `ssh site` and
 * `rsync … site:…` reach the host with its key, and its host key is checked; names are resolved by the lab's DNS, and the lab's
 * certificates are trusted. Like a fresh runner, it has no open connection.
 */
export interface Station extends AsyncDisposable {
  /** Runs a program. Throws with its last lines when it fails. */
  run(argv: readonly string[], options?: RunInStation): Promise<StationRun>;
}

/** Opens a station. Its image is built at the first use, which takes a minute. */
export async function openStation(options: StationOptions): Promise<Station> {
  const name = `ehd-station-${randomBytes(4).toString('hex')}`;
  const settings = await writeSettings(options);
  const readable = Object.entries(options.folders ?? {}).map(([inside, folder]) => [folder, inside] as const);
  const volumes = [
    ...readable,
    [options.lab.acme.rootFile, '/usr/local/share/ca-certificates/lab-acme.crt'] as const,
    [settings, '/etc/ssh/ssh_config.d'] as const,
  ];
  await docker([
    ...['run', '--detach', '--init', '--name', name, '--label', 'ec2-https-deploy-lab=run'],
    ...['--network', networkName, '--dns', options.lab.dns.address, ...stopwatchMount],
    ...volumes.flatMap(([folder, inside]) => ['--volume', `${folder}:${inside}:ro`]),
    ...[await ensureImage('bench', () => undefined), 'sleep', 'infinity'],
  ]);
  const close = async (): Promise<void> => {
    await removeContainer(name);
    await rm(settings, { recursive: true, force: true });
  };
  try {
    await docker(['exec', name, 'update-ca-certificates']);
  } catch (error) {
    await close();
    throw error;
  }
  return { run: (argv, how = {}) => runIn(name, argv, how), [Symbol.asyncDispose]: close };
}

/** Installs rsync on a host: the lab's hosts come without it, as Amazon Linux does. */
export async function installRsync(host: HostName): Promise<void> {
  if ((await execOnHost(host, ['rsync', '--version'])).exitCode === 0) return;
  for (const command of [
    ['update', '-q'],
    ['install', '-q', '-y', 'rsync'],
  ]) {
    const { exitCode, stderr } = await execOnHost(host, ['apt-get', ...command]);
    if (exitCode !== 0) throw new Error(`rsync could not be installed on ${host}: ${stderr.trim()}`);
  }
}

async function runIn(name: string, argv: readonly string[], how: RunInStation): Promise<StationRun> {
  const { env = {}, workingFolder } = how;
  const flags = [
    ...(workingFolder === undefined ? [] : ['--workdir', workingFolder]),
    // The arguments hold only names, so that no value shows in a list of processes.
    ...Object.keys(env).flatMap((key) => ['--env', key]),
  ];
  const result = await docker(['exec', ...flags, name, ...underStopwatch(argv)], { env, allowFailure: true });
  const { seconds, stderr } = readStopwatch(result.stderr);
  if (result.exitCode !== 0) {
    const output = `${result.stdout}\n${stderr}`.trim().split('\n').slice(-20).join('\n');
    throw new Error(`In the station ${argv.slice(0, 4).join(' ')} … ended with ${result.exitCode}: ${output}`);
  }
  return { ...result, stderr, seconds };
}

/** A folder for /etc/ssh/ssh_config.d: the host under the name `site`, its keys, and ours. */
async function writeSettings({ lab, host, at }: StationOptions): Promise<string> {
  const there = lab.hosts[host];
  const { address, knownHostsFile } = at ?? there;
  const folder = await mkdtemp(path.join(await ensureStateFolder('stations'), 'station-'));
  await copyFile(there.keyFile, path.join(folder, 'key'));
  await copyFile(knownHostsFile, path.join(folder, 'known_hosts'));
  const inside = '/etc/ssh/ssh_config.d';
  const lines = [
    'Host site',
    `HostName ${address}`,
    `User ${there.user}`,
    ...[`IdentityFile ${inside}/key`, 'IdentitiesOnly yes'],
    ...[`UserKnownHostsFile ${inside}/known_hosts`, 'StrictHostKeyChecking yes'],
    ...['BatchMode yes', 'ConnectTimeout 15'],
  ];
  await writeFile(path.join(folder, 'site.conf'), `${lines.join('\n')}\n`);
  return folder;
}
