import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { execOnHost } from '../../lab/hosts.js';
import type { HostName } from '../../lab/hosts/definition.js';

/** Seconds of each part of a redeploy. */
export type Parts = ReadonlyMap<string, number>;

export interface PartsRequest {
  readonly host: HostName;
  readonly folder: string;
  readonly domain: string;
}

const script = fileURLToPath(new URL('parts.sh', import.meta.url));

/** Runs the parts of a redeploy one after the other on the host, with plain docker commands. Throws with a failed part's output. */
export async function measureParts({ host, folder, domain }: PartsRequest): Promise<Parts> {
  const { stdout: archive } = await execa('tar', ['-czf', '-', '-C', folder, '.'], { encoding: 'buffer' });
  const argv = ['sh', '-c', await readFile(script, 'utf8'), 'parts.sh', domain];
  const done = await execOnHost(host, argv, { input: Buffer.from(archive).toString('base64') });
  if (done.exitCode !== 0) throw new Error(`The parts of a redeploy could not be measured: ${done.stderr}`);
  const lines = [...done.stdout.matchAll(/^part (\S+) (\d+)$/gm)];
  return new Map(lines.map(([, name = '', ms]) => [name, Number(ms) / 1000]));
}

export function sumOf(parts: Parts): number {
  return [...parts.values()].reduce((sum, seconds) => sum + seconds, 0);
}

/** `build 2.4 s, start 3.6 s`. */
export function partsInWords(parts: Parts): string {
  return [...parts].map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`).join(', ');
}
