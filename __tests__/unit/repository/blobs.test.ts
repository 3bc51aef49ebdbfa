import { createHash } from 'node:crypto';
import { utimesSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { listFiles } from '../../../src/repository/files.js';
import type { FileEntry } from '../../../src/repository/manifest/manifest.js';
import { workspaceForEachTest } from '../../support/git-workspace.js';

const workspace = workspaceForEachTest();
const { git, write, track } = workspace;
const list = (): Promise<readonly FileEntry[]> =>
  listFiles(workspace.folder, { include: [], exclude: [], withoutEnv: false });
/** What `git hash-object` says of a text. */
const blobOf = (text: string): string =>
  createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex');
const blobs = async (): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries((await list()).map((file) => [file.path, file.kind === 'file' ? file.blob : '']));

describe('the id of a file’s contents', () => {
  test('is of what lies there, not of what git remembers', async () => {
    track('same', 'changed', 'assumed', 'skipped', 'big');
    git('update-index', '--assume-unchanged', 'assumed');
    git('update-index', '--skip-worktree', 'skipped');
    for (const name of ['changed', 'assumed', 'skipped']) write(name, name.toUpperCase());
    write('big', 'x'.repeat(3_000_000));
    expect(await blobs()).toEqual({
      same: blobOf('same'),
      changed: blobOf('CHANGED'),
      assumed: blobOf('ASSUMED'),
      skipped: blobOf('SKIPPED'),
      big: blobOf('x'.repeat(3_000_000)),
    });
  });

  test('is of what a filter made of the file, as LFS does', async () => {
    git('init', '-q');
    git('config', 'filter.upper.clean', 'tr a-z A-Z');
    git('config', 'filter.upper.smudge', 'cat');
    write('.gitattributes', 'large filter=upper\n');
    write('large', 'text');
    git('add', '-A');
    expect(await blobs()).toMatchObject({ large: blobOf('text') });
  });

  test('is the same whether git knows it or the file has to be read', async () => {
    track('known', 'folder/ü \n');
    const before = await blobs();
    for (const name of ['known', 'folder/ü \n']) write(name);
    utimesSync(path.join(workspace.folder, 'known'), 1, 1);
    expect(await blobs()).toEqual(before);
  });
});
