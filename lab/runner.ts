import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { ensureImage } from './images.js';
import { statePath } from './state.js';
import type { Lab } from './lab.js';
import { networkName } from './network.js';
import { fillInputs, readActionFile } from './runner/action-file.js';
import { parseCommandFile } from './runner/command-file.js';
import { expressionContext, inputVariables, jobEnvironment, stateVariables } from './runner/environment.js';
import { appendToLog, createRunRecord, type RunRecord } from './runner/run-record.js';
import { createSecretMask } from './runner/secret-mask.js';
import { runProgram } from './runner/step-container.js';
import { createStepLog } from './runner/step-log.js';

const repository = fileURLToPath(new URL('..', import.meta.url));

export interface RunOptions {
  readonly lab: Lab;
  /** A git checkout on this machine: what `actions/checkout` would have left. Mounted so that it can be written to. */
  readonly workspace: string;
  /** The step's `with:`; what is missing is filled in from action.yml's defaults. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Over and above what a runner sets and the lab's AWS settings; an empty value takes a variable's value away. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with each line as a runner would show it: masked, commands carried out, groups indented. */
  readonly onLine?: (line: string) => void;
  /** `main` leaves post out, as when a runner dies. */
  readonly entry?: 'main-and-post' | 'main';
  /** Cancels the job; post still runs, as action.yml says. */
  readonly signal?: AbortSignal;
  /** The folder with action.yml; this repository by default. */
  readonly actionDir?: string;
  /** `seconds` is then the sum of main's and post's, taken inside their containers: the containers' own start is not in it. */
  readonly stopwatch?: boolean;
}

export interface RunResult {
  /** Main's, or post's when only post failed; 1 when both ended well but a workflow command could not be carried out. */
  readonly exitCode: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  readonly log: string;
  readonly files: { readonly outputs: string; readonly summary: string; readonly log: string };
  /** From main's start to post's end, the start of their containers included unless a stopwatch was asked for. */
  readonly seconds: number;
  /** Main's start in milliseconds of this process's clock (`performance.now`): its container's unless a stopwatch was asked for. */
  readonly began: number;
}

/** Runs the action as a runner would: main and then post (if `post-if` says so), under Node 24, in a container inside the lab's network. */
export async function runAction(options: RunOptions): Promise<RunResult> {
  const actionDir = path.resolve(options.actionDir ?? repository);
  const action = await readActionFile(actionDir);
  const record = await createRunRecord(new Date());
  const shared = { ...jobEnvironment(await headOf(options.workspace)), ...awsEnvironment(options.lab), ...options.env };
  const { inputs, unexpected } = fillInputs(action, options.inputs, expressionContext(shared));
  const env = { ...shared, ...inputVariables(inputs) };
  await writeFile(record.trust, await trustedRoots(options.lab));

  const mask = createSecretMask();
  const stepLog = createStepLog({ mask, showsDebug: env['RUNNER_DEBUG'] === '1' });
  const shown: string[] = [];
  const onLine = (line: string): void => {
    for (const text of stepLog.show(line)) {
      shown.push(text);
      options.onLine?.(text);
    }
  };
  if (unexpected.length > 0) onLine(unexpectedInputs(unexpected, Object.keys(action.defaults)));

  const step = {
    image: await ensureImage('runner', (line) => options.onLine?.(line)),
    network: networkName,
    dns: options.lab.dns.address,
    actionDir,
    workspace: path.resolve(options.workspace),
    record,
    stopwatch: options.stopwatch === true,
  };
  const began = performance.now();
  const main = await runProgram(step, { file: action.main, env, onLine, signal: options.signal });
  // The lab's job has one step: it failed if that did.
  const isPostDue = action.postRunsAlways || main.exitCode !== 0 || options.signal?.aborted === true;
  const post =
    action.post === undefined || options.entry === 'main' || !isPostDue
      ? { exitCode: 0, seconds: 0, began: undefined }
      : await runProgram(step, {
          file: action.post,
          env: { ...env, ...(await savedState(record, stepLog.state())) },
          onLine,
          signal: undefined,
        });
  const elapsed = (performance.now() - began) / 1000;
  const seconds = main.seconds === undefined || post.seconds === undefined ? elapsed : main.seconds + post.seconds;

  await rm(path.join(record.folder, 'temp'), { recursive: true, force: true });
  await appendToLog(record, shown);
  const summary = mask.hide(await readFile(record.summary, 'utf8'));
  await writeFile(record.summary, summary);
  return {
    exitCode: (main.exitCode === 0 ? post.exitCode : main.exitCode) || Number(stepLog.hasFailed()),
    // The file is read when the step has ended, so its entries win.
    outputs: { ...stepLog.outputs(), ...parseCommandFile(await readFile(record.outputs, 'utf8')) },
    summary,
    log: shown.join('\n'),
    files: { outputs: record.outputs, summary: record.summary, log: record.log },
    seconds,
    began: main.began ?? began,
  };
}

function awsEnvironment(lab: Lab): Readonly<Record<string, string>> {
  return {
    AWS_ACCESS_KEY_ID: 'AKIALAB0000000000000',
    AWS_SECRET_ACCESS_KEY: 'lab-secret-access-key',
    AWS_REGION: 'ap-northeast-2',
    AWS_DEFAULT_REGION: 'ap-northeast-2',
    AWS_ENDPOINT_URL_ROUTE_53: lab.route53.endpoint,
    AWS_ENDPOINT_URL_ROUTE_53_DOMAINS: lab.route53.endpoint,
    AWS_ENDPOINT_URL_EC2: lab.route53.endpoint,
    AWS_ENDPOINT_URL_ECR: lab.route53.endpoint,
  };
}

async function savedState(
  record: RunRecord,
  printed: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  return stateVariables({ ...printed, ...parseCommandFile(await readFile(record.state, 'utf8')) });
}

async function trustedRoots(lab: Lab): Promise<string> {
  return `${await readFile(statePath('ca', 'root.pem'), 'utf8')}\n${await readFile(lab.acme.rootFile, 'utf8')}`;
}

async function headOf(workspace: string): Promise<string> {
  const { stdout, exitCode } = await execa('git', ['-C', workspace, 'rev-parse', 'HEAD'], { reject: false });
  if (exitCode !== 0)
    throw new Error(`${workspace} is not a git checkout with a commit: a step starts from what actions/checkout left`);
  return stdout.trim();
}

function unexpectedInputs(names: readonly string[], known: readonly string[]): string {
  const quote = (list: readonly string[]): string => list.map((name) => `'${name}'`).join(', ');
  return `::warning::Unexpected input(s) ${quote(names)}, valid inputs are [${quote(known)}]`;
}
