import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import type { BundlePart } from '../../src/host/tar.js';
import { TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(30_000);

/** A line of a manifest for a file with that content. */
function lineOf(path: string, content: string): string {
  const blob = createHash('sha1').update(`blob ${content.length}\0${content}`).digest('hex');
  return `f 644 ${blob} ${content.length} ${path}\n`;
}

describe('the step that keeps what containers write', () => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost('dash');
    host.release('r1', {}, { places: '' });
  });
  afterEach(() => host[Symbol.dispose]());

  const prepare = async (places = '', parts: readonly BundlePart[] = []): Promise<Deployed> => {
    host.write('records/r1/places', places);
    return await host.deploy({ steps: ['data'], job: { release: 'r1', expected_release: 'r1' }, parts });
  };

  test('says which file that the stack mounts is nowhere', async () => {
    const run = await prepare('file account.json\n');
    expect(run.failure).toMatchObject({ code: 'mount-source-missing', text: 'account.json' });
  });

  test.each([
    [
      'containers own the files',
      "open(failure, 'w').write('data-not-writable /srv/x: Permission denied')",
      'data-not-writable',
    ],
    ['it fails without a word', 'pass', 'data-not-written'],
  ])('says that the files could not be written when %s', async (_what, body, code) => {
    const content = `def guarded(command, root, uid, gid, failure, rest):\n    ${body}\n    return 1\n`;
    const run = await prepare('directory media\n', [{ path: 'program/files/command.py', mode: 0o644, content }]);
    expect(run.failure?.code).toBe(code);
  });

  test('brings the files of the release before back in a rollback, whose job has no such step', async () => {
    const lay = (name: string, text: string): void =>
      host.release(name, { 'conf/a': text }, { places: 'tracked conf\n', manifest: lineOf('conf/a', text) });
    lay('r1', 'one');
    lay('r2', 'two');
    await host.deploy({ steps: ['data'], job: { release: 'r2', expected_release: 'r2' } });
    expect(host.read('shared/conf/a')).toBe('two');
    const run = await host.deploy({ steps: ['rollback'], job: { release: 'r1', expected_release: 'r2' } });
    expect(host.read('shared/conf/a')).toBe('one');
    expect(run.log.join()).not.toContain('could not be brought back');
  });

  describe('before the files of an older layout move', () => {
    const docker = (stop: string, inspect = 'echo x'): void =>
      host.stub(
        'docker',
        `case "$*" in
          ps*) echo c1 ;;
          *json*Mounts*) ${inspect}; echo '[{"Type":"bind","Source":"${host.root}/current","RW":true}]' ;;
          inspect*) echo /site-db-1 ;;
          stop*) ${stop} ;;
        esac`,
      );
    const move = async (): Promise<Deployed> => {
      host.write('releases/r0/.ec2-https-deploy/manifest', '');
      host.write('releases/r0/rows', 'of a database');
      host.release('r1', {}, { places: 'tracked \n' });
      host.run(['-c', 'ln -sfn releases/r0 "$1/current"', 'sh', host.root]);
      return await host.deploy({ steps: ['data'], job: { release: 'r1', expected_release: 'r0' } });
    };

    test('stops a container that writes into them', async () => {
      docker('exit 0', 'true');
      expect((await move()).done).toBe('applied');
      expect(host.calls('docker')).toContain('stop c1');
    });

    test.each([
      ['a container does not stop', 'exit 1', 'true'],
      ['nobody can say what a container writes', 'exit 0', 'exit 1'],
    ])('moves none of them when %s', async (_what, stop, inspect) => {
      docker(stop, inspect);
      const run = await move();
      expect(run.failure).toMatchObject({ code: 'data-not-written' });
      expect(host.read('releases/r0/rows')).toBe('of a database');
    });
  });
});
