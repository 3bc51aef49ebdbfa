import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { deploy } from '../../lab/deploy.js';
import type { BenchContext } from '../benchmark.js';

const example = fileURLToPath(new URL('../../examples/django', import.meta.url));
const planSchema = z.object({
  seconds: z.number(),
  steps: z.array(z.object({ kind: z.string(), seconds: z.number().optional() })),
});

/** A copy of the example that may be changed; disposing of it takes it away. */
export interface Example extends AsyncDisposable {
  readonly folder: string;
  /** Changes code, so that the image's layers from there on have to be built again. */
  change(): Promise<void>;
}

export async function copyExample(): Promise<Example> {
  const place = await mkdtemp(path.join(tmpdir(), 'ec2-https-deploy-bench-'));
  const folder = path.join(place, 'site');
  await cp(example, folder, { recursive: true });
  let changes = 0;
  return {
    folder,
    change: () => appendFile(path.join(folder, 'visits', 'views.py'), `\n# ${Date.now()} ${(changes += 1)}\n`),
    [Symbol.asyncDispose]: () => rm(place, { recursive: true, force: true }),
  };
}

/** Deploys the example and says how long the action took by its own clock, and its steps. */
export async function deployExample({ lab, host, say }: BenchContext, folder: string, domain: string): Promise<number> {
  const inputs = {
    domain,
    path: '~/bench',
    env: 'DJANGO_SECRET_KEY=bench',
    'release-command': 'python manage.py migrate --noinput',
  };
  const { exitCode, log, outputs } = await deploy({ lab, folder, host, inputs });
  if (exitCode !== 0) throw new Error(`The deploy failed:\n${log}`);
  const plan = planSchema.parse(JSON.parse(outputs['plan'] ?? '{}'));
  say(`the action ${plan.seconds} s: ${plan.steps.map(({ kind, seconds = 0 }) => `${kind} ${seconds}`).join(', ')}`);
  return plan.seconds;
}

/** A name that no certificate was asked for yet. */
export function freshDomain(label: string, zone: string): string {
  return `${label}-${Date.now().toString(36)}.${zone}`;
}
