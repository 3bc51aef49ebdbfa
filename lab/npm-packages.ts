import { execa } from 'execa';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ContextFile } from './build-context.js';

/**
 * Fetches the npm packages that an image's file `npm-packages` lists (a line each, pinned `name@version`; `{arch}` is this
 * machine's architecture in Node's words) as `packages/<name>.tgz`, the architecture left out of the name.
 */
export async function npmPackageFiles(files: readonly ContextFile[]): Promise<readonly ContextFile[]> {
  const list = files.find(({ name }) => name === 'npm-packages')?.content.toString('utf8') ?? '';
  const wanted = list.split('\n').filter((line) => line.trim() !== '');
  if (wanted.length === 0) return [];
  const folder = await mkdtemp(path.join(tmpdir(), 'lab-npm-'));
  try {
    const packed: ContextFile[] = [];
    for (const line of wanted) packed.push(await fetchPackage(line, folder));
    return packed;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fetchPackage(line: string, folder: string): Promise<ContextFile> {
  const specification = line.replace('{arch}', process.arch);
  const { stdout } = await execa('npm', ['pack', '--silent', specification], { cwd: folder });
  const file = path.join(folder, stdout.trim().split('\n').at(-1) ?? '');
  const [name = ''] = line.replace('-{arch}', '').split('@');
  return { name: `packages/${name}.tgz`, content: await readFile(file), executable: false };
}
