import { z } from 'zod';
import { deploy } from '../../deploy.js';
import type { BenchContext } from '../benchmark.js';

/** A run of the action, seen as what it does with files. */
export interface FileRun {
  /** The whole run, by its own clock. */
  readonly seconds: number;
  /** From its first word until the files of the new release are in place: the repository read, connected, looked, sent, unpacked. */
  readonly filesSeconds: number;
  readonly log: string;
}

export interface FileDeploy {
  readonly folder: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

const planSchema = z.object({ seconds: z.number() });

/** Deploys a tree that has changed. Throws with the log when the run fails or had no files to send. */
export async function deployFiles({ lab, host }: BenchContext, { folder, inputs, env }: FileDeploy): Promise<FileRun> {
  let began: number | undefined;
  let inPlace: number | undefined;
  const onLine = (line: string): void => {
    began ??= performance.now();
    if (/✓ files\b/.test(line)) inPlace = performance.now();
  };
  const run = await deploy({ lab, folder, host, inputs, onLine, ...(env === undefined ? {} : { env }) });
  if (run.exitCode !== 0) throw new Error(`The deploy failed:\n${run.log}`);
  if (began === undefined || inPlace === undefined) throw new Error(`The run sent no files:\n${run.log}`);
  const { seconds } = planSchema.parse(JSON.parse(run.outputs['plan'] ?? '{}'));
  return { seconds, filesSeconds: (inPlace - began) / 1000, log: run.log };
}

/** The inputs of all deploys of trees: one site a benchmark. */
export function treeInputs(name: string, zone: string): Readonly<Record<string, string>> {
  return {
    domain: `${name}.${zone}`,
    path: `~/${name}`,
    env: 'DJANGO_SECRET_KEY=bench',
    'release-command': 'python manage.py migrate --noinput',
  };
}
