import './runner/commonjs-globals.js';
import { readFileSync } from 'node:fs';
import { asDeployError } from './errors/deploy-error.js';
import { parseInputs } from './inputs/parse.js';
import type { ReadInputs } from './real-ports.js';
import type { Inputs } from './inputs/inputs.js';
import { inputOf, isPostStep, jobOf, stateOf } from './runner/environment.js';
import { endByError, makeTheRestPlain, printer } from './runner/print.js';
import { beginConnecting, type Arriving } from './ssh/begin-connecting.js';

makeTheRestPlain();
await run(process.env).catch(endByError);

/** Runs the action once. Secrets are masked as they are read, and bad input is reported before anything is touched. */
async function run(environment: NodeJS.ProcessEnv): Promise<void> {
  if (isPostStep(process.argv)) return await cleanUp(environment);
  const read = readInputs(environment);
  // The rest of the program is loaded while the host answers: each takes about as long as the other.
  const arriving = 'inputs' in read ? begin(read.inputs) : undefined;
  const { runOnce } = await import('./real-ports.js');
  await runOnce(environment, read, arriving);
}

/** undefined: the host is an instance, which is found at AWS first. */
function begin({ instance, host, sshKey, ...rest }: Inputs): Arriving | undefined {
  if (instance !== undefined || host === undefined || sshKey === undefined) return undefined;
  return beginConnecting({ ...rest, host, sshKey }, (line) => printer.text(line));
}

/** The post step of a job that failed or was cancelled: what its main step may have left at AWS is removed. */
async function cleanUp(environment: NodeJS.ProcessEnv): Promise<void> {
  const { closeThroughAws } = await import('./reach/close-left-open.js');
  const warn = (text: string): void => printer.command('warning', {}, text);
  await closeThroughAws(stateOf(environment), { warn, say: (line) => printer.text(line) });
}

function readInputs(environment: NodeJS.ProcessEnv): ReadInputs {
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
