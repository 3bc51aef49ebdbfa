import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(30_000);

describe('taking away old releases', () => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost('dash');
    host.stub('docker', 'exit 0');
  });
  afterEach(() => host[Symbol.dispose]());

  const lay = (name: string, images: readonly string[] = []): void => {
    host.release(name, {}, { images: images.map((image) => `${image}\n`).join('') });
  };
  const prune = async (current: string, keep: number, seen = current): Promise<Deployed> =>
    await host.deploy({
      steps: ['prune'],
      job: { release: current, expected_release: seen },
      data: { prune: { keep } },
    });
  const left = (): readonly string[] => readdirSync(join(host.root, 'releases')).sort();
  const removed = (): readonly string[] =>
    host.calls('docker').flatMap((call) => /^image rm (.*)/.exec(call)?.[1]?.split(' ') ?? []);

  test('keeps the newest ones', async () => {
    for (const name of ['20260101T0-a', '20260102T0-b', '20260103T0-c', '20260104T0-d']) lay(name);
    const run = await prune('20260104T0-d', 2);
    expect(run.done).toBe('applied');
    expect(left()).toEqual(['20260103T0-c', '20260104T0-d']);
    expect(run.log).toEqual(['Removing release 20260101T0-a', 'Removing release 20260102T0-b']);
  });

  test('keeps the running one, even if it is the oldest of all', async () => {
    for (const name of ['r5', 'r4', 'r3', 'r2', 'r1']) lay(name);
    await prune('r1', 3);
    expect(left()).toEqual(['r1', 'r4', 'r5']);
  });

  test('keeps the one that ran before, though newer ones failed: it is what a run goes back to', async () => {
    for (const name of ['r1', 'r2', 'r3', 'r4', 'r5', 'r6']) lay(name);
    host.release('r1');
    await prune('r6', 3, 'r1');
    expect(left()).toEqual(['r1', 'r5', 'r6']);
  });

  test('keeps the release to which a failed external check leads back, however old', async () => {
    for (const name of ['r1', 'r2', 'r3', 'r4']) lay(name);
    host.write('unverified', 'release=r4\nprevious=r1\n');
    await prune('r5', 2, 'r4');
    expect(left()).toEqual(['r1', 'r4']);
  });

  test('before a release fails only if there is too little room after old ones are gone', async () => {
    const before = async (needed_bytes: number): Promise<Deployed> =>
      await host.deploy({
        steps: ['prune', { name: 'files', text: 'true' }],
        job: { release: 'r4', expected_release: 'r3' },
        data: { prune: { keep: 2, needed_bytes, needed_inodes: 1 } },
      });
    for (const name of ['r1', 'r2', 'r3']) lay(name);
    const refused = await before(1e18);
    expect(left()).toEqual(['r3']);
    expect(refused.failure).toMatchObject({
      code: 'insufficient-disk',
      text: expect.stringMatching(
        /free disk space, a deploy needs \d+\.\d MiB, although old releases of this site were removed/,
      ),
    });
    expect((await before(1)).done).toBe('applied');
  });

  test('keeps everything when there is not too much', async () => {
    for (const name of ['r1', 'r2']) lay(name);
    await prune('r2', 5);
    expect(left()).toEqual(['r1', 'r2']);
    expect(removed()).toEqual([]);
  });

  test('removes only those images that no kept release names, by name and not by likeness', async () => {
    lay('r1', ['site-app:aaa', 'site-app:r1', 'site-db:same']);
    lay('r2', ['site-app:aaab', 'site-app:r2', 'site-db:same']);
    lay('r3', ['site-app:ccc', 'site-app:r3', 'site-db:same']);
    await prune('r3', 2);
    expect(left()).toEqual(['r2', 'r3']);
    expect(removed()).toEqual(['site-app:aaa', 'site-app:r1']);
  });

  test('goes on when an image is still used by somebody else', async () => {
    for (const name of ['r1', 'r2', 'r3']) lay(name, [`site-app:${name}`]);
    host.stub('docker', 'case "$*" in image*) echo "conflict: unable to remove" >&2; exit 1 ;; esac');
    expect((await prune('r3', 1)).done).toBe('applied');
    expect(left()).toEqual(['r3']);
  });

  test('leaves a folder alone that has no record of a release, as in a tree of Capistrano', async () => {
    for (const name of ['r1', 'r2', 'r3']) lay(name);
    host.write('releases/20250101000000/app.rb', '');
    const run = await prune('r3', 1);
    expect(left()).toEqual(['20250101000000', 'r3']);
    expect(run.log).toContain(`Not touched: ${host.root}/releases/20250101000000 has no record of a release`);
  });

  test('keeps a release that containers wrote files into which nobody has yet copied', async () => {
    for (const name of ['r1', 'r2', 'r3']) lay(name);
    host.write('records/r1/holds-data', 'media\n');
    await prune('r3', 1);
    expect(left()).toEqual(['r1', 'r3']);
  });

  test('goes on when a release cannot be removed, and says so', async () => {
    for (const name of ['r1', 'r2', 'r3']) lay(name);
    host.stub('rm', 'case "$*" in -rf*releases/r1) exit 1 ;; esac\nexec /bin/rm "$@"');
    const run = await prune('r3', 1);
    expect(run.done).toBe('applied');
    expect(left()).toEqual(['r1', 'r3']);
    expect(run.log).toContain(`Kept: ${host.root}/releases/r1 could not be removed`);
  });

  test('leaves alone what releases only point to, such as data', async () => {
    host.write('shared/media/photo', '');
    lay('r1');
    lay('r2');
    host.run(['-c', 'ln -s "$1/shared/media" "$1/releases/r1/media"', 'sh', host.root]);
    await prune('r2', 1);
    expect(left()).toEqual(['r2']);
    expect(existsSync(join(host.root, 'shared/media/photo'))).toBe(true);
  });

  test.each([
    ['a folder of it', 'echo "36 35 98:0 /srv/site/releases/r1/conf /conf ro - ext4 /dev/vda rw"', ['r1', 'r3']],
    ['nobody can say what', 'exit 1', ['r1', 'r2', 'r3']],
    ['a folder of none', 'echo "36 35 98:0 /srv/site/releases/r12/conf /conf ro - ext4 /dev/vda rw"', ['r3']],
  ])(
    'keeps the files of a release while a container has mounted %s, and they go when it is gone',
    async (_, exec, stay) => {
      for (const name of ['r1', 'r2', 'r3']) lay(name, [`site-app:${name}`]);
      const docker = (containers: string) => `case "$*" in
      ps*) printf '${containers}' ;;
      inspect*Mounts*) echo 'c1 999999999 [{"Type":"bind","Source":"${host.root}/current/conf"}]' ;;
      exec*) ${exec} ;;
    esac`;
      host.stub('docker', docker('c1\\n'));
      const run = await prune('r3', 1);
      expect([run.done, left()]).toEqual(['applied', stay]);
      expect(removed()).toEqual(['site-app:r1', 'site-app:r2']);
      host.stub('docker', docker(''));
      await prune('r3', 1);
      expect(left()).toEqual(['r3']);
    },
  );

  test.each([
    [
      'an engine that does not answer keeps everything',
      'echo "Cannot connect to the Docker daemon" >&2; exit 1',
      ['r1', 'r2'],
    ],
    ['a container that has gone needs nothing', 'echo "Error: No such object: c1" >&2; exit 1', ['r2']],
  ])('%s', async (_what, inspect, stay) => {
    for (const name of ['r1', 'r2']) lay(name);
    host.stub('docker', `case "$*" in ps*) echo c1 ;; inspect*) ${inspect} ;; esac`);
    await prune('r2', 1);
    expect(left()).toEqual(stay);
  });

  test.each([
    ['is paused', 'paused', 'False'],
    ['was started for one command', 'running', 'True'],
  ])('keeps the files of a release while a container that %s has them mounted', async (_what, status, oneoff) => {
    for (const name of ['r1', 'r2']) lay(name);
    // As docker ps does: only what runs or is paused, unless all are wanted, and only what fits each filter.
    host.stub(
      'docker',
      `case "$*" in
        ps*status=running*) [ ${status} != running ] || case "$*" in *oneoff=False*) [ ${oneoff} = True ] || echo c1 ;; *) echo c1 ;; esac ;;
        ps*oneoff=False*) [ ${oneoff} = True ] || echo c1 ;;
        ps*) echo c1 ;;
        inspect*Mounts*) echo 'c1 999999999 [{"Type":"bind","Source":"${host.root}/current/conf"}]' ;;
        exec*) echo "36 35 98:0 /srv/site/releases/r1/conf /conf ro - ext4 /dev/vda rw" ;;
      esac`,
    );
    await prune('r2', 1);
    expect(left()).toEqual(['r1', 'r2']);
  });
});
