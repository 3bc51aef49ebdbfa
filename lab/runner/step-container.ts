import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { docker } from '../docker.js';
import type { Environment } from './environment.js';
import { recordInContainer, type RunRecord } from './run-record.js';
import { secondsIn, stopwatchMount, underStopwatch } from './stopwatch.js';

export interface StepContainer {
  readonly image: string;
  readonly network: string;
  readonly dns: string;
  readonly actionDir: string;
  readonly workspace: string;
  readonly record: RunRecord;
  /** Takes the time inside the container. */
  readonly stopwatch: boolean;
}

interface Program {
  /** Relative to the action's folder, as `runs.main` says it. */
  readonly file: string;
  readonly env: Environment;
  readonly onLine: (line: string) => void;
  /** Ends the program the way a cancelled job does: SIGINT, then SIGTERM, then SIGKILL. */
  readonly signal: AbortSignal | undefined;
}

/** How a program ended. */
export interface Ended {
  readonly exitCode: number;
  /** Of the program alone, as the stopwatch took it; undefined without one, or when the container was killed. */
  readonly seconds: number | undefined;
  /** When it began, in milliseconds of this process's clock (`performance.now`); undefined as `seconds` is. */
  readonly began: number | undefined;
}

/** Runs one of the action's programs under Node in a container of its own. */
export async function runProgram(step: StepContainer, program: Program): Promise<Ended> {
  const name = `ehd-run-${randomBytes(4).toString('hex')}`;
  const finished = new AbortController();
  const cancel = (): void => void cancelContainer(name, finished.signal);
  program.signal?.addEventListener('abort', cancel, { once: true });
  if (program.signal?.aborted === true) cancel();
  const command = ['node', `/action/${program.file}`];
  let seconds: number | undefined;
  let began: number | undefined;
  const onLine = (line: string): void => {
    const told = step.stopwatch ? secondsIn(line) : undefined;
    if (told === undefined) program.onLine(line);
    else {
      seconds = told;
      began = performance.now() - told * 1000;
    }
  };
  try {
    const args = [
      'run',
      '--name',
      name,
      ...containerArguments(step, program.env),
      step.image,
      ...(step.stopwatch ? underStopwatch(command) : command),
    ];
    const { exitCode } = await docker(args, { env: program.env, onLine, allowFailure: true });
    return { exitCode, seconds, began };
  } finally {
    finished.abort();
    program.signal?.removeEventListener('abort', cancel);
  }
}

// Only names stand in the arguments: the values, keys among them, come from the client's environment.
function containerArguments(step: StepContainer, env: Environment): readonly string[] {
  const user = process.getuid === undefined ? [] : ['--user', `${process.getuid()}:${process.getgid?.() ?? 0}`];
  return [
    ...['--rm', '--init', '--label', 'ec2-https-deploy-lab=run', '--network', step.network, '--dns', step.dns, ...user],
    ...['-v', `${step.actionDir}:/action:ro`, '-v', `${step.workspace}:/github/workspace`],
    ...['-v', `${step.record.folder}:${recordInContainer}`, '-w', '/github/workspace'],
    ...(step.stopwatch ? stopwatchMount : []),
    ...Object.keys(env).flatMap((name) => ['-e', name]),
  ];
}

async function cancelContainer(name: string, finished: AbortSignal): Promise<void> {
  for (const { signal, graceMs } of [
    { signal: 'SIGINT', graceMs: 7500 },
    { signal: 'SIGTERM', graceMs: 2500 },
    { signal: 'SIGKILL', graceMs: 0 },
  ]) {
    if (finished.aborted) return;
    await docker(['kill', '--signal', signal, name], { allowFailure: true });
    await sleep(graceMs, undefined, { signal: finished }).catch(() => undefined);
  }
}
