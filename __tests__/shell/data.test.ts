import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { manifestText, type FileEntry } from '../../src/repository/manifest/manifest.js';

jest.setTimeout(120_000);

/** The real program. */
describe('the data of a site', () => {
  let root: string;
  beforeEach(() => void (root = mkdtempSync(path.join(tmpdir(), 'data-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const at = (...parts: readonly string[]): string => path.join(root, ...parts);
  const read = (place: string): string | undefined =>
    existsSync(at(place)) ? readFileSync(at(place), 'utf8') : undefined;
  const write = (place: string, text: string): void => {
    mkdirSync(path.dirname(at(place)), { recursive: true });
    writeFileSync(at(place), text);
  };
  const entry = (place: string, text: string): FileEntry => {
    const size = Buffer.byteLength(text);
    return {
      ...{ kind: 'file', path: place, mode: 0o644, size },
      blob: createHash('sha1').update(`blob ${size}\0${text}`).digest('hex'),
    };
  };

  /** Lays a release down as the step `files` leaves it. */
  const lay = (
    name: string,
    files: Readonly<Record<string, string>>,
    places: readonly string[],
    isLegacy = false,
  ): void => {
    const record = isLegacy ? `releases/${name}/.ec2-https-deploy` : `records/${name}`;
    mkdirSync(at('releases', name), { recursive: true });
    for (const [place, text] of Object.entries(files)) write(`releases/${name}/${place}`, text);
    write(`${record}/manifest`, manifestText(Object.entries(files).map(([place, text]) => entry(place, text))));
    if (!isLegacy) write(`${record}/places`, places.map((place) => `${place}\n`).join(''));
  };
  const run = (command: string, release: string, current = ''): { log: string; failure: string | undefined } => {
    const ids = [String(process.getuid?.() ?? 0), String(process.getgid?.() ?? 0)];
    const failure = at('failure');
    rmSync(failure, { force: true });
    const done = spawnSync(
      'python3',
      ['-B', 'templates/host/program', 'data', command, root, ...ids, failure, release].concat(
        command === 'prepare' ? [current] : [],
      ),
      { encoding: 'utf8' },
    );
    if (done.status !== 0 && !existsSync(failure)) throw new Error(done.stderr);
    return { log: done.stdout, failure: read('failure') };
  };
  const deploy = (name: string, files: Readonly<Record<string, string>>, places: readonly string[], before = '') => {
    lay(name, files, places);
    return run('prepare', name, before);
  };

  test('survives the next release beside a tracked placeholder', () => {
    deploy('r1', { 'media/.gitkeep': '' }, ['tracked media']);
    write('shared/media/photo', 'of a visitor');
    deploy('r2', { 'media/.gitkeep': '', 'app.py': '2' }, ['tracked media']);
    expect([read('shared/media/photo'), read('shared/media/.gitkeep')]).toEqual(['of a visitor', '']);
  });

  test('gets the changed, new and removed files of each release, and of a rollback', () => {
    deploy('r1', { 'app.py': '1', old: 'x', 'sub/deep/gone': 'x' }, ['tracked ']);
    write('shared/upload', 'kept');
    deploy('r2', { 'app.py': '2', new: 'y' }, ['tracked ']);
    expect(['app.py', 'new', 'old', 'sub', 'upload'].map((name) => read(`shared/${name}`))).toEqual([
      '2',
      'y',
      undefined,
      undefined,
      'kept',
    ]);
    run('sync', 'r1');
    expect(['app.py', 'new', 'old', 'upload'].map((name) => read(`shared/${name}`))).toEqual([
      '1',
      undefined,
      'x',
      'kept',
    ]);
  });

  test('keeps a tracked file that a container changed, and says so', () => {
    deploy('r1', { 'data/settings.ini': 'a' }, ['tracked data']);
    write('shared/data/settings.ini', 'by the container');
    const { log } = deploy('r2', { 'data/settings.ini': 'b' }, ['tracked data']);
    expect(read('shared/data/settings.ini')).toBe('by the container');
    expect(log).toContain('data/settings.ini differs from the repository');
  });

  test('keeps away a tracked file that a container removed, until the repository has another one', () => {
    deploy('r1', { 'queue/job': '1' }, ['tracked queue']);
    rmSync(at('shared/queue/job'));
    deploy('r2', { 'queue/job': '1' }, ['tracked queue']);
    expect(read('shared/queue/job')).toBeUndefined();
    deploy('r3', { 'queue/job': '2' }, ['tracked queue']);
    expect(read('shared/queue/job')).toBe('2');
  });

  test('keeps a tracked database whose rows lie in its write-ahead log', () => {
    deploy('r1', { 'data/app.db': 'pages' }, ['tracked data']);
    write('shared/data/app.db-wal', 'rows');
    deploy('r2', { 'data/app.db': 'other pages' }, ['tracked data']);
    expect(read('shared/data/app.db')).toBe('pages');
  });

  test('shares no file with a release', () => {
    deploy('r1', { 'data/a': '1' }, ['tracked data']);
    expect(lstatSync(at('shared/data/a')).ino).not.toBe(lstatSync(at('releases/r1/data/a')).ino);
  });

  test('is not written through a link that a container made', () => {
    deploy('r1', { 'media/sub/a': '1' }, ['tracked media']);
    rmSync(at('shared/media/sub'), { recursive: true });
    mkdirSync(at('elsewhere'));
    symlinkSync(at('elsewhere'), at('shared/media/sub'));
    deploy('r2', { 'media/sub/a': '2' }, ['tracked media']);
    expect(existsSync(at('elsewhere/a'))).toBe(false);
  });

  test('goes on from a sync that was broken off without taking our own files for a container’s', () => {
    deploy('r1', { 'app.py': '1' }, ['tracked ']);
    lay('r2', { 'app.py': '2' }, ['tracked ']);
    write('shared/app.py', '2');
    deploy('r3', { 'app.py': '3' }, ['tracked ']);
    expect(read('shared/app.py')).toBe('3');
  });

  test('is taken over where it lies when a stack was run by hand in the directory of the site', () => {
    write('data/rows', 'of before');
    write('account.json', '{}');
    const { log } = deploy('r1', { 'app.py': '1' }, ['directory data', 'file account.json']);
    expect([read('shared/data/rows'), read('shared/account.json')]).toEqual(['of before', '{}']);
    expect(log).toContain(`Adopted ${root}/data`);
    deploy('r2', { 'data/.gitkeep': '', 'app.py': '1' }, ['tracked data', 'file account.json']);
    expect([read('data/rows'), read('data/.gitkeep')]).toEqual(['of before', '']);
  });

  test('is refused where a mounted file is nowhere', () => {
    expect(deploy('r1', {}, ['file account.json']).failure).toBe('mount-source-missing account.json');
  });

  describe('of a site made before 0.2', () => {
    test('is moved out of the release that runs, which finds it still', () => {
      lay('r1', { 'media/.gitkeep': '' }, [], true);
      write('releases/r1/media/photo', 'of a visitor');
      deploy('r2', { 'media/.gitkeep': '' }, ['tracked media'], 'r1');
      expect([read('shared/media/photo'), read('releases/r1/media/photo')]).toEqual(['of a visitor', 'of a visitor']);
    });

    test('is collected from every release, the newer one first, and nothing that differs is lost', () => {
      for (const [name, text] of [
        ['r1', 'older'],
        ['r2', 'newer'],
      ] as const) {
        lay(name, { 'media/.gitkeep': '', 'app.py': name }, [], true);
        write(`releases/${name}/media/both`, text);
        write(`releases/${name}/media/only-${name}`, name);
      }
      deploy('r3', { 'media/.gitkeep': '' }, ['tracked media'], 'r2');
      expect(['both', 'only-r1', 'only-r2'].map((name) => read(`shared/media/${name}`))).toEqual(['newer', 'r1', 'r2']);
      expect(read('kept/r1/media/both')).toBe('older');
      expect(existsSync(at('releases/r1/.ec2-https-deploy/holds-data'))).toBe(true);
    });

    test('is found between the files of a whole repository that was mounted, and its data of before too', () => {
      mkdirSync(at('shared/uploads'), { recursive: true });
      lay('r1', { 'app.py': '1' }, [], true);
      symlinkSync(at('shared/uploads'), at('releases/r1/uploads'));
      write('releases/r1/db.sqlite3', 'rows');
      write('releases/r1/.env', 'SECRET=1');
      deploy('r2', { 'app.py': '2' }, ['tracked '], 'r1');
      expect(['app.py', 'db.sqlite3', '.env'].map((name) => read(`shared/${name}`))).toEqual(['2', 'rows', undefined]);
      expect(lstatSync(at('shared/db.sqlite3')).ino).toBe(lstatSync(at('releases/r1/db.sqlite3')).ino);
    });
  });

  test('is all there after any sequence of releases, rollbacks and writes by containers', () => {
    const names = ['a', 'b/c', 'b/d', 'e/f/g'];
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('release' as const),
        tracked: fc.subarray(names),
        text: fc.constantFrom('1', '2', '3'),
        places: fc.constantFrom(['tracked '], ['tracked b', 'directory e'], ['tracked b'], []),
      }),
      fc.record({
        kind: fc.constant('write' as const),
        name: fc.constantFrom(...names, 'b/new', 'e/new', 'new'),
        id: fc.nat(1000),
      }),
      fc.record({ kind: fc.constant('rollback' as const) }),
    );
    fc.assert(
      fc.property(fc.array(step, { minLength: 3, maxLength: 9 }), (steps) => {
        rmSync(root, { recursive: true, force: true });
        mkdirSync(root);
        const [written, releases] = [new Map<string, string>(), new Array<string>()];
        let places: readonly string[] = [];
        for (const [index, one] of steps.entries()) {
          if (one.kind === 'release') {
            const name = `r${index}`;
            const files = Object.fromEntries(one.tracked.map((place) => [place, one.text]));
            const present = one.places.filter(
              (place) => !place.startsWith('tracked b') || one.tracked.some((f) => f.startsWith('b')),
            );
            deploy(name, files, present, releases.at(-1));
            releases.push(name);
            places = present.map((place) => place.split(' ')[1] ?? '');
          } else if (one.kind === 'write') {
            if (!places.some((place) => place === '' || one.name.startsWith(`${place}/`))) continue;
            const text = `container ${one.id} ${index}`;
            if (existsSync(at('shared', one.name)) && lstatSync(at('shared', one.name)).isDirectory()) continue;
            write(`shared/${one.name}`, text);
            written.set(one.name, text);
          } else if (releases.length > 1) {
            run('sync', releases.at(-2) ?? '');
          }
        }
        for (const [name, text] of written) expect([name, read(`shared/${name}`)]).toEqual([name, text]);
      }),
      { numRuns: 25, seed: 20261126 },
    );
  });
});
