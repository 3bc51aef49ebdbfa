import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { lstatSync, mkdtempSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { packBundle, type BundlePart } from '../../../src/host/tar.js';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tar-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

const mtime = new Date('2026-11-22T01:02:03Z');
const inside = (name: string): string => path.join(directory, 'out', name);

/** Unpacks with the tar of the machine, as a host does. */
async function extract(parts: readonly BundlePart[]): Promise<void> {
  const script = 'umask 077; mkdir "$1"; exec tar -xpzf - -C "$1"';
  const tar = spawn('sh', ['-c', script, 'sh', path.join(directory, 'out')], { stdio: ['pipe', 'inherit', 'inherit'] });
  const code = new Promise((resolve) => tar.once('close', resolve));
  await pipeline(packBundle(parts, { mtime }), tar.stdin);
  expect(await code).toBe(0);
}

describe('a bundle, unpacked by tar,', () => {
  test('has the contents, modes and times given', async () => {
    const big = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));
    writeFileSync(path.join(directory, 'big'), big);
    writeFileSync(path.join(directory, 'empty'), '');
    await extract([
      { path: 'vars', mode: 0o600, content: "A='1'\n" },
      { path: 'run.sh', mode: 0o755, content: Buffer.from([0, 255, 10]) },
      { path: 'none', mode: 0o444, content: '' },
      { path: 'files/big', mode: 0o640, fromFile: path.join(directory, 'big'), size: big.length },
      { path: 'files/empty', mode: 0o664, fromFile: path.join(directory, 'empty') },
    ]);
    expect(readFileSync(inside('vars'), 'utf8')).toBe("A='1'\n");
    expect(readFileSync(inside('run.sh'))).toEqual(Buffer.from([0, 255, 10]));
    expect(readFileSync(inside('files/big')).equals(big)).toBe(true);
    const modes = ['vars', 'run.sh', 'none', 'files/big', 'files/empty'].map(
      (name) => lstatSync(inside(name)).mode & 0o7777,
    );
    expect(modes).toEqual([0o600, 0o755, 0o444, 0o640, 0o664]);
    expect(lstatSync(inside('vars')).mtime).toEqual(mtime);
  });

  test.each([
    ' a  b ',
    "it's",
    '"q"',
    'new\nline\n',
    'tab\tx',
    '-rf',
    '--checkpoint-action=exec=id',
    'ünï😀',
    '\\back\\',
    '$(id)',
    '*',
    '%20',
    '.dot',
    'n'.repeat(255),
    `${'deep/'.repeat(60)}file`,
    `${'ü'.repeat(100)}/${'ö'.repeat(120)}`,
    `${'d'.repeat(100)}/${'f'.repeat(100)}`,
  ])('has the name %j, of files and of links', async (name) => {
    const target = `../${name}`.slice(0, 2000);
    await extract([
      { path: `files/${name}`, mode: 0o644, content: name },
      { path: `links/${name}`, symlink: target },
    ]);
    expect(readFileSync(inside(`files/${name}`), 'utf8')).toBe(name);
    expect(readlinkSync(inside(`links/${name}`))).toBe(target);
  });

  test('keeps the order given, and is the same twice', async () => {
    const parts: BundlePart[] = ['z', 'a', 'm'].map((name) => ({ path: name, mode: 0o644, content: name }));
    const [first, second] = await Promise.all([
      buffer(packBundle(parts, { mtime })),
      buffer(packBundle(parts, { mtime })),
    ]);
    expect(first.equals(second)).toBe(true);
    expect(execFileSync('tar', ['-tzf', '-'], { input: first, encoding: 'utf8' })).toBe('z\na\nm\n');
  });

  test('of nothing is an archive of nothing', async () => {
    expect(execFileSync('tar', ['-tzf', '-'], { input: await buffer(packBundle([], { mtime })) }).length).toBe(0);
  });
});

describe('packBundle fails', () => {
  test.each([
    [99, 'shrank from 99 to 10 bytes'],
    [9, 'grew beyond its 9 bytes'],
    [0, 'grew beyond its 0 bytes'],
  ])('when a file of 10 bytes was said to have %i', async (size, why) => {
    const fromFile = path.join(directory, 'file');
    writeFileSync(fromFile, '0123456789');
    const bundle = packBundle([{ path: 'a/file', mode: 0o644, fromFile, size }], { mtime });
    await expect(buffer(bundle)).rejects.toMatchObject({ code: 'upload-failed', what: expect.stringContaining(why) });
  });

  test('when a file is gone, with its name', async () => {
    const bundle = packBundle([{ path: 'a', mode: 0o644, fromFile: path.join(directory, 'absent') }], { mtime });
    await expect(buffer(bundle)).rejects.toMatchObject({ what: expect.stringMatching(/'a' .*ENOENT/) });
  });

  test.each(['/etc/passwd', '../x', 'a/../../x', ''])('on the name %j', async (name) => {
    await expect(buffer(packBundle([{ path: name, mode: 0o644, content: '' }], { mtime }))).rejects.toMatchObject({
      code: 'upload-failed',
    });
  });
});

test('a reader that goes away stops the packing, and nothing is thrown', async () => {
  const fromFile = path.join(directory, 'big');
  writeFileSync(fromFile, randomBytes(8_000_000));
  const bundle = packBundle(
    Array.from({ length: 20 }, (_, index) => ({ path: `${index}`, mode: 0o644, fromFile })),
    { mtime },
  );
  await new Promise((resolve) => bundle.once('data', resolve));
  bundle.destroy();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(bundle.destroyed).toBe(true);
});
