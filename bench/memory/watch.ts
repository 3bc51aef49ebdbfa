import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execOnHost } from '../../lab/hosts.js';
import type { HostName } from '../../lab/hosts/definition.js';

const script = fileURLToPath(new URL('watch.sh', import.meta.url));

/** The environment in which the action says what it held; see `peakOfRunner`. */
export const sayingPeak = { NODE_OPTIONS: '--import=/action/lab/bench/memory/say-peak.mjs' } as const;

/** Megabytes (10^6 bytes) that the action's programs held at most, by the log of a run in that environment. Throws when it does not say. */
export function peakOfRunner(log: string): number {
  const peaks = [...log.matchAll(/peak-memory: (\d+)/g)].map(([, kibibytes]) => Number(kibibytes));
  if (peaks.length === 0) throw new Error(`The run does not say what memory it took:\n${log}`);
  return (Math.max(...peaks) * 1024) / 1e6;
}

/** Megabytes that single processes on the host held at most while `work` went on, by the program's name. */
export async function peaksOnHost(host: HostName, work: () => Promise<void>): Promise<ReadonlyMap<string, number>> {
  await execOnHost(host, ['touch', '/tmp/watch-memory']);
  const watching = execOnHost(host, ['sh', '-c', await readFile(script, 'utf8')]);
  try {
    await work();
  } finally {
    await execOnHost(host, ['rm', '-f', '/tmp/watch-memory']);
  }
  const { stdout, stderr } = await watching;
  const found = [...stdout.matchAll(/^peak (\S+) (\d+)$/gm)];
  if (found.length === 0) throw new Error(`The host's memory could not be watched: ${stderr}`);
  return new Map(found.map(([, name = '', kibibytes]) => [name, (Number(kibibytes) * 1024) / 1e6]));
}
