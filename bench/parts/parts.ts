import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { parse } from 'yaml';
import { z } from 'zod';
import { execOnHost } from '../../lab/hosts.js';
import type { HostName } from '../../lab/hosts/definition.js';

/** Seconds of each part of a deploy; of parts of one name the sum. */
export type Parts = ReadonlyMap<string, number>;

export interface PartsRequest {
  readonly host: HostName;
  /** `first`: also the pulls and the order of the certificate, on a host that has none of it. */
  readonly kind: 'first' | 'again';
  readonly folder: string;
  readonly domain: string;
}

const script = fileURLToPath(new URL('parts.sh', import.meta.url));
const edgeCompose = fileURLToPath(new URL('../../templates/proxy/edge.compose.yml', import.meta.url));
const composeSchema = z.object({
  services: z.object({ edge: z.object({ image: z.string() }), certbot: z.object({ image: z.string() }) }),
});

/** Does the parts of a deploy one after the other by plain docker commands on the host. Throws with what a part said. */
export async function measureParts({ host, kind, folder, domain }: PartsRequest): Promise<Parts> {
  const { services } = composeSchema.parse(
    parse((await readFile(edgeCompose, 'utf8')).replaceAll(/'\{\{\w+\}\}'/g, 'x')),
  );
  const { stdout: archive } = await execa('tar', ['-czf', '-', '-C', folder, '.'], { encoding: 'buffer' });
  const program = await readFile(script, 'utf8');
  const argv = ['sh', '-c', program, 'parts.sh', kind, domain, services.edge.image, services.certbot.image];
  const done = await execOnHost(host, argv, { input: Buffer.from(archive).toString('base64') });
  if (done.exitCode !== 0) throw new Error(`The parts of a deploy could not be measured: ${done.stderr}`);
  const parts = new Map<string, number>();
  for (const [, name = '', ms = ''] of done.stdout.matchAll(/^part (\S+) (\d+)$/gm)) {
    parts.set(name, (parts.get(name) ?? 0) + Number(ms) / 1000);
  }
  return parts;
}

/** The sum of the parts named. */
export function sumOf(parts: Parts, names: readonly string[]): number {
  return names.reduce((sum, name) => sum + (parts.get(name) ?? 0), 0);
}

/** `build 2.4 s, start 3.6 s`. */
export function partsInWords(parts: Parts): string {
  return [...parts].map(([name, seconds]) => `${name} ${seconds.toFixed(1)} s`).join(', ');
}
