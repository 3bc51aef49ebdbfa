// Builds dist/ (or the folder given) from scratch: one bundle an entry, and nothing in it that is not JavaScript. Types are
// checked by `npm run typecheck`; here they are only taken off, so that a build takes seconds. The folder is changed in one
// move, so that a run which uses it meanwhile finds the old or the new one.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const out = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
// Inside the project, where the packages are found; always the same folder, since its name stands in the bundle.
const work = path.join(root, '.build');
const compiled = path.join(work, 'compiled');
const fresh = path.join(work, 'dist');
const run = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

rmSync(work, { recursive: true, force: true });
try {
  run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', compiled);
  leaveOutHttpClient();
  for (const [entry, folder] of [
    ['index.js', fresh],
    ['post.js', path.join(fresh, 'post')],
  ]) {
    run('node_modules/@vercel/ncc/dist/ncc/cli.js', 'build', path.join(compiled, entry), '-o', folder);
  }
  // ssh2 brings a Windows program that talks to PuTTY's agent. This action never does, and ships no binaries.
  for (const name of readdirSync(fresh, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(fresh, name);
    if (statSync(file).isFile() && !/\.(js|json)$/.test(name)) rmSync(file);
  }
  rmSync(out, { recursive: true, force: true });
  renameSync(fresh, out);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/**
 * `@actions/core` loads undici, a megabyte, for OpenID Connect behind a proxy, which this action never asks it for; every run would
 * wait for that. The bundle finds these packages here first, and in place of undici a class that says what is missing.
 */
function leaveOutHttpClient() {
  for (const name of ['@actions/core', '@actions/http-client']) {
    cpSync(path.join(root, 'node_modules', name), path.join(work, 'node_modules', name), { recursive: true });
  }
  const undici = path.join(work, 'node_modules', 'undici');
  mkdirSync(undici, { recursive: true });
  writeFileSync(path.join(undici, 'package.json'), '{"name":"undici","type":"module","exports":"./index.js"}');
  writeFileSync(
    path.join(undici, 'index.js'),
    "export class ProxyAgent { constructor() { throw new Error('undici is not part of this bundle: see scripts/build.mjs'); } }",
  );
}
