import { readFileSync } from 'node:fs';
import { asDeployError, type DeployError } from './errors/deploy-error.js';
import { callHost } from './ssh/call.js';
import { parseInputs } from './inputs/parse.js';
import type { Inputs } from './inputs/inputs.js';
import { inputOf, jobOf } from './runner/environment.js';
import { printer } from './runner/print.js';
import type { Runner } from './runner/runner.js';

/**
 * Runs the action once. What is imported above is all that it takes to read the inputs and to call the host; SSH is loaded
 * while the first packet is on its way, and the rest while the host answers. Secrets are masked as they are read, and bad input is told
 * before anything is touched.
 */
export async function start(environment: NodeJS.ProcessEnv): Promise<void> {
  const read = readInputs(environment, (value) => printer.command('add-mask', {}, value));
  const openRunner = async (): Promise<Runner> => {
    const { githubRunner } = await import('./runner/github.js');
    return githubRunner(environment, printer);
  };
  if ('inputs' in read) return await startRun(read.inputs, openRunner);
  const runner = await openRunner();
  const { tellBadInput } = await import('./ports.js');
  await tellBadInput(runner, read.problem);
}

async function startRun(inputs: Inputs, openRunner: () => Promise<Runner>): Promise<void> {
  const call = callHost(inputs, (line) => void opened.then((runner) => runner.info(line)));
  const opened = call.begun.then(openRunner);
  try {
    // What is compiled next holds up everything else.
    const runner = await opened;
    const { run } = await import('./ports.js');
    await run(runner, inputs, (signal) => {
      signal.addEventListener('abort', call.giveUp);
      return call.connection;
    });
  } finally {
    call.destroy();
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
