import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BundlePart } from '../../src/host/tar.js';
import { fullDisk } from '../support/host-bundle.js';
import { SHELLS, TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(30_000);

describe.each(SHELLS)("the release's .env (%s)", (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const next = 'releases/r2/.env';
  const sent = (content: string): readonly BundlePart[] => [{ path: 'env', mode: 0o600, content }];
  const put = async (
    parts: readonly BundlePart[] = [],
    folder = '',
    place = 'tree',
    manifest = '',
  ): Promise<Deployed> => {
    host.write('records/r2/compose-folder', folder);
    host.write('records/r2/manifest', manifest);
    host.write('releases/r2/placeholder', '');
    return await host.deploy({
      steps: ['env'],
      job: { release: 'r2', expected_release: existsSync(join(host.root, 'current')) ? 'r1' : '' },
      data: { env: { place } },
      parts,
    });
  };
  const mode = (path: string): number => lstatSync(join(host.root, path)).mode & 0o777;

  test('is the one that was sent, byte for byte, and for its owner alone', async () => {
    const text = 'A="it\'s \\"x\\""\nB=$(id)\nC=\'한글\'\n';
    host.release('r1', { '.env': 'OLD=1\n' });
    expect((await put(sent(text))).done).toBe('applied');
    expect(host.read(next)).toBe(text);
    expect(mode(next)).toBe(0o600);
    expect(host.read('releases/r1/.env')).toBe('OLD=1\n');
  });

  test('is the one in use when none was sent, with the digests that tell what changes later', async () => {
    host.release('r1', { '.env': 'KEPT=1\n' }, { 'env-digests': 'KEPT abc\n' });
    host.write('.env', 'STALE=1\n');
    await put();
    expect(host.read(next)).toBe('KEPT=1\n');
    expect(mode(next)).toBe(0o600);
    expect(host.read('records/r2/env-digests')).toBe('KEPT abc\n');
  });

  test('is the tracked one of the new commit when none was sent', async () => {
    host.release('r1', { '.env': 'TAG=1\n' });
    host.write('releases/r2/.env', 'TAG=2\n');
    await put([], '', 'tree', `f 644 ${'0'.repeat(40)} 6 .env\n`);
    expect(host.read(next)).toBe('TAG=2\n');
  });

  test('is not the tracked one of a folder below', async () => {
    host.release('r1', { '.env': 'KEPT=1\n' });
    await put([], '', 'tree', `f 644 ${'0'.repeat(40)} 6 app/.env\n`);
    expect(host.read(next)).toBe('KEPT=1\n');
  });

  test('lies outside the build context of a repository that only has a Dockerfile', async () => {
    host.release('r1', {}, { env: 'KEPT=1\n' });
    await put([], '', 'record');
    expect(host.read('records/r2/env')).toBe('KEPT=1\n');
    expect(mode('records/r2/env')).toBe(0o600);
    expect(existsSync(join(host.root, next))).toBe(false);
  });

  test('is, the first time, the one that a person left on the host', async () => {
    host.write('.env', 'BY_HAND=1\n');
    await put();
    expect(host.read(next)).toBe('BY_HAND=1\n');
    expect(mode(next)).toBe(0o600);
  });

  test('is, the first time, the one that was left in shared, or in the folder of the compose file', async () => {
    host.write('shared/.env', 'SHARED=1\n');
    await put();
    expect(host.read(next)).toBe('SHARED=1\n');
    host.write('docker/.env', 'FOLDER=1\n');
    await put([], 'docker');
    expect(host.read(next)).toBe('FOLDER=1\n');
  });

  test('is one that was left since where the one in use is empty, but not what containers may have written', async () => {
    host.release('r1', { '.env': '' });
    host.write('shared/.env', 'WRITTEN=1\n');
    await put();
    expect(host.read(next)).toBe('');
    host.write('.env', 'LEFT=1\n');
    await put();
    expect(host.read(next)).toBe('LEFT=1\n');
  });

  test('is there and empty when there is none at all, since a compose file may name it', async () => {
    await put();
    expect(host.read(next)).toBe('');
    expect(mode(next)).toBe(0o600);
  });

  test('is never written into a file that another release shares', async () => {
    host.release('r1', { '.env': 'SHARED=1\n' });
    host.run(['-c', 'mkdir -p "$1/releases/r2" && ln "$1/releases/r1/.env" "$1/releases/r2/.env"', 'sh', host.root]);
    await put(sent('NEW=1\n'));
    expect([host.read('releases/r1/.env'), host.read(next)]).toEqual(['SHARED=1\n', 'NEW=1\n']);
  });

  test('stays as it was when the disk is full', async () => {
    host.write('releases/r2/.env', 'BEFORE=1\n');
    expect((await put([...sent('HALF=1\n'), fullDisk('env')])).failure?.code).toBe('upload-failed');
    expect(host.read(next)).toBe('BEFORE=1\n');
  });

  test('is found where the compose file is, in a folder of its own; a file of the repository there stays', async () => {
    host.write('releases/r2/docker/compose.yml', '');
    await put(sent('A=1\n'), 'docker');
    expect(readFileSync(join(host.root, 'releases/r2/docker/.env'), 'utf8')).toBe('A=1\n');
    host.write('releases/r2/other/.env', 'ITS=own\n');
    await put(sent('A=1\n'), 'other');
    expect(host.read('releases/r2/other/.env')).toBe('ITS=own\n');
  });

  test('is nowhere else: neither in what the run says, nor in its journal, nor left in the home folder', async () => {
    const run = await put(sent('KEY=very-secret\n'));
    expect(run.lines.join('\n') + host.read('journal.jsonl')).not.toContain('very-secret');
    expect(readdirSync(host.home)).toEqual([]);
  });
});
