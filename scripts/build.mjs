// Builds dist/ (or the folder given) from scratch by ncc: plain, readable JavaScript. Types are checked by `npm run typecheck`; here
// they are only taken off, so that a build takes seconds. The folder is changed in one move, so that a run which uses it meanwhile
// finds the old or the new one.
import { execFileSync } from 'node:child_process';
import { readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
  const entry = path.join(compiled, 'index.js');
  run('node_modules/@vercel/ncc/dist/ncc/cli.js', 'build', entry, '-o', fresh, '--license', 'licenses.txt');
  // The post step is the same program: a bundle of its own would hold the AWS SDK once more.
  writeFileSync(path.join(fresh, 'post.js'), "process.argv[2] = 'post';\nawait import('./index.js');\n");
  // ssh2 brings a Windows program that talks to PuTTY's agent. This action never does, and ships no binaries.
  for (const name of readdirSync(fresh, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(fresh, name);
    if (statSync(file).isFile() && !/\.(js|json|txt)$/.test(name)) rmSync(file);
  }
  rmSync(out, { recursive: true, force: true });
  renameSync(fresh, out);
} finally {
  rmSync(work, { recursive: true, force: true });
}
