import { setTimeout as sleep } from 'node:timers/promises';
import { docker } from './docker.js';
import { containerOf, type HostName, hostNames, publicName, usualHosts } from './hosts/definition.js';
import { identityOf } from './hosts.js';
import { addresses } from './network.js';
import { readServices, type Services } from './services.js';

const RESET_MS = 60_000;

/** A host as a client on this machine or in the lab's network reaches it. */
export interface LabHost {
  readonly name: HostName;
  readonly address: string;
  /** The DNS name that EC2 would give it; the lab's DNS knows it. */
  readonly publicName: string;
  readonly sshPort: number;
  readonly user: string;
  readonly keyFile: string;
  /** known_hosts lines, for the address and the DNS name; `knownHostsFile` holds the same. */
  readonly knownHosts: string;
  readonly knownHostsFile: string;
  /** Of the ed25519 host key. */
  readonly fingerprint: string;
}

/** Everything that a test, the demo or another tool needs to know of a lab that is up. */
export interface Lab extends Services {
  readonly hosts: Readonly<Record<HostName, LabHost>>;
}

/** The lab that is up on this machine. Throws with the command that brings it up when it, or a part of it, is not. */
export async function openLab(): Promise<Lab> {
  const down = await downForGood();
  if (down.length > 0) throw new Error(`The lab is not up (${down.join(', ')}): run npm run lab -- up`);
  const [fresh, amazon, ready, second, v5, bench, bare, services] = await Promise.all([
    describeHost('fresh'),
    describeHost('amazon'),
    describeHost('ready'),
    describeHost('second'),
    describeHost('v5'),
    describeHost('bench'),
    describeHost('bare'),
    readServices(),
  ]);
  return { hosts: { fresh, amazon, ready, second, v5, bench, bare }, ...services };
}

/** The hosts that run: all the usual ones, and those that were named since the lab came up. */
export async function startedHosts(lab: Lab): Promise<readonly LabHost[]> {
  const running = await runningContainers();
  return Object.values(lab.hosts).filter(({ name }) => running.has(containerOf(name)));
}

/** What does not run, nor will by itself: another suite may be resetting its host, which takes seconds. */
async function downForGood(): Promise<readonly string[]> {
  const until = Date.now() + RESET_MS;
  for (;;) {
    const down = await standingStill();
    const isResetting = down.length > 0 && down.every((name) => hostNames.some((host) => containerOf(host) === name));
    if (!isResetting || Date.now() > until) return down;
    await sleep(500);
  }
}

/** The containers of the lab that should run and do not. Throws only when no Docker Engine answers. */
export async function standingStill(): Promise<readonly string[]> {
  const running = await runningContainers();
  const expected = Object.keys(addresses).filter((name) => !isRare(name));
  return expected.map((name) => `ehd-${name}`).filter((name) => !running.has(name));
}

function isRare(name: string): boolean {
  return hostNames.some((host) => host === name && !usualHosts.includes(host));
}

async function runningContainers(): Promise<ReadonlySet<string>> {
  const { exitCode, stdout } = await docker(['ps', '--filter', 'name=^ehd-', '--format', '{{.Names}}'], {
    allowFailure: true,
  });
  if (exitCode !== 0) throw new Error('No Docker Engine answers, so the lab is not up: run npm run lab -- up');
  return new Set(stdout.split('\n'));
}

/** Every container of the lab, by its name. */
export const labContainers: readonly string[] = Object.keys(addresses).map((name) => `ehd-${name}`);

async function describeHost(name: HostName): Promise<LabHost> {
  const identity = await identityOf(name);
  return {
    name,
    address: addresses[name],
    publicName: publicName(name),
    sshPort: 22,
    user: 'ec2-user',
    keyFile: identity.loginKeyFile,
    knownHosts: identity.knownHosts,
    knownHostsFile: identity.knownHostsFile,
    fingerprint: identity.fingerprint,
  };
}
