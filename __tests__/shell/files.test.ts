import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../src/digest.js';
import { manifestDelta } from '../../src/repository/manifest/delta.js';
import { fullDisk } from '../support/host-bundle.js';
import { TestHost, type Deployed } from '../support/host-program.js';
import { file, ODD_NAMES as ODD, TestReleases, type ReleaseFiles } from '../support/releases.js';

jest.setTimeout(30_000);

describe('the files of a release', () => {
  let host: TestHost;
  let releases: TestReleases;
  beforeEach(() => {
    host = new TestHost('dash');
    releases = new TestReleases(host);
  });
  afterEach(() => host[Symbol.dispose]());

  const put = async (release: string, change: ReleaseFiles): Promise<Deployed> => await releases.put(release, change);
  const at = (release: string, path = ''): string => join(host.root, 'releases', release, path);
  const record = (release: string, path: string): string => join(host.root, 'records', release, path);
  const mode = (place: string): string => (lstatSync(place).mode & 0o7777).toString(8);
  const run = (release: string): void => symlinkSync(`releases/${release}`, join(host.root, 'current'));

  test('have the name of the compose project beside them, in a file whose name people do not give to folders', async () => {
    writeFileSync(join(host.root, 'project'), 'site\n');
    await put('r1', { files: [file('main.py')] });
    expect(readFileSync(join(host.root, 'compose-project'), 'utf8')).toBe('site\n');
    expect(existsSync(join(host.root, 'project'))).toBe(false);
    mkdirSync(join(host.root, 'project'));
    await put('r2', { files: [file('main.py')] });
    expect(existsSync(join(host.root, 'project'))).toBe(true);
  });

  test('are new, kept and removed ones, whatever they are called', async () => {
    expect(
      (await put('r1', { files: [...ODD, 'old', ...ODD.map((name) => `in/${name}`)].map((name) => file(name)) })).done,
    ).toBe('applied');
    run('r1');
    const kept = [...ODD.slice(1), ...ODD.map((name) => `in/${name}`)];
    const second = await put('r2', {
      files: [file('with space', 'changed'), file('deep/new')],
      keep: kept,
      from: 'r1',
    });
    expect(second.done).toBe('applied');
    expect(readFileSync(record('r2', 'manifest'), 'utf8')).toBe(releases.manifest('r2'));
    expect(readdirSync(at('r2')).sort()).toEqual([...ODD, 'in', 'deep'].sort());
    for (const name of kept) {
      expect(readFileSync(at('r2', name), 'utf8')).toBe(name);
      expect(lstatSync(at('r2', name)).ino).toBe(lstatSync(at('r1', name)).ino);
    }
    expect(readFileSync(at('r2', 'with space'), 'utf8')).toBe('changed');
    expect(readFileSync(at('r1', 'with space'), 'utf8')).toBe('with space');
    expect(existsSync(at('r1', 'old'))).toBe(true);
    expect(existsSync(at('r1', 'deep'))).toBe(false);
    expect(existsSync(join(host.home, 'ran'))).toBe(false);
  });

  test('keep their modes and their links; folders can be read by the containers of any user', async () => {
    await put('r1', {
      files: [
        file('bin/run', '#!', 0o755),
        file('private', '', 0o600),
        { path: 'files/link', symlink: 'bin/no such thing' },
      ],
    });
    run('r1');
    await put('r2', { keep: ['bin/run', 'private', 'link'], from: 'r1' });
    for (const release of ['r1', 'r2']) {
      expect([at(release), at(release, 'bin')].map(mode)).toEqual(['755', '755']);
      expect([at(release, 'bin/run'), at(release, 'private')].map(mode)).toEqual(['755', '600']);
      expect(readlinkSync(at(release, 'link'))).toBe('bin/no such thing');
    }
  });

  test('write nothing into the running release, nor switch to the new one', async () => {
    await put('r1', { files: [file('app.py'), file('kept')] });
    run('r1');
    const before = [lstatSync(at('r1')).mtimeMs, readdirSync(at('r1')), readFileSync(record('r1', 'manifest'), 'utf8')];
    await put('r2', { files: [file('app.py', 'new')], keep: ['kept'], from: 'r1' });
    expect([
      lstatSync(at('r1')).mtimeMs,
      readdirSync(at('r1')),
      readFileSync(record('r1', 'manifest'), 'utf8'),
    ]).toEqual(before);
    expect(readFileSync(record('r2', 'settings-digest'), 'utf8')).toBe('settings of r2');
    expect(readlinkSync(join(host.root, 'current'))).toBe('releases/r1');
  });

  test('begin afresh over what a run that broke off has left', async () => {
    await put('r1', { files: [file('half')] });
    await put('r1', { files: [file('whole')] });
    expect(readdirSync(at('r1')).sort()).toEqual(['whole']);
  });

  test('are a failure when one to be kept is not there', async () => {
    await put('r1', { files: [file('a'), file('gone')] });
    run('r1');
    rmSync(at('r1', 'gone'));
    const second = await put('r2', { keep: ['a', 'gone'], from: 'r1' });
    expect(second.failure).toMatchObject({ code: 'upload-failed' });
    expect(second.failure?.text).toContain('gone');
  });

  test('are a failure when the list of the release before is not the one that the runner was told', async () => {
    await put('r1', { files: [file('a'), file('b')] });
    run('r1');
    writeFileSync(record('r1', 'manifest'), 'l x y\nl x z\n');
    const second = await put('r2', { files: [file('c')], keep: ['a', 'b'], from: 'r1' });
    expect(second.failure).toMatchObject({ code: 'upload-failed' });
    expect(existsSync(at('r2'))).toBe(false);
  });

  test('are a failure when the disk does not take them all', async () => {
    await put('r1', { files: [file('a'), file('b')] });
    run('r1');
    const second = await put('r2', { keep: ['a', 'b'], from: 'r1', parts: [fullDisk('files')] });
    expect(second.failure).toMatchObject({ code: 'upload-failed', text: expect.stringContaining('File too large') });
    expect(second.done).toBe('failed');
    expect(existsSync(record('r2', 'tree'))).toBe(false);
  });

  test('hold nothing but the files of the repository: they are a build context', async () => {
    await put('r1', { files: [file('app.py')] });
    expect(readdirSync(at('r1'))).toEqual(['app.py']);
  });

  test('are copies where the owner of a file is another user, to whose files nobody else may link', async () => {
    await put('r1', { files: [file('a'), file('b')] });
    run('r1');
    mkdirSync(at('r1', '.ec2-https-deploy'));
    await put('r2', { keep: ['a', 'b'], from: 'r1' });
    expect(readFileSync(at('r2', 'a'), 'utf8')).toBe('a');
    expect(lstatSync(at('r2', 'a')).ino).not.toBe(lstatSync(at('r1', 'a')).ino);
  });

  test('are noted as they lie there, so that the next look sees what was changed or lost', async () => {
    await put('r1', { files: [file('a'), file('in/b')] });
    expect(readFileSync(record('r1', 'tree'), 'utf8')).toMatch(/^1 \d+ a\n4 \d+ in\/b\n$/);
  });

  test('of a release that this run has begun are taken over by the next one, and are not sent again', async () => {
    await put('r1', { files: [file('old')] });
    run('r1');
    await put('r2', { files: [file('a'), file('in/b')], from: 'r1' });
    const inode = lstatSync(at('r2', 'in/b')).ino;
    const text = releases.manifest('r2');
    const next = (release: string) => ({
      ...{ steps: ['files'], job: { release, expected_release: 'r1' } },
      data: { files: { manifest_digest: digestOf(text), unfinished: 'r2' } },
      parts: [
        { path: 'record/settings-digest', mode: 0o644, content: '' },
        { path: 'manifest.delta', mode: 0o644, content: manifestDelta(text, text) },
      ],
    });
    expect((await host.deploy(next('r3'))).done).toBe('applied');
    expect(lstatSync(at('r3', 'in/b')).ino).toBe(inode);
    expect([existsSync(at('r2')), existsSync(record('r2', '')), existsSync(at('r1', 'old'))]).toEqual([
      false,
      false,
      true,
    ]);
    expect((await host.deploy(next('r4'))).failure).toMatchObject({ code: 'stale-plan' });
  });

  test('from git are those of the commit', async () => {
    const source = join(host.folder, 'source');
    mkdirSync(source);
    const script = [
      'cd "$1" && git init -q . && printf x >"it is" && ln -s "it is" link && printf y >run && chmod 755 run && git add -A',
      'git -c user.name=a -c user.email=a@example.com commit -qm first',
      'git clone -q --bare . "$2/repository.git" && git rev-parse HEAD',
    ].join('\n');
    const sha = host.run(['-c', script, 'sh', source, host.root]).stdout.trim();
    const data = (commit: string) => ({
      files: { source: 'git', sha: commit, manifest_digest: digestOf(''), unfinished: '' },
    });
    const deployment = { steps: ['files'], job: { release: 'r1' } };
    const parts = [{ path: 'record/manifest', mode: 0o644, content: '' }];
    expect((await host.deploy({ ...deployment, data: data(sha), parts })).done).toBe('applied');
    expect(readFileSync(at('r1', 'it is'), 'utf8')).toBe('x');
    expect(readlinkSync(at('r1', 'link'))).toBe('it is');
    expect(mode(at('r1', 'run'))).toBe('755');
    const wrong = await host.deploy({ ...deployment, data: data('f'.repeat(40)), parts });
    expect(wrong.failure).toMatchObject({ code: 'git-clone-failed' });
  });
});
