import { deploy, type DeployOptions } from '../lab/deploy.js';

/** A run of the action: the seconds of main (and post, where it runs), as a stopwatch inside their containers took them. */
export interface ActionRun {
  readonly seconds: number;
  readonly outputs: Readonly<Record<string, string>>;
}

/** Deploys as a step would. Throws with the last lines of its log when the step fails. */
export async function runTimedAction(options: DeployOptions): Promise<ActionRun> {
  const { exitCode, seconds, outputs, log } = await deploy({ ...options, stopwatch: true });
  if (exitCode === 0) return { seconds, outputs };
  throw new Error(`The deploy ended with ${exitCode}:\n${log.split('\n').slice(-25).join('\n')}`);
}
