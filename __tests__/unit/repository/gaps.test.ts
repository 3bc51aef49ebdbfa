import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readGaps, type Gaps } from '../../../src/repository/gaps.js';
import { workspaceForEachTest } from '../../support/git-workspace.js';

const workspace = workspaceForEachTest();
const { git, write, track } = workspace;
const gapsOf = (folder = '', exclude: readonly string[] = []): Promise<Gaps> =>
  readGaps({ workspace: path.join(workspace.folder, folder), source: { kind: 'upload', include: [], exclude } });

/** Makes a repository elsewhere, and returns to the workspace. */
function elsewhere(folder: string, make: () => void): string {
  const home = workspace.folder;
  workspace.folder = folder;
  track('inner');
  make();
  git('add', '-A');
  git('commit', '-qm', 'x');
  workspace.folder = home;
  return folder;
}

describe('submodules', () => {
  let others: string;
  const other = (name: string, make = (): void => undefined): string => {
    const folder = path.join(others, name);
    workspace.folder = others;
    write(`${name}/.keep`);
    workspace.folder = made;
    return elsewhere(folder, make);
  };
  let made: string;
  beforeEach(() => {
    others = mkdtempSync(path.join(tmpdir(), 'modules-'));
    made = workspace.folder;
    track('outer');
  });
  afterEach(() => rmSync(others, { recursive: true }));

  test('are listed with whether they are checked out', async () => {
    const one = other('one');
    git('submodule', '--quiet', 'add', one, 'lib/here');
    git('submodule', '--quiet', 'add', one, 'lib/not here');
    git('submodule', '--quiet', 'deinit', '-f', 'lib/not here');
    expect((await gapsOf()).submodules).toEqual([
      { path: 'lib/here', isCheckedOut: true, isNested: false },
      { path: 'lib/not here', isCheckedOut: false, isNested: false },
    ]);
    expect((await gapsOf('', ['lib/not*'])).submodules).toHaveLength(1);
  });

  test('are found from the directory that is deployed, those next to it are not', async () => {
    const one = other('one');
    write('app/x');
    git('submodule', '--quiet', 'add', one, 'app/lib');
    git('submodule', '--quiet', 'add', one, 'lib');
    expect((await gapsOf('app')).submodules).toEqual([{ path: 'lib', isCheckedOut: true, isNested: false }]);
  });

  test('of submodules are found as well', async () => {
    const one = other('one');
    const two = other('two', () => git('submodule', '--quiet', 'add', one, 'deep'));
    git('submodule', '--quiet', 'add', two, 'lib');
    expect((await gapsOf()).submodules).toEqual([
      { path: 'lib', isCheckedOut: true, isNested: false },
      { path: 'lib/deep', isCheckedOut: false, isNested: true },
    ]);
  });

  test('that git no longer tracks are none, and neither are repositories that .gitmodules does not list', async () => {
    write('.gitmodules', '[submodule "gone"]\n\tpath = gone\n\turl = https://example.com/gone.git\n');
    write('inner-repository/x');
    elsewhere(path.join(workspace.folder, 'inner-repository'), () => undefined);
    git('add', '-A');
    expect((await gapsOf()).submodules).toEqual([]);
    write('.gitmodules', '');
    expect((await gapsOf()).submodules).toEqual([]);
  });
});

describe('files of Git LFS', () => {
  const pointer = 'version https://git-lfs.github.com/spec/v1\noid sha256:aa\nsize 5\n';

  test('are those that an attribute names, with whether the workspace has their content', async () => {
    write('.gitattributes', '*.png filter=lfs diff=lfs merge=lfs -text\n');
    write('sub/.gitattributes', 'data* filter=lfs\n');
    git('init', '-q');
    for (const name of ['a.png', 'sub/data one', 'sub/b.txt', 'c.png']) write(name, pointer);
    git('add', '-A');
    write('c.png', 'the picture itself');
    write('untracked.png', pointer);
    expect((await gapsOf()).lfsFiles).toEqual([
      { path: 'a.png', isPointer: true },
      { path: 'c.png', isPointer: false },
      { path: 'sub/data one', isPointer: true },
    ]);
    expect((await gapsOf('', ['*.png'])).lfsFiles).toEqual([{ path: 'sub/data one', isPointer: true }]);
    expect((await gapsOf('sub')).lfsFiles).toEqual([{ path: 'data one', isPointer: true }]);
  });

  test('are none where nothing names them, whatever they hold', async () => {
    track('a');
    write('b', pointer);
    git('add', '-A');
    expect(await gapsOf()).toEqual({ submodules: [], lfsFiles: [] });
  });

  test('are none where there is no repository', async () => {
    expect(await gapsOf()).toEqual({ submodules: [], lfsFiles: [] });
  });
});
