import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { SHELLS, TestHost, until } from '../support/host-program.js';

jest.setTimeout(40_000);

describe.each(SHELLS)('the limits of steps that are hard to end (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const quick = { pace: { kill_seconds: 1, beat_seconds: 1, watch_seconds: 0.2 } };

  test('end also what the step put into process groups of its own, as `timeout` does', async () => {
    const text = 'timeout 60 sleep 61 & timeout 60 sleep 62';
    const steps = [{ name: 'renewal', text }];
    const run = await host.deploy({ steps, limits: { renewal: 1 }, job: { run: quick } });
    expect(run.failure).toMatchObject({ code: 'step-timed-out' });
    await until('nothing of it runs', () => host.isIdle());
  });

  test('end a step on a host without sudo too', () => {
    const script = `
import os, signal, subprocess, sys, time
sys.path.insert(0, sys.argv[1])
from supervisor import process
os.getuid = os.geteuid = lambda: 1000
line = ['/bin/sh', '-c', 'trap "" TERM; while :; do /bin/sleep 0.1; done']
deaf = subprocess.Popen(line, start_new_session=True, stdout=subprocess.DEVNULL)
time.sleep(0.3)
os.environ['PATH'] = '/no/such/folder'
try:
    process.end_session(deaf.pid, 0.3)
    print(deaf.wait(5))
finally:
    if deaf.poll() is None:
        os.killpg(deaf.pid, signal.SIGKILL)`;
    const supervisor = join(import.meta.dirname, '../../templates/host/program');
    const run = spawnSync('python3', ['-B', '-c', script, supervisor], { encoding: 'utf8', timeout: 10_000 });
    expect(run).toMatchObject({ status: 0, stdout: '-9\n' });
  });

  test('are told of a step that does not say what it waits for, in words of its own', async () => {
    const run = await host.deploy({
      steps: [{ name: 'files', text: 'sleep 1.3' }],
      limits: { files: 30 },
      job: { run: quick },
    });
    expect(run.log[0]).toMatch(/^files is waiting for the release’s files to be put in place: 1 s so far, /);
  });

  test('that leave no time for steps leave time for the files of the release before', async () => {
    host.release('r1');
    const run = await host.deploy({
      steps: [
        { name: 'data', text: 'echo "${ROLLBACK_TO-forward}" >>"$HOME/to"' },
        { name: 'release-command', text: 'sleep 60' },
        { name: 'up', text: 'echo never' },
      ],
      limits: { data: 50, 'release-command': 50 },
      job: { release: 'r2', expected_release: 'r1', run: { ...quick, work_seconds: 3 } },
    });
    expect(run.failure).toMatchObject({ code: 'step-timed-out' });
    expect(host.read('../../the home/to')).toBe('forward\nr1\n');
  });

  test('count what a container does through all steps, however short each is', async () => {
    host.release('r1');
    const inspections = join(host.root, 'inspections');
    // Once more restarted at each third look; no step sees more than two.
    host.stub(
      'docker',
      `case "$1" in
        ps) echo c1 ;;
        inspect) echo >>'${inspections}'; echo "proxy|running||0|$(($(wc -l <'${inspections}') / 3))|c1" ;;
      esac`,
    );
    const names = ['probe', 'certify', 'serve-https', 'renewal', 'prune'];
    const run = await host.deploy({
      steps: names.map((name) => ({ name, text: 'sleep 0.9' })),
      job: { release: 'r1', expected_release: 'r1', run: { ...quick } },
    });
    expect(run.failure).toMatchObject({ code: 'containers-unhealthy' });
  });

  test('of a disk that has room again when the step has failed are known by what it said', async () => {
    const text = `echo 'write /layer: no space left on device' >&2; fail build-failed 'docker compose build'`;
    const run = await host.deploy({ steps: [{ name: 'build', text }] });
    expect(run.failure).toMatchObject({
      code: 'disk-full',
      text: 'docker compose build; a program printed: write /layer: no space left on device',
    });
  });
});
