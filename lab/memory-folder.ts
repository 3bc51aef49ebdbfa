import { chmod, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';

/** Where Linux has a file system in memory. Containers often have a small one there, or one from which nothing is started. */
const inMemory = '/dev/shm';
/** Ten times what the tests have there at a time. */
const neededBytes = 2 ** 28;

/**
 * A folder for the files that tests write and delete: in memory, where there is room. Most tests of the host program lay it out in some
 * hundred files, and a disk takes longer for these than the program takes to run.
 */
export class MemoryFolder implements AsyncDisposable {
  /** undefined: there is none, and the usual folder for temporary files has to do. */
  readonly path: string | undefined;

  private constructor(made: string | undefined) {
    this.path = made;
  }

  static async make(place = inMemory): Promise<MemoryFolder> {
    const made = await mkdtemp(path.join(place, 'ec2-https-deploy-')).catch(() => undefined);
    if (made === undefined) return new MemoryFolder(undefined);
    // Tests also run programs of another user there.
    await chmod(made, 0o755);
    if ((await hasRoom(made)) && (await startsPrograms(made))) return new MemoryFolder(made);
    await rm(made, { recursive: true });
    return new MemoryFolder(undefined);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.path !== undefined) await rm(this.path, { recursive: true, force: true });
  }
}

async function hasRoom(folder: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize >= neededBytes;
}

async function startsPrograms(folder: string): Promise<boolean> {
  const program = path.join(folder, 'program');
  await writeFile(program, '#!/bin/sh\n', { mode: 0o755 });
  const { exitCode } = await execa(program, { reject: false });
  await rm(program);
  return exitCode === 0;
}
