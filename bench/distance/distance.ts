import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { removeContainer } from '../../lab/containers.js';
import { docker } from '../../lab/docker.js';
import type { HostName } from '../../lab/hosts/definition.js';
import { ensureImage } from '../../lab/images.js';
import type { Lab, LabHost } from '../../lab/lab.js';
import { networkName } from '../../lab/network.js';
import { ensureStateFolder } from '../../lab/state.js';
import { parseCounts, type DistanceCounts } from './counts.js';

const project = fileURLToPath(new URL('../..', import.meta.url));
const controlPort = 7171;

export interface DistanceOptions {
  readonly lab: Lab;
  readonly host: HostName;
  /** Round trip between a client of `address` and the host. 0: the proxy only counts. */
  readonly rttMs: number;
  /** Ports to forward in addition to 22, 80 and 443. */
  readonly morePorts?: readonly number[];
}

/**
 * A distant address of a lab host: ports 22, 80 and 443 are forwarded to it, delayed by half a round trip in each direction, and
 * the traffic is counted. Give its `inputs` to a deploy: then the domain's record has this address too, and all traffic between
 * action and host goes through it, SSH and the external check. See `startRelay` for what is not simulated, and `TripCounter` for
 * what a round trip is. It is a container: this machine and the lab's network can reach it.
 */
export interface Distance extends AsyncDisposable {
  readonly address: string;
  /** For the action: `host` and `host-key`. */
  readonly inputs: { readonly host: string; readonly 'host-key': string };
  /** The same keys for OpenSSH's `-o UserKnownHostsFile=`. */
  readonly knownHostsFile: string;
  /** The traffic since the start or the last reset. */
  counts(): Promise<DistanceCounts>;
  /** Sets the counts to zero; open connections go on and count from here. */
  reset(): Promise<void>;
  /** For connections made from now on. */
  setRoundTrip(rttMs: number): Promise<void>;
}

/** Starts a distance before a host of the lab. Throws with the container's log when it does not start. */
export async function openDistance({ lab, host, rttMs, morePorts = [] }: DistanceOptions): Promise<Distance> {
  const there = lab.hosts[host];
  const { name, address } = await start(there.address, rttMs, [22, 80, 443, ...morePorts]);
  const control = async (method: 'GET' | 'POST', what: string): Promise<DistanceCounts> => {
    const answer = await fetch(`http://${address}:${controlPort}${what}`, { method });
    return parseCounts(await answer.text());
  };
  await answering(name, () => control('GET', '/counts'));
  const knownHosts = renamed(there, address);
  const knownHostsFile = path.join(await ensureStateFolder('distance'), `${address}.known_hosts`);
  await writeFile(knownHostsFile, knownHosts);
  return {
    address,
    inputs: { host: address, 'host-key': knownHosts },
    knownHostsFile,
    counts: () => control('GET', '/counts'),
    reset: async () => void (await control('POST', '/reset')),
    setRoundTrip: async (ms) => void (await control('POST', `/round-trip/${ms}`)),
    [Symbol.asyncDispose]: () => removeContainer(name),
  };
}

/** Two benches may run in one lab: each takes an address of its own, above those of the lab. */
async function start(
  target: string,
  rttMs: number,
  ports: readonly number[],
): Promise<{ readonly name: string; readonly address: string }> {
  const image = await ensureImage('runner', () => undefined);
  for (let attempt = 1; ; attempt += 1) {
    const last = randomInt(200, 250);
    const [name, address] = [`ehd-distance-${last}`, `172.30.0.${last}`];
    const place = ['--name', name, '--network', networkName, '--ip', address, '--label', 'ec2-https-deploy-lab=run'];
    const environment = {
      HOST: target,
      RTT_MS: String(rttMs),
      PORTS: ports.join(' '),
      CONTROL_PORT: String(controlPort),
    };
    const { exitCode, stderr } = await docker(
      [
        ...['run', '--detach', '--init', ...place, '--volume', `${project}:/project:ro`, '--workdir', '/project'],
        ...Object.entries(environment).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
        ...[image, 'node', '--import', 'tsx', 'bench/distance/container.ts'],
      ],
      { allowFailure: true },
    );
    if (exitCode === 0) return { name, address };
    const isTaken = /already in use/i.test(stderr);
    if (!/is already in use by container/.test(stderr)) await removeContainer(name);
    if (!isTaken || attempt === 20) throw new Error(`No distance at ${address}: ${stderr.trim()}`);
  }
}

async function answering(name: string, ask: () => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await ask();
      return;
    } catch (error) {
      if (attempt === 100) {
        const { stdout, stderr } = await docker(['logs', name], { allowFailure: true });
        await removeContainer(name);
        throw new Error(`${name} does not answer (${String(error)}):\n${stdout}${stderr}`, { cause: error });
      }
      await sleep(100);
    }
  }
}

function renamed({ knownHosts }: LabHost, address: string): string {
  return knownHosts.replace(/^\S+/gm, address);
}
