import { deploy } from '../../lab/deploy.js';
import type { BenchContext } from '../benchmark.js';

/** A run of the action, seen as what it does with files. */
export interface FileRun {
  /** The whole run: the time of its program. */
  readonly seconds: number;
  /** From the start of its program until the files of the new release are in place: the repository read, connected, looked, sent, unpacked. */
  readonly filesSeconds: number;
  readonly log: string;
}

export interface FileDeploy {
  readonly folder: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** Deploys a tree that has changed. Throws with the log when the run fails or had no files to send. */
export async function deployFiles({ lab, host }: BenchContext, { folder, inputs, env }: FileDeploy): Promise<FileRun> {
  let inPlace: number | undefined;
  const onLine = (line: string): void => {
    if (/✓ files\b/.test(line)) inPlace = performance.now();
  };
  const run = await deploy({
    lab,
    folder,
    host,
    inputs,
    onLine,
    stopwatch: true,
    ...(env === undefined ? {} : { env }),
  });
  if (run.exitCode !== 0) throw new Error(`The deploy failed:\n${run.log}`);
  if (inPlace === undefined) throw new Error(`The run sent no files:\n${run.log}`);
  return { seconds: run.seconds, filesSeconds: (inPlace - run.began) / 1000, log: run.log };
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
