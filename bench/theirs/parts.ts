import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { execOnHost } from '../../lab/hosts.js';
import type { HostName } from '../../lab/hosts/definition.js';

/** Seconds of each part of a deploy. */
export type Parts = ReadonlyMap<string, number>;

export interface PartsRequest {
  readonly host: HostName;
  /** Of bench/theirs: it prints a line per part, and reads the folder from standard input as base64 of a tar. */
  readonly script: 'parts.sh' | 'restarts/deploy.sh';
  readonly args: readonly string[];
  readonly folder: string;
}

/** Runs the parts of a deploy one after the other on the host. Throws with a failed part's output. */
export async function measureParts({ host, script, args, folder }: PartsRequest): Promise<Parts> {
  const { stdout: archive } = await execa('tar', ['-czf', '-', '-C', folder, '.'], { encoding: 'buffer' });
  const text = await readFile(fileURLToPath(new URL(script, import.meta.url)), 'utf8');
  const argv = ['sh', '-c', text, script, ...args];
  const done = await execOnHost(host, argv, { input: Buffer.from(archive).toString('base64') });
  if (done.exitCode !== 0) throw new Error(`${script} failed on the host: ${done.stderr}`);
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
