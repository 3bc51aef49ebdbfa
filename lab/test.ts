import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { execa } from 'execa';
import { messageOf } from '../src/errors/deploy-error.js';
import { has, installPackages } from './engine.js';
import { ensureVenv } from './python-packages.js';
import { ensureStateFolder, statePath } from './state.js';
import { labRuns } from './test-lanes.js';
import { bringUp } from './up.js';

/*
 * npm test: installs what the machine lacks, checks types and style, runs every test, and closes with `N passed, N failed`.
 * With arguments only the projects named run: npm test -- unit contract
 */

const repository = fileURLToPath(new URL('..', import.meta.url));
const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
/** Debian's packages with the real servers and tools that tests talk to, by the program that shows they are there. */
const tools = new Map([
  ['sshd', 'openssh-server'],
  ['ssh', 'openssh-client'],
  ['nginx', 'nginx-light'],
  ['shellcheck', 'shellcheck'],
  ['openssl', 'openssl'],
  ['python3', 'python3'],
  ['bash', 'bash'],
  ['dash', 'dash'],
]);
const checks: readonly (readonly [string, readonly string[]])[] = [
  ['types', ['node_modules/typescript/bin/tsc', '--noEmit']],
  ['style', ['node_modules/eslint/bin/eslint.js', 'src', 'lab', 'scripts', '__tests__']],
  [
    'format',
    ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', 'src', 'lab', 'scripts', '__tests__'],
  ],
];

interface Count {
  /** What was counted, as it is named at the end where it failed. */
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function check(name: string, command: readonly string[]): Promise<Count> {
  const began = Date.now();
  say(`\n== ${name}`);
  const { exitCode } = await execa(process.execPath, command, { cwd: repository, stdio: 'inherit', reject: false });
  say(`${exitCode === 0 ? 'well' : 'NOT WELL'} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  return exitCode === 0 ? { name, passed: 1, failed: 0 } : { name, passed: 0, failed: 1 };
}

/** Runs all suites of the projects, or those at `paths`; `mark` keeps the results of runs at the same time apart. */
async function testProjects(
  projects: readonly string[],
  paths: readonly string[] = [],
  mark = projects.join('-'),
): Promise<Count> {
  const name = `tests: ${mark}`;
  if (projects.length === 0) return { name, passed: 0, failed: 0 };
  say(`\n== ${name}`);
  const results = statePath(`test-results-${mark}.json`);
  const { exitCode } = await execa(
    process.execPath,
    [
      ...[...jest, '--selectProjects', ...projects, '--json', '--outputFile', results],
      ...(projects.includes('lab') ? ['--runInBand', '--verbose'] : []),
      ...(paths.length === 0 ? [] : ['--runTestsByPath', ...paths]),
    ],
    { cwd: repository, stdin: 'ignore', stdout: 'ignore', stderr: 'inherit', reject: false },
  );
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(
    await readFile(results, 'utf8'),
  ) as Readonly<Record<'numPassedTests' | 'numFailedTests' | 'numRuntimeErrorTestSuites', number>>;
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  return { name, passed: numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** Runs the suites of the lab: first those that need all of it, then the lanes at the same time. */
async function testLab(): Promise<readonly Count[]> {
  const folder = path.join('__tests__', 'lab');
  const suites = (await readdir(path.join(repository, folder))).filter((name) => name.endsWith('.test.ts'));
  const sources = suites.map(async (name): Promise<[string, string]> => {
    const suite = path.join(folder, name);
    return [suite, await readFile(path.join(repository, suite), 'utf8')];
  });
  const { alone, lanes } = labRuns(new Map(await Promise.all(sources)));
  const counts: Count[] = [];
  if (alone.length > 0) counts.push(await testProjects(['lab'], alone, 'lab-alone'));
  counts.push(...(await Promise.all(lanes.map((lane, at) => testProjects(['lab'], lane, `lab-lane-${at + 1}`)))));
  return counts;
}

async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const chosen = ['unit', 'contract', 'shell', 'peer', 'lab'].filter(
    (name) => asked.length === 0 || asked.includes(name),
  );
  await ensureStateFolder();
  const missing: string[] = [];
  for (const [program, name] of tools) if (!(await has(program))) missing.push(name);
  if (missing.length > 0) await installPackages(missing, say);
  await ensureVenv(say);

  const counts: Count[] = [];
  if (asked.length === 0) for (const [name, command] of checks) counts.push(await check(name, command));
  counts.push(await testProjects(chosen.filter((name) => name !== 'lab')));
  if (chosen.includes('lab')) {
    say('\n== the lab');
    await bringUp(say);
    counts.push(...(await testLab()));
  }
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  for (const count of counts) if (count.failed > 0) say(`\nFAILED ${count.name} (${count.failed}): see above`);
  say(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  say(`\n${messageOf(error)}\n\n0 passed, 1 failed`);
  process.exitCode = 1;
});
