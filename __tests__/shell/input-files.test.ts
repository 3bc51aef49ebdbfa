import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { digestOf } from '../../src/digest.js';
import type { BundlePart } from '../../src/host/tar.js';
import { inputFilesText, type PlacedFile } from '../../src/plan/release/placed-file.js';
import { fullDisk } from '../support/host-bundle.js';
import { TestHost, type Deployed } from '../support/host-program.js';
import { Inspection } from '../support/inspection.js';

jest.setTimeout(30_000);

type Given = Omit<PlacedFile, 'digest'> & { readonly content: string };

const env = (content = 'A=1\n'): Given => ({ path: '.envs/a.env', place: 'private', mode: 0o600, content });
const key = (content = 'key'): Given => ({ path: 'secrets/key', place: 'private', mode: 0o444, content });
const written = (content = 'rw'): Given => ({ path: 'rw.json', place: 'private', mode: 0o644, content });
const inTree = (content = 'token'): Given => ({ path: 'web/.npmrc', place: 'tree', mode: 0o600, content });

describe('the files of the input files', () => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost('dash');
    host.stub('docker', 'exit 0');
  });
  afterEach(() => host[Symbol.dispose]());

  const record = (release: string, files: readonly Given[]): void => {
    const placed = files.map(({ content, ...file }) => ({ ...file, digest: digestOf(content) }));
    host.write(`records/${release}/input-files`, inputFilesText(placed), 0o600);
  };
  const put = async (
    release: string,
    files: readonly Given[],
    parts: readonly BundlePart[] = [],
  ): Promise<Deployed> => {
    const before = existsSync(join(host.root, 'current')) ? 'r1' : '';
    host.write(`records/${release}/manifest`, '');
    host.write(`releases/${release}/web/placeholder`, '');
    record(release, files);
    return await host.deploy({
      steps: ['input-files'],
      job: { release, expected_release: before },
      parts: [
        ...files.map(({ content }) => ({ path: `input-files/${digestOf(content)}`, mode: 0o600, content })),
        ...parts,
      ],
    });
  };
  const at = ({ path, place, content }: Given, release: string): string =>
    place === 'tree' ? `releases/${release}/${path}` : `input-files/${digestOf(content)}/${path.split('/').at(-1)}`;
  const mode = (path: string): number => lstatSync(join(host.root, path)).mode & 0o777;
  const digests = (): Readonly<Record<string, string>> =>
    Object.fromEntries(new Inspection(host).facts().current?.inputFiles ?? []);

  test('are written byte for byte, where only their owner comes in, and those of the build into the release', async () => {
    const files = [env('A="한글"\r\n'), key(), written(), inTree()];
    const run = await put('r2', files);
    expect(run.failure).toBeUndefined();
    expect(files.map((file) => host.read(at(file, 'r2')))).toEqual(files.map(({ content }) => content));
    expect(files.map((file) => mode(at(file, 'r2')))).toEqual([0o600, 0o444, 0o644, 0o600]);
    expect([mode('input-files'), mode(`input-files/${digestOf('key')}`)]).toEqual([0o700, 0o700]);
    expect(readdirSync(join(host.root, 'releases/r2'))).toEqual(['web']);
  });

  test('are nowhere in what the run prints, in its journal, or left in the home directory', async () => {
    const run = await put('r2', [env('P=very-secret\n')]);
    expect(run.lines.join('\n') + host.read('journal.jsonl')).not.toContain('very-secret');
    expect(readdirSync(host.home)).toEqual([]);
  });

  test('are reported by the inspection as they are now: as they were, changed, lost', async () => {
    host.release('r1');
    await put('r1', [env(), key(), inTree()]);
    const all = { '.envs/a.env': digestOf('A=1\n'), 'secrets/key': digestOf('key'), 'web/.npmrc': digestOf('token') };
    expect(digests()).toEqual(all);
    host.write(at(env(), 'r1'), 'A=2\n');
    host.unlink(at(key(), 'r1'));
    expect(digests()).toEqual({ ...all, '.envs/a.env': digestOf('A=2\n'), 'secrets/key': '' });
  });

  test('are written again when they were changed or lost', async () => {
    await put('r2', [env(), key()]);
    host.write(at(env(), 'r2'), 'A=2\n');
    host.unlink(at(key(), 'r2'));
    await put('r3', [env(), key()]);
    expect([host.read(at(env(), 'r3')), host.read(at(key(), 'r3'))]).toEqual(['A=1\n', 'key']);
  });

  test('stay as a container left them that has them mounted read-write, until the input has others', async () => {
    host.release('r1');
    await put('r1', [written()]);
    host.write(at(written(), 'r1'), 'by the container');
    expect(digests()).toEqual({ 'rw.json': digestOf('rw') });
    const run = await put('r1', [written()]);
    expect(run.log).toContain('Kept: rw.json was changed by a container');
    expect(host.read(at(written(), 'r1'))).toBe('by the container');
    await put('r2', [written('new')]);
    expect(host.read(at(written('new'), 'r2'))).toBe('new');
    expect(host.read(at(written(), 'r1'))).toBe('by the container');
  });

  test('become readable when a container mounts what was an env file only', async () => {
    await put('r2', [{ ...env('same'), path: 'a' }]);
    await put('r3', [{ ...key('same'), path: 'a' }]);
    expect(mode(`input-files/${digestOf('same')}/a`)).toBe(0o644);
  });

  test('never follow a link out of the release', async () => {
    host.run([
      '-c',
      'mkdir -p "$1/releases/r2" "$1/outside" && ln -s "$1/outside" "$1/releases/r2/web"',
      'sh',
      host.root,
    ]);
    record('r2', [inTree()]);
    host.write('records/r2/manifest', '');
    const parts = [{ path: `input-files/${digestOf('token')}`, mode: 0o600, content: 'token' }];
    const run = await host.deploy({ steps: ['input-files'], job: { release: 'r2' }, parts });
    expect(run.failure?.code).toBe('upload-failed');
    expect(readdirSync(join(host.root, 'outside'))).toEqual([]);
  });

  test('are whole or not there when the disk is full', async () => {
    const run = await put('r2', [env()], [fullDisk('input_files')]);
    expect(run.failure?.code).toBe('upload-failed');
    expect(existsSync(join(host.root, at(env(), 'r2')))).toBe(false);
  });

  test('go with the last release that has them; what a container changed or has mounted stays', async () => {
    const old = [env(), key(), written(), { ...key('mounted'), path: 'm' }];
    await put('r1', old);
    await put('r2', [env('A=2\n'), key()]);
    for (const name of ['r1', 'r2']) host.release(name, {}, { images: '' });
    host.write(at(written(), 'r1'), 'by the container');
    host.stub(
      'docker',
      `case "$*" in
        ps*) echo c1 ;;
        inspect*Mounts*) echo 'c1 999999999 [{"Type":"bind","Source":"${host.root}/input-files/x/m"}]' ;;
        exec*) echo "36 35 98:0 /srv/site/input-files/${digestOf('mounted')}/m /m ro - ext4 /dev/vda rw" ;;
      esac`,
    );
    const run = await host.deploy({
      ...{ steps: ['prune'], job: { release: 'r2', expected_release: 'r2' }, data: { prune: { keep: 1 } } },
    });
    expect(run.done).toBe('applied');
    const left = ['A=2\n', 'key', 'rw', 'mounted'].map(digestOf).sort();
    expect(readdirSync(join(host.root, 'input-files')).sort()).toEqual(left);
    expect(run.log.join('\n')).toContain('has a file that a container changed');
  });

  test('below a persistent directory are written there, and a rollback brings the previous ones back', async () => {
    const cert = (content: string): Given => ({ path: 'certs/a.pem', place: 'private', mode: 0o644, content });
    for (const [name, content] of [
      ['r1', 'one'],
      ['r2', 'two'],
    ] as const) {
      await put(name, [cert(content)]);
      host.release(name, {}, { places: 'directory certs\n' });
      await host.deploy({ steps: ['data'], job: { release: name, expected_release: name } });
      expect(host.read('shared/certs/a.pem')).toBe(content);
    }
    expect(mode('shared/certs/a.pem')).toBe(0o644);
    await host.deploy({ steps: ['rollback'], job: { release: 'r1', expected_release: 'r2' } });
    expect(host.read('shared/certs/a.pem')).toBe('one');
  });
});
