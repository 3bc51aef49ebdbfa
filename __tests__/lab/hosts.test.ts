import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { NodeSSH } from 'node-ssh';
import { removeContainer } from '../../lab/containers.js';
import { execOnHost, resetHost, restartHost, startWhenNamed } from '../../lab/hosts.js';
import { containerOf, hostNames, type HostName } from '../../lab/hosts/definition.js';
import { startedHosts, type Lab, type LabHost } from '../../lab/lab.js';
import { bringUp } from '../../lab/up.js';

let lab: Lab;
const changed = new Set<HostName>();
const say = (line: string): void => void process.stderr.write(`${line}\n`);

beforeAll(async () => {
  lab = await bringUp(say);
}, 900_000);

afterAll(async () => {
  await Promise.all([...changed].map((name) => resetHost(name)));
}, 120_000);

async function connect(host: LabHost, pinned: string): Promise<NodeSSH> {
  const client = new NodeSSH();
  return client.connect({
    host: host.address,
    port: host.sshPort,
    username: host.user,
    privateKey: await readFile(host.keyFile, 'utf8'),
    algorithms: { serverHostKey: ['ssh-ed25519'] },
    hostVerifier: (key: Buffer) =>
      `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}` === pinned,
  });
}

/** The programs that a login shell of the host's user finds. */
async function programs(name: HostName, ...wanted: readonly string[]): Promise<readonly string[]> {
  const script = 'for name; do command -v "$name" >/dev/null && echo "$name"; done; true';
  const { stdout } = await execOnHost(name, ['sh', '-c', script, 'sh', ...wanted], { user: 'ec2-user' });
  return stdout.split('\n').filter((line) => line !== '');
}

test('hosts that tests and benchmarks name are not started with the lab, which is whole without them', async () => {
  for (const name of ['second', 'v5', 'bench', 'bare'] as const) await removeContainer(containerOf(name));
  lab = await bringUp(say);
  expect((await startedHosts(lab)).map(({ name }) => name)).toEqual(['fresh', 'amazon', 'ready']);
  // Other tests run beside it, and images may have to be made anew.
}, 900_000);

describe.each(hostNames)('%s', (name) => {
  beforeAll(() => startWhenNamed(name, say), 900_000);

  test('lets its user in with the key, proves its pinned host key, gives sudo without a password, runs systemd', async () => {
    const client = await connect(lab.hosts[name], lab.hosts[name].fingerprint);
    try {
      const root = await client.execCommand('sudo -n id -u && ps -p 1 -o comm=');
      expect(root).toMatchObject({ code: 0, stdout: '0\nsystemd' });
    } finally {
      client.dispose();
    }
  });

  test('keeps its host key over a reset, and forgets its files', async () => {
    await execOnHost(name, ['touch', '/var/left-behind']);
    await resetHost(name);
    expect((await execOnHost(name, ['test', '-e', '/var/left-behind'])).exitCode).not.toBe(0);
    const client = await connect(lab.hosts[name], lab.hosts[name].fingerprint);
    client.dispose();
  }, 180_000);
});

test('another host key than the pinned one is noticed', async () => {
  await expect(connect(lab.hosts.fresh, lab.hosts.ready.fingerprint)).rejects.toThrow();
});

test('fresh and amazon have neither Docker nor cron; amazon has dnf and nothing of apt', async () => {
  expect(await programs('fresh', 'docker', 'dockerd', 'crontab', 'git', 'curl', 'apt-get')).toEqual([
    'curl',
    'apt-get',
  ]);
  const wanted = ['docker', 'dockerd', 'crontab', 'apt-get', 'dpkg', 'dnf', 'rpm', 'git', 'curl', 'tar', 'flock'];
  expect(await programs('amazon', ...wanted)).toEqual(['dnf', 'rpm', 'git', 'curl', 'tar', 'flock']);
  const release = await execOnHost('amazon', ['sh', '-c', '. /etc/os-release; echo "$ID $VERSION_ID"']);
  expect(release.stdout.trim()).toBe('amzn 2023');
});

test('v5 has docker compose 5 and its buildx, which docker finds before those of Debian', async () => {
  const script = 'docker compose version --short; docker buildx version';
  const { stdout } = await execOnHost('v5', ['sh', '-c', script], { user: 'ec2-user' });
  expect(stdout).toMatch(/^5\.5\.0\n\S+ v0\.36\.1\s*$/);
});

test('on amazon dnf installs Docker and cronie, which then run', async () => {
  changed.add('amazon');
  const script = 'sudo -n dnf -y -q install docker cronie && sudo -n systemctl enable --now docker crond && sleep 1';
  expect(await execOnHost('amazon', ['sh', '-c', script], { user: 'ec2-user' })).toMatchObject({ exitCode: 0 });
  const active = await execOnHost('amazon', ['systemctl', 'is-active', 'docker.service', 'crond.service']);
  expect(active.stdout.trim()).toBe('active\nactive');
  expect((await execOnHost('amazon', ['docker', 'compose', 'version'])).exitCode).not.toBe(0);
}, 180_000);

test('a reboot of ready brings Docker, its containers and cron back', async () => {
  changed.add('ready');
  const run = [
    'docker',
    'run',
    '--detach',
    '--restart',
    'unless-stopped',
    '--name',
    'lasting',
    'debian:stable',
    'sleep',
    '900',
  ];
  expect(await execOnHost('ready', run)).toMatchObject({ exitCode: 0 });
  await restartHost('ready');
  expect((await execOnHost('ready', ['systemctl', 'is-active', 'cron.service'])).stdout.trim()).toBe('active');
  expect(await runningContainers('lasting')).toContain('lasting');
}, 180_000);

/** Docker answers before it has started every container again, so this looks for up to ten seconds. */
async function runningContainers(wanted: string): Promise<string> {
  let names = '';
  for (let attempt = 0; attempt < 20 && !names.includes(wanted); attempt += 1) {
    names = (await execOnHost('ready', ['docker', 'ps', '--format', '{{.Names}}'])).stdout;
    await sleep(500);
  }
  return names;
}
