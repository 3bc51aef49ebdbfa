import { messageOf } from '../src/errors/deploy-error.js';
import { awsTools } from './aws/aws-tools.js';
import { motoServer } from './aws/moto.js';
import { has, installPackages } from './engine.js';
import { heldLines } from './held-lines.js';
import { MemoryFolder } from './memory-folder.js';
import { ensureVenv } from './python-packages.js';
import { ensureStateFolder } from './state.js';
import { testLab } from './test-lab.js';
import { check, type Count, runJest, secondsSince } from './test-run.js';
import { bringUp } from './up.js';

/*
 * npm test: installs what the machine lacks, checks types and style, runs every test, and closes with `N passed, N failed`.
 * With arguments only the projects named run: npm test -- unit contract
 */

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
/** Workers for the tests without the lab, of which most wait for a shell or a server. */
const workers = 4;

function say(text: string): void {
  process.stdout.write(`${text}\n`);
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

  const others = Promise.all([
    asked.length === 0 ? runChecks() : [],
    testProjects(chosen.filter((name) => name !== 'lab')),
  ]);
  const lines = heldLines(say);
  const lab = chosen.includes('lab') ? upAndTested(lines.hold, others) : Promise.resolve([]);
  // Where the others cannot be run, that is the error that is told.
  lab.catch(() => undefined);
  const counts = [...(await others).flat()];
  if (chosen.includes('lab')) say('\n== the lab');
  lines.release();
  counts.push(...(await lab));
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  for (const count of counts) if (count.failed > 0) say(`\nFAILED ${count.name} (${count.failed}): see above`);
  say(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** Brings the lab up and tests in it, beside the `others`. A lab that does not come up is told, and counted as a failure. */
async function upAndTested(tell: (text: string) => void, others: Promise<unknown>): Promise<readonly Count[]> {
  const began = Date.now();
  try {
    await bringUp(tell);
  } catch (error) {
    tell(messageOf(error));
    return [{ name: 'the lab', passed: 0, failed: 1 }];
  }
  tell(`the lab is up (${secondsSince(began)} s)`);
  return testLab(tell, others);
}

async function runChecks(): Promise<readonly Count[]> {
  const counts: Count[] = [];
  for (const [name, command] of checks) counts.push(await check(name, command, say));
  return counts;
}

async function testProjects(projects: readonly string[]): Promise<readonly Count[]> {
  if (projects.length === 0) return [];
  const name = projects.join(' ');
  say(`\n== tests: ${name}`);
  // Installed within a test, they would take longer than it may.
  if (projects.includes('peer')) await Promise.all([motoServer(), awsTools()]);
  const began = Date.now();
  await using folder = await MemoryFolder.make();
  const env = folder.path === undefined ? {} : { TMPDIR: folder.path };
  const count = await runJest({ name, args: ['--selectProjects', ...projects, '--maxWorkers', String(workers)], env });
  say(`${count.failed === 0 ? 'well' : 'NOT WELL'}: ${name} (${secondsSince(began)} s)`);
  return [count];
}

main().catch((error: unknown) => {
  say(`\n${messageOf(error)}\n\n0 passed, 1 failed`);
  process.exitCode = 1;
});
