import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { join } from 'node:path';
import type { BundlePart } from '../../src/host/tar.js';
import { SHELLS, TestHost } from '../support/host-program.js';

jest.setTimeout(40_000);

/** service|state|health|exit code|restarts|id */
const table: readonly (readonly [string, readonly string[], string])[] = [
  ['one that runs', ['app|running||0|0|a'], 'well'],
  ['healthy ones', ['app|running|healthy|0|0|a', 'db|running|healthy|0|0|b'], 'well'],
  [
    'one whose health check has not answered yet',
    ['app|running|healthy|0|0|a', 'db|running|starting|0|0|b'],
    'waiting',
  ],
  ['one that its health check finds ill', ['app|running|unhealthy|0|0|a'], 'ill app'],
  ['a job that has done its work', ['app|running||0|0|a', 'migrate|exited||0|0|b'], 'well'],
  ['a job that failed', ['app|running||0|0|a', 'migrate|exited||1|0|b'], 'ill migrate'],
  ['one that was killed', ['app|exited||137|0|a'], 'ill app'],
  ['a dead one', ['app|dead||0|0|a'], 'ill app'],
  ['one that waits for what it depends on', ['app|created||0|0|a'], 'waiting'],
  ['one that falls over for the second time', ['app|restarting||1|2|a'], 'waiting'],
  ['one that falls over again and again', ['app|restarting||1|3|a'], 'ill app'],
  ['one that just happens to run between two falls', ['app|running||0|3|a'], 'ill app'],
  ['all that are ill, by name', ['app|exited||1|0|a', 'db|running|starting|0|0|b', 'web|dead||0|0|c'], 'ill app web'],
  ['no container at all: the engine did not answer', [], 'waiting'],
  ['one that fell over long ago', ['old|running||0|7|o'], 'well'],
  ['one that fell over long ago, and does again', ['old|restarting||1|10|o'], 'ill old'],
  ['one started again by hand, whose count began anew, and falls over', ['old|restarting||1|3|o'], 'ill old'],
];

describe.each(SHELLS)('the health of containers (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  test('a check that is not answered well is asked again after a tenth of the time waited, within bounds', () => {
    host.stub('date', 'echo 1700000060000000000');
    host.stub('sleep', 'exit 0');
    const pause = '. "$1"; shift; for begun; do pause_since "$begun"; done';
    const begun = [60, 59, 55, 47.5, 30].map((second) => `${1_700_000_000_000 + second * 1000}000000`);
    host.run(['-eu', '-c', pause, 'sh', 'templates/host/health.sh', ...begun], '', { BUNDLE: host.root });
    expect(host.calls('sleep')).toEqual(['0.200', '0.200', '0.500', '1.250', '2.000']);
  });

  test.each(table)('%s', (_what, survey, verdict) => {
    host.write('survey.before', 'old|running||0|7|o\n');
    const run = host.run(
      ['-eu', '-c', '. "$1"; judge', 'sh', 'templates/host/health.sh'],
      survey.map((line) => `${line}\n`).join(''),
      {
        BUNDLE: host.root,
      },
    );
    expect([run.stdout, run.stderr]).toEqual([`${verdict}\n`, '']);
  });

  test.each([
    ['one that tells nothing of its check', '0 0 0 0', '190'],
    ['one with a long start', `${300e9} 3 ${10e9} ${5e9}`, '355'],
    ['several: the longest', `0 1 ${1e9} ${1e9}\n${100e9} 2 ${50e9} ${10e9}`, '230'],
    ['one whose check is over sooner than others get', `0 1 ${1e9} ${1e9}`, '100'],
    ['one without a check', '', '100'],
    ['one that may take longer than the step', `${900e9} 3 ${10e9} ${5e9}`, '889', '900'],
  ])('waits as long as a check may take: %s', (_what, checks, seconds, limit = '') => {
    host.stub('docker', `printf '%s\\n' '${checks}'`);
    const values = { HEALTH_SECONDS: '100', UP_SECONDS: limit, BUNDLE: host.root };
    const call = 'engine() { docker "$@"; }; . "$1"; health_begun=100; date() { echo 101; }; patience a b';
    const run = host.run(['-eu', '-c', call, 'sh', 'templates/host/health.sh'], '', values);
    expect([run.stdout, run.stderr]).toEqual([seconds, '']);
  });

  /** Starts a release whose container is as the file `state` of the site says; docker compose works at once. */
  const up = async (seconds: string, parts: readonly BundlePart[] = []) => {
    host.release('r1');
    host.write('releases/r2/compose.yml', '');
    host.write('records/r2/compose-files', 'compose.yml');
    host.write('records/r2/compose-folder', '');
    host.stub(
      'docker',
      `cd '${host.root}'
      case "$*" in
        *range*Log*) echo 'health check: refused' ;;
        ps*) cat ids ;;
        inspect*) cat state ;;
        logs*) echo 'the last words' ;;
        *' up --detach --remove-orphans') readlink current >>started ;;
        *) exit 97 ;;
      esac`,
    );
    return await host.deploy({
      steps: ['up'],
      parts,
      values: { RELEASE: 'r2', EXPECT_CURRENT: 'r1', HEALTH_SECONDS: seconds },
    });
  };
  const current = (): string => host.run(['-c', 'readlink "$1"', 'sh', join(host.root, 'current')]).stdout.trim();

  test('a release that is well stays', async () => {
    host.write('ids', 'a\n');
    host.write('state', 'app|running|healthy|0|0|a\n');
    expect((await up('10')).done).toBe('applied');
    expect([current(), host.read('started')]).toEqual(['releases/r2', 'releases/r2\n']);
  });

  test('a container that fell over long ago does not fail the release', async () => {
    host.write('ids', 'a\n');
    host.write('state', 'db|running||0|5|a\n');
    expect((await up('10')).done).toBe('applied');
  });

  test('an ill release shows why, and the one before is put back', async () => {
    host.write('ids', 'a\n');
    host.write('state', 'app|running|unhealthy|0|0|a\n');
    const run = await up('10');
    expect(run.failure).toMatchObject({
      code: 'containers-unhealthy',
      text: 'ill app; release r1 was NOT put back: ill app',
    });
    expect(run.log).toContain('--- app: running, unhealthy, exit code 0, 0 restarts; its last lines:');
    expect(run.log).toEqual(expect.arrayContaining(['the last words', 'health check: refused']));
    expect([current(), host.read('started')]).toEqual(['releases/r1', 'releases/r2\nreleases/r1\n']);
  });

  test('an ill release goes even where the files of the one before cannot be brought back', async () => {
    host.write('ids', 'a\n');
    host.write('state', 'app|running|unhealthy|0|0|a\n');
    host.write('synced.json', '{}');
    const content = '. "$BUNDLE/lib.sh"\nfail data-not-written "no room"';
    const run = await up('10', [{ path: 'steps/data.sh', mode: 0o644, content }]);
    expect(run.failure).toMatchObject({
      code: 'containers-unhealthy',
      text: expect.stringMatching(/^ill app; release r1/),
    });
    expect([current(), host.read('started')]).toEqual(['releases/r1', 'releases/r2\nreleases/r1\n']);
    expect(run.log).toContain('The files of release r1 could not be brought back to where its containers read them');
  });

  test('a release of which nothing is to be seen is not taken for a well one', async () => {
    host.write('ids', '');
    expect((await up('4')).failure).toMatchObject({ code: 'containers-unhealthy' });
    expect(current()).toBe('releases/r1');
  });
});
