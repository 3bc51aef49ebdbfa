// Builds dist/ from scratch: one bundle an entry, and nothing in it that is not JavaScript.
import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..');
const out = path.resolve(process.argv[2] ?? path.join(root, 'dist'));
const ncc = path.join(root, 'node_modules/@vercel/ncc/dist/ncc/cli.js');

rmSync(out, { recursive: true, force: true });
for (const [entry, folder] of [
  ['src/index.ts', out],
  ['src/post.ts', path.join(out, 'post')],
]) {
  execFileSync(process.execPath, [ncc, 'build', path.join(root, entry), '-o', folder, '--transpile-only'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
}
// ssh2 brings a Windows program that talks to PuTTY's agent. This action never does, and ships no binaries.
for (const file of readdirSync(out, { recursive: true, encoding: 'utf8' })) {
  if (!/\.(m?js|json)$/.test(file) && file.includes('.')) rmSync(path.join(out, file));
}
