import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { DeployError } from '../../../src/errors/deploy-error.js';
import { listFiles, type Selection } from '../../../src/repository/files.js';
import type { FileEntry } from '../../../src/repository/manifest/manifest.js';
import { workspaceForEachTest } from '../../support/git-workspace.js';

const workspace = workspaceForEachTest();
const { git, write, track } = workspace;
const list = (selection: Partial<Selection> = {}): Promise<readonly FileEntry[]> =>
  listFiles(workspace.folder, { include: [], exclude: [], withoutEnv: false, ...selection });
const paths = async (selection: Partial<Selection> = {}): Promise<readonly string[]> =>
  (await list(selection)).map((entry) => entry.path);

describe('what git tracks', () => {
  test('is listed with contents and modes, in the order of the bytes', async () => {
    track('b.txt', 'B.txt', 'a/deep/file', '.hidden');
    write('run.sh', '#!/bin/sh\n', 0o755);
    write('secret', 's', 0o600);
    git('add', '-A');
    write('untracked');
    const blob = createHash('sha1').update('blob 5\0b.txt').digest('hex');
    const files = await list();
    expect(files.map(({ path: name }) => name)).toEqual([
      '.hidden',
      'B.txt',
      'a/deep/file',
      'b.txt',
      'run.sh',
      'secret',
    ]);
    expect(files[3]).toEqual({ kind: 'file', path: 'b.txt', mode: 0o644, size: 5, blob });
    expect(files.map((file) => (file.kind === 'file' ? file.mode : 0))).toEqual([
      0o644, 0o644, 0o644, 0o644, 0o755, 0o600,
    ]);
  });

  test.each([
    ' lead',
    'a b',
    "it's",
    '"q"',
    'new\nline',
    'tab\t',
    '-rf',
    '--',
    'ünï😀',
    '\\back',
    '$(id)',
    '*',
    '[x]',
    '!x',
    '#h',
    ':colon',
  ])('keeps the name %j', async (name) => {
    track(name, `dir ${name}/${name}`);
    expect([...(await paths())].sort()).toEqual([name, `dir ${name}/${name}`].sort());
  });

  test('keeps links as links, wherever they lead', async () => {
    track('file');
    for (const [name, target] of [
      ['in', 'file'],
      ['out', '/etc/passwd'],
      ['broken', 'no where'],
      ['dir', '..'],
    ] as const) {
      symlinkSync(target, path.join(workspace.folder, name));
    }
    git('add', '-A');
    expect((await list()).filter((entry) => entry.kind === 'symlink')).toEqual([
      { kind: 'symlink', path: 'broken', target: 'no where' },
      { kind: 'symlink', path: 'dir', target: '..' },
      { kind: 'symlink', path: 'in', target: 'file' },
      { kind: 'symlink', path: 'out', target: '/etc/passwd' },
    ]);
  });

  test('leaves out what is not there', async () => {
    track('stays', 'goes');
    unlinkSync(path.join(workspace.folder, 'goes'));
    expect(await paths()).toEqual(['stays']);
  });

  test('names a file in conflict once, and reads it as it lies there', async () => {
    track('a', 'fought over', 'z');
    git('commit', '-qm', 'base');
    git('checkout', '-qb', 'theirs');
    write('fought over', 'theirs');
    git('commit', '-qam', 'theirs');
    git('checkout', '-q', '-');
    write('fought over', 'ours');
    git('commit', '-qam', 'ours');
    expect(() => git('merge', '-q', 'theirs')).toThrow();
    write('fought over', 'neither');
    expect(await paths()).toEqual(['a', 'fought over', 'z']);
    const [, fought] = await listFiles(workspace.folder, { include: [], exclude: [], withoutEnv: false });
    expect(fought).toMatchObject({ size: 'neither'.length });
  });

  test('holds what submodules hold, and nothing for those not checked out', async () => {
    const module = mkdtempSync(path.join(tmpdir(), 'module-'));
    const home = workspace.folder;
    workspace.folder = module;
    track('inner file');
    git('commit', '-qm', 'x');
    workspace.folder = home;
    track('outer');
    git('submodule', '--quiet', 'add', module, 'lib/here');
    git('submodule', '--quiet', 'add', module, 'lib/absent');
    git('commit', '-qm', 'x');
    git('submodule', '--quiet', 'deinit', '-f', 'lib/absent');
    expect(await paths()).toEqual(['.gitmodules', 'lib/here/inner file', 'outer']);
    rmSync(module, { recursive: true });
  });

  test('is only what lies in the workspace when that is a part of a repository', async () => {
    track('outside', 'app/inside');
    const whole = workspace.folder;
    workspace.folder = path.join(whole, 'app');
    expect(await paths()).toEqual(['inside']);
    workspace.folder = whole;
  });

  test('is read without running what the repository names as its monitor', async () => {
    track('file');
    write('.git/monitor', '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n', 0o755);
    git('config', 'core.fsmonitor', '.git/monitor');
    await list({ include: ['.git/*'] });
    expect(await paths({ include: ['.git/ran'] })).toEqual(['file']);
    expect(() => execFileSync('test', ['-e', path.join(workspace.folder, '.git/ran')])).toThrow();
  });

  test('has the modes and links that git knows on Windows', async () => {
    track('plain');
    write('run', 'x', 0o755);
    symlinkSync('plain', path.join(workspace.folder, 'link'));
    git('add', '-A');
    chmodSync(path.join(workspace.folder, 'run'), 0o666);
    unlinkSync(path.join(workspace.folder, 'link'));
    write('link', 'plain', 0o666);
    expect(await list({ platform: 'win32' })).toMatchObject([
      { kind: 'symlink', path: 'link', target: 'plain' },
      { path: 'plain', mode: 0o644 },
      { path: 'run', mode: 0o755 },
    ]);
  });
});

