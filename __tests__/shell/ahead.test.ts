import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  existsSync,
  lstatSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import type { BundlePart } from '../../src/host/tar.js';
import { SHELLS, TestHost, until } from '../support/host-program.js';
import { file, ODD_NAMES, type ReleaseFiles, SWITCH, TestReleases } from '../support/releases.js';

jest.setTimeout(60_000);

const link = (path: string, target: string): BundlePart => ({ path: `files/${path}`, symlink: target });

describe.each(SHELLS)('the tree linked ahead for the next release (%s)', (shell) => {
  let host: TestHost;
  let releases: TestReleases;
  beforeEach(() => {
    host = new TestHost(shell);
    releases = new TestReleases(host);
  });
  afterEach(() => host[Symbol.dispose]());

  const at = (release: string, path = ''): string => join(host.root, 'releases', release, path);
  const ahead = (path = ''): string => join(host.root, 'ahead', path);
  const trees = (): readonly string[] => (existsSync(ahead()) ? readdirSync(ahead()) : []);
  const inode = (place: string): number => lstatSync(place).ino;
  const run = async (release: string, files: ReleaseFiles) => await releases.put(release, { ...files, then: [SWITCH] });
  /** Deploys, and waits for the tree. */
  const settle = async (release: string, files: ReleaseFiles): Promise<void> => {
    expect((await run(release, files)).done).toBe('applied');
    await until(`the tree of ${release}`, () => existsSync(ahead(release)));
  };
  /** Each thing in a release but its record: kind, mode, contents. */
  const contents = (folder: string): readonly string[] =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => !path.startsWith('.ec2-https-deploy'))
      .sort()
      .map((path) => {
        const place = join(folder, path);
        const stat = lstatSync(place);
        if (stat.isSymbolicLink()) return `${path} -> ${readlinkSync(place)}`;
        return `${path} ${(stat.mode & 0o7777).toString(8)} ${stat.isFile() ? readFileSync(place, 'utf8') : '/'}`;
      });

  const first = [
    ...[
      ...ODD_NAMES,
      'run',
      'plain',
      'turns/into/file',
      'emptied/deep/one',
      'emptied/two',
      'now-a-folder',
      'stays/a',
      'stays/b',
    ],
    ...ODD_NAMES.flatMap((name) => [`in/${name}`, `of ${name}/only`, `gone ${name}/${name}/${name}`]),
  ].map((path) => file(path));
  const firstLinks = [link('link', 'plain'), link('relinked', 'plain'), link('folder-link', 'stays')];
  const changes: ReleaseFiles = {
    files: [
      ...[file('run', 'run', 0o755), file('turns/into', 'a file'), file('now-a-folder/holds', 'this'), file('new/er')],
      ...[link('plain', 'stays/a'), link('relinked', 'stays/b'), file('link', 'a file'), file('folder-link/x')],
      ...ODD_NAMES.flatMap((name) => [file(name, 'changed'), file(`of ${name}/only`, 'changed')]),
    ],
    keep: ['stays/a', ...ODD_NAMES.map((name) => `in/${name}`)],
    from: 'r1',
  };
  const kept = Array.from({ length: 80 }, (_, index) => `kept/${index}`);

  test('makes a release that is, to the mode of every folder, what links to the release before would make', async () => {
    await settle('r1', { files: [...first, ...firstLinks, ...kept.map((path) => file(path))] });
    const folder = inode(ahead('r1/kept'));
    const before = contents(at('r1'));
    await run('r2', { ...changes, keep: [...(changes.keep ?? []), ...kept] });
    expect(inode(at('r2', 'kept'))).toBe(folder);
    const ofTree = contents(at('r2'));
    expect(ofTree).toContain('turns/into 644 a file');
    expect(ofTree).toContain('run 755 run');
    expect(ofTree.filter((line) => line.startsWith('emptied') || line.startsWith('gone'))).toEqual([]);
    expect(inode(at('r2', 'stays/a'))).toBe(inode(at('r1', 'stays/a')));
    expect(contents(at('r1'))).toEqual(before);
    symlinkSync('releases/r1', join(host.root, 'back'));
    renameSync(join(host.root, 'back'), join(host.root, 'current'));
    await releases.put('r3', { ...changes, keep: [...(changes.keep ?? []), ...kept] });
    expect(contents(at('r3'))).toEqual(ofTree);
    expect(lstatSync(at('r2')).mode).toBe(lstatSync(at('r3')).mode);
  });

  test('holds the files of the manifest alone: no .env, no record, no data, no folder of nothing', async () => {
    const settings = {
      name: 'env',
      text: '. "$BUNDLE/lib.sh"\necho SECRET=1 >"$NEXT/.env"\nmkdir "$NEXT/made-by-hand"',
    };
    await releases.put('r1', { files: [file('app/a'), file('b')], data: ['media'], then: [settings, SWITCH] });
    await until('the tree', () => existsSync(ahead('r1')));
    expect(contents(ahead('r1'))).toEqual(['app 755 /', 'app/a 644 app/a', 'b 644 b']);
    expect(trees()).toEqual(['r1']);
    expect(lstatSync(ahead('r1')).mode & 0o777).toBe(0o755);
  });

  test('is made for each release anew, with no lock that would keep the next deploy waiting', async () => {
    host.stub(
      'cp',
      `case "$*" in *.made*) while [ ! -e '${host.home}/go' ]; do sleep 0.05; done ;; esac\nexec /bin/cp "$@"`,
    );
    await run('r1', { files: [file('a'), file('b')] });
    await until('the tree is begun', () => existsSync(ahead('.made')));
    const second = await run('r2', { files: [file('c')], keep: ['a', 'b'], from: 'r1' });
    expect(second).toMatchObject({ done: 'applied' });
    expect(second.log.join()).not.toContain('Waiting');
    expect(contents(at('r2'))).toEqual(['a 644 a', 'b 644 b', 'c 644 c']);
    expect(trees()).toEqual(['.made']);
    host.run(['-c', 'touch "$HOME/go"']);
    await until('the tree of the second', () => existsSync(ahead('r2')));
    expect(trees()).toEqual(['r2']);
    expect(contents(ahead('r2'))).toEqual(['a 644 a', 'b 644 b', 'c 644 c']);
  });

  test('is not used half made, and what was left of one by a program that was killed goes', async () => {
    host.write('ahead/.made/a', 'half');
    host.write('ahead/.swept.r0/a', 'half');
    await settle('r1', { files: [file('a'), file('b')] });
    expect(trees()).toEqual(['r1']);
    expect(contents(ahead('r1'))).toEqual(['a 644 a', 'b 644 b']);
  });

  test.each([
    [
      'the disk is full',
      'cp',
      'case "$*" in *.made*) echo "No space left on device" >&2; exit 1 ;; esac\nexec /bin/cp "$@"',
    ],
    [
      'the list of its files breaks off',
      'awk',
      'case $PWD in */releases/r1) exec head -c 8 ;; esac\nexec /usr/bin/awk "$@"',
    ],
  ])('is no tree when %s, and nobody hears of it', async (_, name, body) => {
    host.stub(name, body);
    const one = await run('r1', { files: [file('a'), file('b')] });
    expect([one.done, one.log]).toEqual(['applied', []]);
    await until('it was begun and given up', () => existsSync(ahead()) && host.calls(name).length > 0);
    await until('nothing is left of it', () => trees().length === 0);
    const two = await run('r2', { keep: ['a', 'b'], from: 'r1' });
    expect(two.done).toBe('applied');
    expect(contents(at('r2'))).toEqual(['a 644 a', 'b 644 b']);
  });

  test('is no tree when the release is taken away meanwhile', async () => {
    host.stub(
      'cp',
      `case "$*" in *.made*) while [ ! -e '${host.home}/go' ]; do sleep 0.05; done ;; esac\nexec /bin/cp "$@"`,
    );
    await run('r1', { files: [file('a'), file('b')] });
    await until('the tree is begun', () => existsSync(ahead('.made')));
    rmSync(at('r1'), { recursive: true });
    host.run(['-c', 'touch "$HOME/go"']);
    await until('it is given up', () => trees().length === 0);
  });

  test('of another release than the running one is not used', async () => {
    await settle('r1', { files: [file('a', 'of r1'), file('b')] });
    await settle('r2', { files: [file('a', 'of r2')], keep: ['b'], from: 'r1' });
    rmSync(join(host.root, 'current'));
    symlinkSync('releases/r1', join(host.root, 'current'));
    await settle('r3', { files: [file('c')], keep: ['a', 'b'], from: 'r1' });
    expect(contents(at('r3'))).toEqual(['a 644 of r1', 'b 644 b', 'c 644 c']);
    expect(trees()).toEqual(['r3']);
  });

  test.each([
    ['cannot be made into the release', 'rm', 'case "$*" in "-f -- "*) exit 1 ;; esac\nexec /bin/rm "$@"'],
    ['cannot be linked to from the bundle’s place', 'cp', 'case "$1" in -al) exit 1 ;; esac\nexec /bin/cp "$@"'],
  ])('that %s stands in no one’s way', async (_, name, body) => {
    await settle('r1', { files: [file('a'), file('b'), file('c')] });
    host.stub(name, body);
    const second = await run('r2', { files: [file('a', 'changed')], keep: ['b', 'c'], from: 'r1' });
    expect(second).toMatchObject({ done: 'applied', failure: undefined });
    expect(contents(at('r2'))).toEqual(['a 644 changed', 'b 644 b', 'c 644 c']);
    expect(contents(at('r1'))).toEqual(['a 644 a', 'b 644 b', 'c 644 c']);
  });

  test('is left alone where most of the files are new', async () => {
    await settle('r1', { files: [file('a'), file('b')] });
    const tree = inode(ahead('r1'));
    await run('r2', { files: [file('a', 'new'), file('c'), file('d')], keep: ['b'], from: 'r1' });
    expect(inode(at('r2'))).not.toBe(tree);
    expect(contents(at('r2'))).toEqual(['a 644 new', 'b 644 b', 'c 644 c', 'd 644 d']);
  });

  test('is not made of a release from git; one from before goes', async () => {
    await settle('r1', { files: [file('a')] });
    await host.deploy({ steps: [], values: { EXPECT_CURRENT: 'r1', SOURCE: 'git' } });
    expect(trees()).toEqual(['r1']);
    host.release('r2');
    await host.deploy({ steps: [], values: { EXPECT_CURRENT: 'r2', SOURCE: 'git' } });
    await until('the tree is gone', () => trees().length === 0);
  });
});
