import { readFile, writeFile } from 'node:fs/promises';
import type { ContainerDefinition } from '../containers.js';
import { docker } from '../docker.js';
import { addresses } from '../network.js';
import { ensureStateFolder } from '../state.js';
import type { HostIdentity } from './identity.js';

export const hostNames = ['fresh', 'amazon', 'ready', 'second', 'v5', 'bench', 'bare'] as const;
export type HostName = (typeof hostNames)[number];

/** The hosts that `up` starts. A test or a command that names another one starts it: its image takes minutes to make. */
export const usualHosts: readonly HostName[] = ['fresh', 'amazon', 'ready'];

// All that Docker inside a container and systemd may want, but SYS_RESOURCE, which is not to be had inside many machines
// that are themselves containers.
const capabilities = [
  ...[
    'AUDIT_CONTROL',
    'AUDIT_READ',
    'AUDIT_WRITE',
    'BLOCK_SUSPEND',
    'CHOWN',
    'DAC_OVERRIDE',
    'DAC_READ_SEARCH',
    'FOWNER',
  ],
  ...[
    'FSETID',
    'IPC_LOCK',
    'IPC_OWNER',
    'KILL',
    'LEASE',
    'LINUX_IMMUTABLE',
    'MAC_ADMIN',
    'MAC_OVERRIDE',
    'MKNOD',
    'NET_ADMIN',
  ],
  ...[
    'NET_BIND_SERVICE',
    'NET_BROADCAST',
    'NET_RAW',
    'SETFCAP',
    'SETGID',
    'SETPCAP',
    'SETUID',
    'SYS_ADMIN',
    'SYS_BOOT',
  ],
  ...[
    'SYS_CHROOT',
    'SYS_MODULE',
    'SYS_NICE',
    'SYS_PACCT',
    'SYS_PTRACE',
    'SYS_RAWIO',
    'SYS_TIME',
    'SYS_TTY_CONFIG',
    'SYSLOG',
  ],
  'WAKE_ALARM',
];

/**
 * The image of a host. `second` and `bench` are like `ready`, and `bare` is like `fresh`: two suites can run at a time, and tests can
 * run while something is measured.
 */
export function imageOf(host: HostName): string {
  return `host-${alike[host] ?? host}`;
}

const alike: Partial<Record<HostName, HostName>> = { second: 'ready', bench: 'ready', bare: 'fresh' };

/** The container's name, by which the engine and the lab's people know it. */
export function containerOf(host: HostName): string {
  return `ehd-${host}`;
}

/** The public DNS name that EC2 would give the host. */
export function publicName(host: HostName): string {
  return `ec2-${addresses[host].replaceAll('.', '-')}.ap-northeast-2.compute.amazonaws.com`;
}

/** What the engine needs to know to run a host: a container with systemd as PID 1 and an own Docker Engine inside. */
export async function defineHost(host: HostName, image: string, identity: HostIdentity): Promise<ContainerDefinition> {
  // The engine's own resolver at 127.0.0.11 is out of reach for the containers of the inner Docker, which copy this file.
  const resolver = `${await ensureStateFolder('hosts')}/resolv.conf`;
  const text = `nameserver ${addresses.dns}\noptions timeout:3 attempts:2\n`;
  // All hosts have it mounted: a test of one sees what starting another one writes.
  if ((await readFile(resolver, 'utf8').catch(() => '')) !== text) await writeFile(resolver, text);
  return {
    name: containerOf(host),
    image,
    ip: addresses[host],
    args: [
      ...(await confinement()),
      ...['--tmpfs', '/run', '--tmpfs', '/run/lock', '--volume', '/var/lib/docker', '--volume', '/var/lib/containerd'],
      ...['--volume', `${identity.folder}:/run/instance-identity:ro`, '--volume', `${resolver}:/etc/resolv.conf:ro`],
    ],
    command: [],
    stamp: identity.digest,
  };
}

async function confinement(): Promise<readonly string[]> {
  const unconfined = ['seccomp', 'apparmor', 'systempaths'].flatMap((what) => ['--security-opt', `${what}=unconfined`]);
  if ((await cgroupVersion()) === '2') return ['--privileged', '--cgroupns', 'private'];
  return [
    ...capabilities.flatMap((name) => ['--cap-add', name]),
    ...unconfined,
    // With a cgroup namespace of their own, containers inside the host fail on their cgroup mounts.
    ...['--cgroupns', 'host', '--volume', '/sys/fs/cgroup:/sys/fs/cgroup:rw'],
    ...['--env', 'SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1'],
  ];
}

async function cgroupVersion(): Promise<string> {
  return (await docker(['info', '--format', '{{.CgroupVersion}}'])).stdout.trim();
}
