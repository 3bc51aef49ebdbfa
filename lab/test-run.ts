import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { statePath } from './state.js';

const repository = fileURLToPath(new URL('..', import.meta.url));
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];

export interface Count {
  /** What was counted, as it is named at the end where it failed. */
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

/** Runs a program of Node's in the repository's folder, and says all that it printed once it has ended. */
export async function check(name: string, command: readonly string[], say: (text: string) => void): Promise<Count> {
  const began = Date.now();
  const { exitCode, all } = await execa(process.execPath, command, {
    ...{ cwd: repository, stdin: 'ignore', all: true, reject: false, maxBuffer: 100_000_000 },
  });
  const verdict = exitCode === 0 ? 'well' : 'NOT WELL';
  say(`\n== ${name}\n${all === '' ? '' : `${all}\n`}${verdict} (${secondsSince(began)} s)`);
  return exitCode === 0 ? { name, passed: 1, failed: 0 } : { name, passed: 0, failed: 1 };
}

export interface JestRun {
  /** What is run, for people; and, as a part of a file's name, for the results. */
  readonly name: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Gets all that was printed, once it has ended; without it the lines go to standard error as they come. */
  readonly say?: (text: string) => void;
}

/** Runs Jest, and counts what it tested. @throws Error when Jest left no results */
export async function runJest({ name, args, env = {}, say }: JestRun): Promise<Count> {
  const results = statePath(`test-results-${name.replaceAll(/\W+/g, '-')}.json`);
  const files = ['--json', '--outputFile', results, '--cacheDirectory', statePath('jest')];
  const { exitCode, stderr } = await execa(process.execPath, [...jest, ...args, ...files], {
    ...{ cwd: repository, env, stdin: 'ignore', stdout: 'ignore', reject: false, maxBuffer: 100_000_000 },
    stderr: say === undefined ? 'inherit' : 'pipe',
  });
  say?.(String(stderr));
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    await readFile(results, 'utf8'),
  ) as Readonly<Record<'numPassedTests' | 'numFailedTests' | 'numRuntimeErrorTestSuites', number>>;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { name, passed: numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** With one digit after the point. */
export function secondsSince(began: number): string {
  return ((Date.now() - began) / 1000).toFixed(1);
}