describe('include and exclude', () => {
  beforeEach(() => {
    track('tracked.py', 'docs/a.md', '.env', '.env.sample', 'sub/.env');
    write('.gitignore', 'dist\nnode_modules\n');
    git('add', '-A');
    for (const name of ['dist/app.js', 'dist/.well-known/x', 'dist/css/a b.css', 'node_modules/x/y.js']) write(name);
  });

  test.each([
    ['a folder', ['dist'], ['dist/.well-known/x', 'dist/app.js', 'dist/css/a b.css']],
    ['a folder with slashes', ['./dist/'], ['dist/.well-known/x', 'dist/app.js', 'dist/css/a b.css']],
    ['a glob', ['dist/**/*.{js,css}'], ['dist/app.js', 'dist/css/a b.css']],
    ['a glob from the root', ['**/y.js'], ['node_modules/x/y.js']],
    ['a file', ['dist/app.js'], ['dist/app.js']],
    ['a negation, which means a file of that name', ['!dist'], []],
    ['nothing that is there', ['build'], []],
    ['what is outside', ['../*', '/etc/passwd'], []],
    ['the repository itself', ['.git', '.git/config', '**/.git/**'], []],
  ])('include takes %s', async (_, include, expected) => {
    const before = await paths();
    expect((await paths({ include })).filter((name) => !before.includes(name))).toEqual(expected);
  });

  test('include does not follow links', async () => {
    symlinkSync('/etc', path.join(workspace.folder, 'dist/etc'));
    symlinkSync('dist', path.join(workspace.folder, 'alias'));
    const found = await list({ include: ['dist', 'alias', 'alias/app.js'] });
    expect(found.filter((entry) => entry.kind === 'symlink')).toEqual([
      { kind: 'symlink', path: 'alias', target: 'dist' },
      { kind: 'symlink', path: 'dist/etc', target: '/etc' },
    ]);
    expect(found.some((entry) => /^(alias|dist\/etc)\//.test(entry.path))).toBe(false);
  });

  test('exclude wins over both', async () => {
    expect(await paths({ include: ['dist'], exclude: ['docs', '**/*.css', '.git*', '**/.env*'] })).toEqual([
      'dist/.well-known/x',
      'dist/app.js',
      'tracked.py',
    ]);
  });

  test('.env where the release has its own is left out when told, and no other', async () => {
    expect(await paths({ withoutEnv: true, dotenv: 'sub/.env' })).toEqual(expect.not.arrayContaining(['sub/.env']));
    expect(await paths({ withoutEnv: true, dotenv: 'sub/.env' })).toContain('.env');
    expect(await paths({ withoutEnv: true })).toEqual([
      '.env.sample',
      '.gitignore',
      'docs/a.md',
      'sub/.env',
      'tracked.py',
    ]);
  });
});

describe('a workspace without anything', () => {
  const failure = async (): Promise<DeployError> => {
    const error: unknown = await list().catch((thrown: unknown) => thrown);
    if (!(error instanceof DeployError)) throw new Error(`No DeployError: ${String(error)}`);
    return error;
  };

  test('is an error that names actions/checkout', async () => {
    write('file');
    expect(await failure()).toMatchObject({
      code: 'workspace-empty',
      why: expect.stringContaining('not a git repository'),
      hint: expect.stringContaining('actions/checkout'),
    });
  });

  test('also when git tracks nothing, and when the folder is not there', async () => {
    git('init', '-q');
    expect(await failure()).toMatchObject({ code: 'workspace-empty', why: expect.stringContaining('tracks no file') });
    const whole = workspace.folder;
    workspace.folder = path.join(whole, 'absent');
    expect((await failure()).code).toBe('workspace-empty');
    workspace.folder = whole;
  });
});

test('a name that is not UTF-8 is refused', async () => {
  track('fine');
  writeFileSync(Buffer.concat([Buffer.from(`${workspace.folder}/`), Buffer.from([0x66, 0xff])]), 'x');
  git('add', '-A');
  await expect(list()).rejects.toMatchObject({ code: 'invalid-input' });
});
