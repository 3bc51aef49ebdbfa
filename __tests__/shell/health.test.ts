import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { join } from 'node:path';
import type { BundlePart } from '../../src/host/tar.js';
import { TestHost } from '../support/host-program.js';
import { serveHttp, type RunningServer } from '../support/tls-server.js';

jest.setTimeout(40_000);

describe('the health of containers', () => {
  let host: TestHost;
  let server: RunningServer;
  beforeEach(async () => {
    host = new TestHost('dash');
    server = await serveHttp((_, response) => response.end('hello'));
  });
  afterEach(async () => {
    host[Symbol.dispose]();
    await server[Symbol.asyncDispose]();
  });

  /** Starts a release whose container is as the file `state` of the site says; docker compose works at once. */
  const up = async (seconds: number, parts: readonly BundlePart[] = []) => {
    host.release('r1');
    host.write('releases/r2/compose.yml', '');
    host.write('records/r2/compose-files', 'compose.yml');
    host.write('records/r2/compose-folder', '');
    host.stub(
      'docker',
      `cd '${host.root}'
      case "$*" in
        *'json .NetworkSettings'*) echo null ;;
        ps*ec2-https-deploy.release*) sed 's/^a$/a|running||1|app/; s/^b$/b|running|||other/' ids ;;
        ps*) cat ids ;;
        inspect*) cat state ;;
        logs*) echo 'the last words' ;;
        'unpause b') sed -i 's/paused/running/' state ;;
        *' up --detach --remove-orphans') readlink current >>started ;;
        *) exit 97 ;;
      esac`,
    );
    return await host.deploy({
      steps: ['up'],
      parts,
      job: {
        ...{ release: 'r2', expected_release: 'r1', run: { health_seconds: seconds } },
        app: { ports: [server.port], protocol: null },
      },
    });
  };
  const current = (): string => host.run(['-c', 'readlink "$1"', 'sh', join(host.root, 'current')]).stdout.trim();

  test('a release that is well stays', async () => {
    host.write('ids', 'a\n');
    host.write('state', 'app|running|healthy|0|0|a\n');
    expect((await up(10)).done).toBe('applied');
    expect([current(), host.read('started')]).toEqual(['releases/r2', 'releases/r2\n']);
  });

  test('a container that fell over long ago does not fail the release', async () => {
    host.write('ids', 'a\n');
    host.write('state', 'db|running||0|5|a\n');
    expect((await up(10)).done).toBe('applied');
  });

  test('an unhealthy release shows why, and the previous one comes back', async () => {
    host.write('ids', 'a\n');
    host.write('state', 'app|running|unhealthy|0|0|a\n');
    const run = await up(10);
    expect(run.failure).toMatchObject({
      code: 'containers-unhealthy',
      text: 'app is unhealthy; the rollback to release r1 FAILED: app is unhealthy',
    });
    expect(run.log).toEqual(expect.arrayContaining(['--- app is unhealthy; its last lines:', 'the last words']));
    expect([current(), host.read('started')]).toEqual(['releases/r1', 'releases/r2\nreleases/r1\n']);
  });

  test('an unhealthy release goes even where the files of the one before cannot be brought back', async () => {
    host.write('ids', 'a\n');
    host.write('state', 'app|running|unhealthy|0|0|a\n');
    host.write('synced.json', '{}');
    const content =
      'from command.failed import Failed\n\ndef run(context):\n    raise Failed("data-not-written", "no room")\n';
    const run = await up(10, [{ path: 'program/steps/data.py', mode: 0o644, content }]);
    expect(run.failure).toMatchObject({
      code: 'containers-unhealthy',
      text: 'app is unhealthy; the rollback to release r1 FAILED: app is unhealthy',
    });
    expect([current(), host.read('started')]).toEqual(['releases/r1', 'releases/r2\nreleases/r1\n']);
    expect(run.log).toContain('The files of release r1 could not be written back to its data directories');
  });

  test('the files of the release before are brought back with it, even if the plan had nothing to do with files', async () => {
    host.write('ids', 'a\n');
    host.write('state', 'app|running|unhealthy|0|0|a\n');
    host.write('synced.json', '{"files":{},"pending":{}}');
    host.write('records/r2/places', '');
    host.write('records/r1/places', '');
    const run = await up(10);
    expect(run.log).toContain('Rolling back to release r1');
    expect(run.log.join('\n')).not.toMatch(/could not be brought back|Traceback/);
  });

  test('a service that a person paused goes on before compose, which cannot start it, is called', async () => {
    host.write('ids', 'a\nb\n');
    host.write('state', 'app|running|healthy|0|0|a\nworker|paused||0|0|b\n');
    expect((await up(10)).done).toBe('applied');
  });

  describe('where the release has only some of the services of the project', () => {
    beforeEach(() => {
      host.write('ids', 'a\nb\n');
      host.write('records/r2/services', 'app\nedge\n');
    });

    test.each(['exited||1', 'running|unhealthy|0', 'restarting||137', 'created||0', 'paused||0'])(
      'a container of an inactive profile that a person started is not waited for, whatever became of it: %s',
      async (state) => {
        host.write('state', `app|running|healthy|0|0|a\nseed|${state}|9|b\n`);
        expect((await up(10)).done).toBe('applied');
        expect(host.calls('docker').filter((call) => /^(rm|stop|restart|kill) /.test(call))).toEqual([]);
      },
    );

    test('an unhealthy one of the release is reported, and no other', async () => {
      host.write('records/r1/services', 'app\nedge\n');
      host.write('state', 'app|running|unhealthy|0|0|a\nseed|exited||1|0|b\n');
      const run = await up(10);
      expect(run.failure?.text).toBe('app is unhealthy; the rollback to release r1 FAILED: app is unhealthy');
      expect(run.log.join('\n')).not.toContain('seed');
    });

    test('a rollback waits for the services of the release that it goes back to', async () => {
      host.write('records/r1/services', 'old\n');
      host.write('state', 'app|running|unhealthy|0|0|a\nold|running|healthy|0|0|b\n');
      expect((await up(10)).failure?.text).toBe('app is unhealthy; rolled back to release r1');
    });
  });

  test('a release of which nothing is to be seen is not taken for a well one', async () => {
    host.write('ids', '');
    expect((await up(4)).failure).toMatchObject({ code: 'containers-unhealthy' });
    expect(current()).toBe('releases/r1');
  });
});
