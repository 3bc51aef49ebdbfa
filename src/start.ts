import { readFileSync } from 'node:fs';
import { asDeployError, type DeployError } from './errors.js';
import { dial, FIRST_DIAL_MS } from './host/dial.js';
import { parseInputs } from './inputs/parse.js';
import type { Inputs } from './inputs.js';
import { inputOf, jobOf } from './runner/environment.js';

/**
 * Runs the action once. What is imported above is all that it takes to read the inputs and to call the host; the rest (SSH, the
 * runner's library, later AWS) is loaded while the first packet is on its way. Bad input is told before anything is touched.
 */
export async function start(environment: NodeJS.ProcessEnv): Promise<void> {
  const secrets: string[] = [];
  const read = readInputs(environment, (value) => secrets.push(value));
  const dialed = 'inputs' in read ? dial(read.inputs, Math.min(FIRST_DIAL_MS, read.inputs.timeoutMs)) : undefined;
  // Whoever wants the connection hears of its failure; until then it is nobody's.
  dialed?.catch(() => undefined);
  try {
    const { githubRunner } = await import('./runner/github.js');
    const runner = githubRunner(environment);
    // Before the first line of the log.
    for (const secret of secrets) runner.mask(secret);
    const { run, tellBadInput } = await import('./run.js');
    if ('inputs' in read) await run(runner, read.inputs, dialed);
    else await tellBadInput(runner, read.problem);
  } finally {
    void dialed?.then(
      (socket) => socket.destroy(),
      () => undefined,
    );
  }
}

function readInputs(
  environment: NodeJS.ProcessEnv,
  mask: (value: string) => void,
): { readonly inputs: Inputs } | { readonly problem: DeployError } {
  try {
    const inputs = parseInputs(inputOf(environment), jobOf(environment), mask, (path) => readFileSync(path, 'utf8'));
    return { inputs };
  } catch (error) {
    return { problem: asDeployError(error) };
  }
}
