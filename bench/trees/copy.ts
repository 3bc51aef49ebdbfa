import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { ensureStateFolder } from '../../lab/state.js';
import { makeTree, type TreeSize } from './tree.js';

/** A tree that may be changed; it is deleted on disposal. */
export interface TreeCopy extends AsyncDisposable {
  readonly folder: string;
}

/** A copy of the tree of this size. It is made once and then kept in the lab's state folder, since making it takes minutes. */
export async function copyTree(size: TreeSize): Promise<TreeCopy> {
  const kept = path.join(await ensureStateFolder('trees'), `${String(size.files)}-${String(size.bytes)}`);
  const isThere = await stat(kept).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    // Under its name only when it is whole: making it may be interrupted.
    const begun = await mkdtemp(`${kept}.`);
    await makeTree(begun, size);
    await rename(begun, kept);
  }
  const place = await mkdtemp(path.join(tmpdir(), 'bench-tree-'));
  const folder = path.join(place, 'tree');
  await execa('cp', ['-a', kept, folder]);
  // Git knows files by their inodes too: to it all of them have changed until its index is refreshed, as a checkout does.
  await execa('git', ['update-index', '-q', '--refresh'], { cwd: folder });
  return { folder, [Symbol.asyncDispose]: () => rm(place, { recursive: true, force: true }) };
}
