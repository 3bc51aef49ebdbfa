import './runner/commonjs-globals.js';
import { readFileSync } from 'node:fs';
import { asDeployError, type DeployError } from './errors/deploy-error.js';
import type { Inputs } from './inputs/inputs.js';
import { parseInputs } from './inputs/parse.js';
import { main } from './main.js';
import { realPorts } from './real-ports.js';
import { reportFailure } from './report/report.js';
import { inputOf, jobOf } from './runner/environment.js';
import { githubRunner } from './runner/github.js';
import { endByError, makeTheRestPlain, printer } from './runner/print.js';

makeTheRestPlain();
await run(process.env).catch(endByError);

/** Runs the action once. Secrets are masked as they are read, and bad input is reported before anything is touched. */
async function run(environment: NodeJS.ProcessEnv): Promise<void> {
  const runner = githubRunner(environment, printer);
  const read = readInputs(environment);
  if ('inputs' in read) await main(realPorts(runner, read.inputs));
  else await reportFailure(runner, read.problem, undefined, undefined);
}

function readInputs(environment: NodeJS.ProcessEnv): { readonly inputs: Inputs } | { readonly problem: DeployError } {
  const job = { ...jobOf(environment), variable: (name: string) => environment[name] };
  const mask = (value: string): void => printer.command('add-mask', {}, value);
  try {
    return {
      inputs: parseInputs(inputOf(environment), job, mask, (path) => readFileSync(path, 'utf8')),
    };
  } catch (error) {
    return { problem: asDeployError(error) };
  }
}
