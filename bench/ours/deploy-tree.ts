import type { BenchContext } from '../benchmark.js';
import { runAction } from './action.js';

/** A run of the action that sent files. */
export interface TreeRun {
  /** Of the whole run. */
  readonly seconds: number;
  /** From the start of the action until all files of the new release are on the host. */
  readonly filesSeconds: number;
  readonly log: string;
}

export interface TreeDeploy {
  readonly folder: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

/** The line with which the action reports that the files of the new release are complete. */
const filesDone = /✓ files\b/;

/** Deploys a tree that has changed. Throws with the log when the run fails or had no files to send. */
export async function deployTree({ lab, host }: BenchContext, tree: TreeDeploy): Promise<TreeRun> {
  let done: number | undefined;
  const onLine = (line: string): void => {
    if (filesDone.test(line)) done ??= performance.now();
  };
  const { seconds, began, log } = await runAction({ lab, host, ...tree, onLine });
  if (done === undefined) throw new Error(`The run sent no files:\n${log}`);
  return { seconds, filesSeconds: (done - began) / 1000, log };
}
