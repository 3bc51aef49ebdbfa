import './runner/commonjs-globals.js';
import { readFileSync } from 'node:fs';
import { asDeployError } from './errors/deploy-error.js';
import { parseInputs } from './inputs/parse.js';
import type { ReadInputs } from './real-ports.js';
import { inputOf, jobOf } from './runner/environment.js';
import { endByError, makeTheRestPlain, printer } from './runner/print.js';
import { beginConnecting } from './ssh/begin-connecting.js';

makeTheRestPlain();
await run(process.env).catch(endByError);

/** Runs the action once. Secrets are masked as they are read, and bad input is reported before anything is touched. */
async function run(environment: NodeJS.ProcessEnv): Promise<void> {
  const read = readInputs(environment);
  // The rest of the program is loaded while the host answers: each takes about as long as the other.
  const arriving = 'inputs' in read ? beginConnecting(read.inputs, (line) => printer.text(line)) : undefined;
  const { runOnce } = await import('./real-ports.js');
  await runOnce(environment, read, arriving);
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
