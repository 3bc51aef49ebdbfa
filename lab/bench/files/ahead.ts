import { setTimeout as sleep } from 'node:timers/promises';
import { execOnHost } from '../../hosts.js';
import type { HostName } from '../../hosts/definition.js';

const mostMs = 120_000;

/**
 * Waits until the host has done what a deploy leaves to go on by itself: the tree linked ahead (templates/host/ahead.sh).
 * A person pushes minutes after the deploy before, a benchmark at once. Throws when there is none after two minutes.
 */
export async function settled(host: HostName, root: string): Promise<void> {
  const began = performance.now();
  const current = await execOnHost(host, ['readlink', `${root}/current`]);
  const tree = `${root}/ahead/${current.stdout.trim().replace('releases/', '')}`;
  while ((await execOnHost(host, ['test', '-d', tree])).exitCode !== 0) {
    if (performance.now() - began > mostMs) throw new Error(`There is no tree linked ahead at ${tree}`);
    await sleep(200);
  }
}
