import { setTimeout as sleep } from 'node:timers/promises';
import { ensureContainer, removeContainer } from './containers.js';
import { docker, type DockerResult } from './docker.js';
import { containerOf, defineHost, imageOf, type HostName, publicName, usualHosts } from './hosts/definition.js';
import { ensureIdentity, type HostIdentity } from './hosts/identity.js';
import { ensureImage } from './images.js';
import { addresses } from './network.js';
import { whileLocked } from './up-lock.js';

type Say = (line: string) => void;
const quiet: Say = () => undefined;
const bootTimeoutMs = 90_000;

/** Makes sure that the usual hosts run and have booted; a host that does not come up is made anew. */
export async function ensureHosts(say: Say): Promise<void> {
  await Promise.all(usualHosts.map((name) => ensureHost(name, say)));
}

/** Makes sure of a host that `up` leaves out; nothing for a usual one. */
export async function startWhenNamed(name: HostName, say: Say = quiet): Promise<void> {
  if (!usualHosts.includes(name)) await whileLocked(say, () => ensureHost(name, say));
}

/** Gives a host back as it was when new, in seconds; its host keys stay the same. */
export async function resetHost(name: HostName, say: Say = quiet): Promise<void> {
  await removeContainer(containerOf(name));
  await startHost(name, say);
}

/** Reboots a host: every process ends, its disk stays. Returns once it has booted again. */
export async function restartHost(name: HostName): Promise<void> {
  await docker(['restart', '-t', '30', containerOf(name)]);
  await waitUntilBooted(name);
}

/** Runs a program on a host without ssh; a non-zero exit code is returned, not thrown. */
export async function execOnHost(
  name: HostName,
  argv: readonly string[],
  options: { readonly user?: string; readonly input?: string } = {},
): Promise<DockerResult> {
  const input = options.input === undefined ? {} : { input: options.input };
  const flags = [...(options.input === undefined ? [] : ['--interactive']), '--user', options.user ?? 'root'];
  return docker(['exec', ...flags, containerOf(name), ...argv], { allowFailure: true, ...input });
}

/** The keys and the known_hosts lines of a host. */
export async function identityOf(name: HostName): Promise<HostIdentity> {
  return ensureIdentity(name, [addresses[name], publicName(name)]);
}

async function ensureHost(name: HostName, say: Say): Promise<void> {
  try {
    await startHost(name, say);
  } catch (error) {
    say(
      `${containerOf(name)} does not come up (${error instanceof Error ? error.message : String(error)}): making it anew`,
    );
    await resetHost(name, say);
  }
}

async function startHost(name: HostName, say: Say): Promise<void> {
  const definition = await defineHost(name, await ensureImage(imageOf(name), say), await identityOf(name));
  const began = Date.now();
  const outcome = await ensureContainer(definition, quiet);
  await waitUntilBooted(name);
  if (outcome === 'made') say(`booted ${definition.name} (${((Date.now() - began) / 1000).toFixed(0)} s)`);
}

/** Waits for systemd to have started everything, sshd included. Throws after 90 s with what systemd said. */
async function waitUntilBooted(name: HostName): Promise<void> {
  const began = Date.now();
  let said = '';
  while (Date.now() - began < bootTimeoutMs) {
    const state = await execOnHost(name, ['systemctl', 'is-system-running']);
    said = `${state.stdout} ${state.stderr}`.trim();
    if (/^(running|degraded)$/.test(state.stdout.trim())) {
      const sshd = await execOnHost(name, ['systemctl', 'is-active', 'ssh.service']);
      if (sshd.exitCode === 0) return;
      said = `sshd is ${sshd.stdout.trim()}`;
    }
    await sleep(300);
  }
  throw new Error(`${containerOf(name)} had not booted after ${bootTimeoutMs / 1000} s: ${said}`);
}
