import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, lstatSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { BundlePart } from '../../src/host/tar.js';
import { fullDisk } from '../support/host-bundle.js';
import { TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(30_000);

describe("the release's .env", () => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost('dash')));
  afterEach(() => host[Symbol.dispose]());

  const next = 'releases/r2/.env';
  const sent = (content: string): readonly BundlePart[] => [{ path: 'env', mode: 0o600, content }];
  const put = async (
    parts: readonly BundlePart[] = [],
    folder = '',
    place = 'tree',
    manifest = '',
    envFolder?: string,
  ): Promise<Deployed> => {
    host.write('records/r2/compose-folder', folder);
    if (envFolder !== undefined) host.write('records/r2/env-folder', envFolder);
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

  test('is the tracked one although this is a link', async () => {
    host.release('r1', { '.env': 'KEPT=1\n' });
    host.write('releases/r2/.env.production', 'LINKED=1\n');
    host.run(['-c', 'ln -s .env.production "$1/releases/r2/.env"', 'sh', host.root]);
    await put([], '', 'tree', 'l .env.production .env\n');
    expect(host.read(next)).toBe('LINKED=1\n');
    expect(lstatSync(join(host.root, next)).isSymbolicLink()).toBe(false);
    expect(host.read('releases/r2/.env.production')).toBe('LINKED=1\n');
  });

  test("leaves the repository's own for builds: in the record, or where only the Dockerfile's build reads it", async () => {
    const own: BundlePart = { path: 'repository-env', mode: 0o600, content: 'OWN=1\n' };
    await put([...sent('SECRET=1\n'), own]);
    expect([host.read(next), host.read('records/r2/repository-env')]).toEqual(['SECRET=1\n', 'OWN=1\n']);
    expect(mode('records/r2/repository-env')).toBe(0o600);
    await put([...sent('SECRET=1\n'), own], '', 'record');
    expect([host.read('records/r2/env'), host.read(next)]).toEqual(['SECRET=1\n', 'OWN=1\n']);
    expect(mode(next)).toBe(0o644);
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
    host.write('releases/r2/docker/compose.yml', '');
    await put([], 'docker', 'tree', '', 'docker');
    expect(host.read('releases/r2/docker/.env')).toBe('FOLDER=1\n');
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

  describe('of a project in a folder that compose-file names', () => {
    const inFolder = 'releases/r2/docker/.env';
    const tracked = `f 644 ${'0'.repeat(40)} 6 docker/.env\n`;
    beforeEach(() => void host.write('releases/r2/docker/compose.yml', ''));
    const putThere = async (parts: readonly BundlePart[] = [], manifest = ''): Promise<Deployed> =>
      await put(parts, 'docker', 'tree', manifest, 'docker');

    test('is there, and an env_file of the root finds it', async () => {
      await putThere(sent('A=1\n'));
      expect(host.read(inFolder)).toBe('A=1\n');
      expect(mode(inFolder)).toBe(0o600);
      expect(lstatSync(join(host.root, inFolder)).isSymbolicLink()).toBe(false);
      expect(host.read(next)).toBe('A=1\n');
    });

    test('leaves a tracked one at the root as it is', async () => {
      host.write(next, 'ITS=own\n');
      await putThere(sent('A=1\n'));
      expect([host.read(inFolder), host.read(next)]).toEqual(['A=1\n', 'ITS=own\n']);
    });

    test('is the tracked one there when none was sent, and not the one at the root', async () => {
      host.release('r1', { '.env': 'KEPT=1\n' });
      host.write(inFolder, 'TAG=2\n');
      await putThere([], tracked);
      expect(host.read(inFolder)).toBe('TAG=2\n');
    });

    test('is the one in use, wherever the running release has it', async () => {
      host.release('r1', { 'docker/.env': 'KEPT=1\n', '.env': 'OTHER=1\n' }, { 'env-folder': 'docker' });
      await putThere();
      expect(host.read(inFolder)).toBe('KEPT=1\n');
      host.release('r1', { 'docker/.env': 'OTHER=1\n', '.env': 'KEPT=2\n' }, { 'env-folder': '.' });
      await putThere();
      expect(host.read(inFolder)).toBe('KEPT=2\n');
    });

    test('is, the first time, the one that a person left there, else the one at the root', async () => {
      host.write('.env', 'AT_ROOT=1\n');
      await putThere();
      expect(host.read(inFolder)).toBe('AT_ROOT=1\n');
      host.write('docker/.env', 'BY_HAND=1\n');
      await putThere();
      expect(host.read(inFolder)).toBe('BY_HAND=1\n');
    });
  });

  test('is nowhere else: neither in what the run says, nor in its journal, nor left in the home folder', async () => {
    const run = await put(sent('KEY=very-secret\n'));
    expect(run.lines.join('\n') + host.read('journal.jsonl')).not.toContain('very-secret');
    expect(readdirSync(host.home)).toEqual([]);
  });
});
