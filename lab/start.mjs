// Runs lab/<verb>.ts on a bare clone too: installs the project's packages first where they are missing or out of date.
import { spawn, spawnSync } from 'node:child_process';
import { lstatSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('..', import.meta.url));
const [verb, ...args] = process.argv.slice(2);
const [major] = process.versions.node.split('.').map(Number);

if (major < 20)
  fail(`Node.js 20 or later is needed; this is ${process.version}. Install it from https://nodejs.org/ and try again.`);
if (verb === undefined || !/^[a-z]+$/.test(verb)) fail('usage: node lab/start.mjs <demo|cli> [arguments]');

if (!isInstalled()) {
  // npm ci empties the folder that a link leads to: the packages of another checkout.
  if (lstatSync(path.join(repository, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink())
    fail('node_modules is a link to a folder with other packages: remove the link, and try again.');
  process.stdout.write('installing the packages of this project (npm ci)\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--silent'], {
    cwd: repository,
    stdio: 'inherit',
  });
  if (status !== 0) fail('npm ci failed: run it in the project folder to see why, then try again.');
}

const script = verb === 'bench' ? path.join(repository, 'bench/main.ts') : path.join(repository, 'lab', `${verb}.ts`);
const loader = new URL('../node_modules/tsx/dist/loader.mjs', import.meta.url).href;
const child = spawn(process.execPath, ['--import', loader, script, ...args], { stdio: 'inherit' });
// Ctrl-C reaches the child from the terminal itself, which then decides what to do with it; a plain kill does not.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (status, signal) => {
  process.exitCode = signal === null ? (status ?? 1) : 130;
});

function isInstalled() {
  const installed = modifiedAt('node_modules/.package-lock.json');
  return installed !== undefined && installed >= (modifiedAt('package-lock.json') ?? 0);
}

function modifiedAt(name) {
  return statSync(path.join(repository, name), { throwIfNoEntry: false })?.mtimeMs;
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
