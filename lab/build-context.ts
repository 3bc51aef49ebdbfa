import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pack } from 'tar-stream';

/** One file that `docker build` gets to see. */
export interface ContextFile {
  readonly name: string;
  readonly content: Buffer;
  readonly executable: boolean;
}

/** All files below a folder, sorted by name; none if there is no such folder. */
export async function readContext(folder: string, prefix = ''): Promise<readonly ContextFile[]> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const files = await Promise.all(
    names.sort().map(async (name) => {
      const file = path.join(folder, name);
      const state = await stat(file);
      if (!state.isFile()) return [];
      return [
        { name: path.posix.join(prefix, name), content: await readFile(file), executable: (state.mode & 0o100) !== 0 },
      ];
    }),
  );
  return files.flat();
}

/** A digest of names, contents and modes. */
export function digestContext(files: readonly ContextFile[], ...more: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(more));
  for (const file of files)
    hash.update(`\0${file.name}\0${file.executable}\0${file.content.length}\0`).update(file.content);
  return hash.digest('hex').slice(0, 12);
}

/** The tar archive that `docker build -` reads from its standard input. */
export async function packContext(files: readonly ContextFile[]): Promise<Buffer> {
  const archive = pack();
  for (const { name, content, executable } of files) {
    archive.entry({ name, mode: executable ? 0o755 : 0o644, mtime: new Date(0) }, content);
  }
  archive.finalize();
  return buffer(archive);
}
