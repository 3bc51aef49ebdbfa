import { readFile } from 'node:fs/promises';
import { deploy } from '../deploy.js';
import type { HostName } from '../hosts/definition.js';
import { openLab } from '../lab.js';
import { readValues } from './input-values.js';

interface DeployCommand {
  readonly folder: string;
  readonly host: HostName;
  readonly inputs: Readonly<Record<string, string>>;
  readonly envFile: string | undefined;
}

/** Deploys, showing the log as a runner would, then where the step's files lie. Returns the step's exit code. Ctrl-C cancels the job. */
export async function deployFromCommandLine(command: DeployCommand, say: (line: string) => void): Promise<number> {
  const env = command.envFile === undefined ? {} : { env: await readFile(command.envFile, 'utf8') };
  const inputs = { ...env, ...(await readValues(command.inputs)) };
  const lab = await openLab();
  const cancelled = new AbortController();
  process.once('SIGINT', () => cancelled.abort());

  const result = await deploy({
    lab,
    folder: command.folder,
    host: command.host,
    inputs,
    onLine: say,
    signal: cancelled.signal,
  });

  say('');
  for (const [name, value] of Object.entries(result.outputs)) {
    if (name !== 'plan') say(`${name}: ${value}`);
  }
  say(`outputs: ${result.files.outputs}`);
  say(`summary: ${result.files.summary}`);
  say(`log:     ${result.files.log}`);
  say(`The step ended with ${result.exitCode} after ${result.seconds.toFixed(1)} s.`);
  return result.exitCode;
}
