// Builds dist/ (or the folder given) from scratch: one bundle an entry, and nothing in it that is not JavaScript. Types are
// checked by `npm run typecheck`; here they are only taken off, so that a build takes seconds.
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const out = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
const compiled = path.join(root, '.build');
const run = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });

rmSync(compiled, { recursive: true, force: true });
rmSync(out, { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
for (const [entry, folder] of [
  ['index.js', out],
  ['post.js', path.join(out, 'post')],
]) {
  run('node_modules/@vercel/ncc/dist/ncc/cli.js', 'build', path.join(compiled, entry), '-o', folder);
}
// ssh2 brings a Windows program that talks to PuTTY's agent. This action never does, and ships no binaries.
for (const name of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
  const file = path.join(out, name);
  if (statSync(file).isFile() && !/\.(js|json)$/.test(name)) rmSync(file);
}
rmSync(compiled, { recursive: true, force: true });
