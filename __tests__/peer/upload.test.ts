import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Connection } from '../../src/ssh/connection.js';
import { quote } from '../../src/ssh/quote.js';
import { connect } from '../../src/ssh/connect.js';
import { packBundle, type BundlePart } from '../../src/host/tar.js';
import { givenKey } from '../../src/ssh/keys/private-key.js';
import { Secret } from '../../src/secret.js';
import { listFiles } from '../../src/repository/files.js';
import { compareManifests, manifestText, type FileEntry } from '../../src/repository/manifest/manifest.js';
import { startSshd, type Sshd } from '../support/sshd.js';

jest.setTimeout(60_000);

let sshd: Sshd;
let workspace = '';
beforeAll(async () => {
  sshd = await startSshd();
  workspace = mkdtempSync(path.join(tmpdir(), 'workspace-'));
});
afterAll(async () => {
  await sshd[Symbol.asyncDispose]();
  rmSync(workspace, { recursive: true });
});

const git = (...args: readonly string[]): void => void execFileSync('git', args, { cwd: workspace });
const list = (): Promise<readonly FileEntry[]> => listFiles(workspace, { include: [], exclude: [], withoutEnv: true });

function partOf(file: FileEntry): BundlePart {
  if (file.kind === 'symlink') return { path: file.path, symlink: file.target };
  return { path: file.path, mode: file.mode, fromFile: path.join(workspace, file.path), size: file.size };
}

async function open(): Promise<Connection> {
  const { host, port, user, key } = sshd;
  return await connect({
    host,
    port,
    user,
    key: givenKey(new Secret(key)),
    hostKey: { kind: 'accept-any' },
    timeoutMs: 10_000,
  });
}

/** Unpacks on the host, and there makes a repository of what arrived, so that it can be listed by the same means. */
async function send(connection: Connection, files: readonly FileEntry[], target: string): Promise<number> {
  const before = connection.traffic.bytesSent;
  const program = `set -eu\numask 077\nmkdir -p ${quote(target)}\ntar -xpzf - -C ${quote(target)}`;
  const stdin = packBundle(files.map(partOf), { mtime: new Date(0) });
  const done = await connection.run({ program, stdin, timeoutMs: 30_000, label: 'a test' });
  expect(done).toMatchObject({ code: 0, ended: 'exited', stderr: '' });
  return connection.traffic.bytesSent - before;
}
async function arrived(target: string): Promise<string> {
  execFileSync('git', ['init', '-q', target]);
  execFileSync('git', ['add', '-A', '-f'], { cwd: target });
  return manifestText(await listFiles(target, { include: [], exclude: [], withoutEnv: false }));
}

describe('a workspace', () => {
  test('arrives whole, in one exec, and the second time only its changes travel', async () => {
    const names = [
      ' lead',
      "it's",
      'new\nline',
      '-rf',
      'ünï😀',
      '$(id)',
      '.hidden',
      '*',
      `${'d/'.repeat(80)}deep`,
      'n'.repeat(200),
    ];
    names.forEach((name, index) => {
      mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true });
      writeFileSync(path.join(workspace, name), name, { mode: index % 2 === 0 ? 0o644 : 0o755 });
    });
    for (let index = 0; index < 500; index += 1)
      writeFileSync(path.join(workspace, `file ${index}`), randomBytes(2_000));
    writeFileSync(path.join(workspace, 'big'), randomBytes(5_000_000));
    writeFileSync(path.join(workspace, '.env'), 'SECRET=1');
    symlinkSync('no where', path.join(workspace, 'link'));
    git('init', '-q');
    git('add', '-A');

    await using connection = await open();
    const files = await list();
    const first = path.join(sshd.directory, 'first');
    expect(await send(connection, files, first)).toBeGreaterThan(6_000_000);
    expect(connection.traffic.execs).toBe(1);
    expect(await arrived(first)).toBe(manifestText(files));

    writeFileSync(path.join(workspace, 'file 7'), 'changed');
    rmSync(path.join(workspace, 'file 8'));
    const change = compareManifests(await list(), manifestText(files));
    expect(change.removed).toEqual(['file 8']);
    expect(change.send.map((file) => file.path)).toEqual(['file 7']);
    expect(await send(connection, change.send, path.join(sshd.directory, 'second'))).toBeLessThan(2_000);
  });

  test('that changes while it is sent fails the run with the name of the file, and the host is not left waiting', async () => {
    const files = (await list()).filter((file) => file.path === 'big');
    writeFileSync(path.join(workspace, 'big'), 'much shorter');
    await using connection = await open();
    const stdin = packBundle(files.map(partOf), { mtime: new Date(0) });
    const running = connection.run({ program: 'tar -tzf - >/dev/null', stdin, timeoutMs: 30_000, label: 'a test' });
    await expect(running).rejects.toMatchObject({ code: 'upload-failed', what: expect.stringContaining("'big'") });
    expect(await connection.run({ program: 'echo on', timeoutMs: 5_000, label: 'a test' })).toMatchObject({
      stdout: 'on\n',
    });
  });
});
