import { deploy, type DeployOptions } from '../../lab/deploy.js';
import type { RunResult } from '../../lab/runner.js';

/** Deploys as a step of a workflow does, timed inside its container. Throws with the end of its log when the step fails. */
export async function runAction(options: DeployOptions): Promise<RunResult> {
  const run = await deploy({ ...options, stopwatch: true });
  if (run.exitCode === 0) return run;
  throw new Error(`The deploy ended with ${run.exitCode}:\n${endOf(run)}`);
}

/** The last lines of a run's log, for an error message. */
export function endOf({ log }: Pick<RunResult, 'log'>): string {
  return log.split('\n').slice(-25).join('\n');
}

/** The inputs of a deploy of examples/django; `name` is the first label of its domain. */
export function exampleInputs(name: string, zone: string) {
  return {
    domain: `${name}.${zone}`,
    path: `~/${name}`,
    env: 'DJANGO_SECRET_KEY=not-a-secret-in-the-lab',
    'release-command': 'python manage.py migrate --noinput',
  } as const;
}
