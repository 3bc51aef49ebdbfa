import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { SHELLS, TestHost, until } from '../support/host-program.js';

jest.setTimeout(40_000);

describe.each(SHELLS)('the limits of the host program (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const quick = { pace: { kill_seconds: 1, beat_seconds: 1, watch_seconds: 0.2 } };

  test('end a step with all that it started, even what does not listen, and free the lock', async () => {
    host.stub('docker', `case "$*" in *'label=ec2-https-deploy.run=f00d') echo c1 ;; esac`);
    const text = `waiting_for 'the moon'
      sh -c 'trap "" TERM; echo deaf; while :; do sleep 0.1; done' &
      (sleep 60 & sleep 60) & sleep 60`;
    const run = await host.deploy({
      steps: [
        { name: 'release-command', text },
        { name: 'up', text: 'echo never' },
      ],
      limits: { 'release-command': 2 },
      job: { run: quick },
    });
    expect(run.failure).toMatchObject({
      code: 'step-timed-out',
      text: expect.stringMatching(
        /^release-command did not end within its limit of 2 s; it was waiting for the moon\. .*ENTRYPOINT ignores its arguments/,
      ),
    });
    expect(run.log).toContain('deaf');
    expect(run.done).toBe('failed');
    expect(host.calls('docker')).toEqual([
      'ps --all --quiet --no-trunc --filter label=ec2-https-deploy.run=f00d',
      'rm --force c1',
    ]);
    await until('nothing of it runs', () => host.isIdle());
    expect(spawnSync('flock', ['-n', join(host.root, 'lock'), 'true']).status).toBe(0);
  });

  test('hold for a step whose supervisor was killed: it ends, and the lock is free', async () => {
    const text = 'touch "$HOME/begun"; pkill -9 -f "$BUNDLE/start.py $BUNDLE"; sleep 60';
    const job = { run: { pace: { ...quick.pace, spare_seconds: 1 } } };
    await host.deploy({ steps: [{ name: 'build', text }], limits: { build: 2 }, job });
    expect(existsSync(join(host.home, 'begun'))).toBe(true);
    expect(spawnSync('flock', ['-n', join(host.root, 'lock'), 'true']).status).toBe(1);
    expect((await host.deploy({ steps: [{ name: 'up', text: 'true' }] })).done).toBe('applied');
  });

  test('are no longer than what is left for the run', async () => {
    const run = await host.deploy({
      steps: [{ name: 'build', text: 'sleep 60' }],
      limits: { build: 50 },
      job: { run: { ...quick, work_seconds: 2 } },
    });
    expect(run.failure).toMatchObject({ code: 'step-timed-out' });
  });

  test('are told while a step is silent, with what it waits for', async () => {
    const text = `waiting_for 'the tide'; sleep 2.6; echo come`;
    const run = await host.deploy({ steps: [{ name: 'build', text }], limits: { build: 30 }, job: { run: quick } });
    expect(run.log).toHaveLength(3);
    expect(run.log[0]).toMatch(/^build is waiting for the tide: 1 s so far, until \d\d:\d\d:\d\d UTC at the latest$/);
    expect(run.log[2]).toBe('come');
    // By this the runner knows them from the output of a program, which it folds.
    expect(run.events).toContainEqual({ event: 'log', step: 'build', text: run.log[0], is_waiting: true });
    expect(run.events).toContainEqual({ event: 'log', step: 'build', text: 'come' });
  });

  test('of the switch lead to the release before, and what became of it is told', async () => {
    host.release('r1');
    const failing = async (rollback: string, expected = 'r1') =>
      (
        await host.deploy({
          steps: [{ name: 'up', text: 'sleep 60' }],
          job: { release: 'r2', expected_release: expected, run: { ...quick } },
          limits: { up: 1, rollback: 2 },
          rollback,
        })
      ).failure;
    const limit = 'up did not end within its limit of 1 s';
    expect(await failing('echo "$ROLLBACK_TO" >"$HOME/to"')).toMatchObject({
      code: 'step-timed-out',
      text: `${limit}; rolled back to release r1`,
    });
    expect(host.read('../../the home/to')).toBe('r1\n');
    expect(await failing(`fail containers-unhealthy 'no disk'`)).toMatchObject({
      text: `${limit}; the rollback to release r1 FAILED: no disk`,
    });
    host.unlink('current');
    expect(await failing('echo "to $ROLLBACK_TO" >"$HOME/to"', '')).toMatchObject({
      text: `${limit}; there was no previous release`,
    });
    expect(host.read('../../the home/to')).toBe('to \n');
  });

  test('of a step after `data` lead to the files of the release before', async () => {
    host.release('r1');
    const run = await host.deploy({
      steps: [
        { name: 'data', text: 'echo "${ROLLBACK_TO-forward}" >>"$HOME/to"' },
        { name: 'release-command', text: 'exit 3' },
        { name: 'up', text: 'echo never' },
      ],
      job: { release: 'r2', expected_release: 'r1' },
    });
    expect(run.done).toBe('failed');
    expect(host.read('../../the home/to')).toBe('forward\nr1\n');
  });

  /** An engine with one container, in the state that the file `state` of the site's folder says. */
  const engine = (): void =>
    host.stub(
      'docker',
      `case "$1" in ps) echo c1 ;; inspect) cat '${join(host.root, 'state')}' ;; logs) echo 'exec: nginx-debug: not found' ;; esac`,
    );

  test('need not expire when a container falls over again and again: the step ends, with its last lines', async () => {
    host.release('r1');
    engine();
    host.write('state', 'proxy|running||0|4|c1\n');
    const running = host.follow(
      host.start({
        steps: [{ name: 'certify', text: 'touch "$HOME/begun"; sleep 60' }],
        job: { release: 'r1', expected_release: 'r1', run: { ...quick } },
      }),
    );
    await until('the step begins', () => existsSync(join(host.home, 'begun')));
    await until('the container was looked at', () => host.calls('docker').length > 1);
    host.write('state', 'proxy|restarting||127|7|c1\n');
    const run = await running;
    expect(run.failure).toMatchObject({
      code: 'containers-unhealthy',
      text: 'proxy was restarted 3 times, its last exit code is 127 while the step certify ran',
    });
    expect(run.log).toContain('exec: nginx-debug: not found');
  });

  test.each([
    ['an exit with 0', 'seed|exited||0|0|c1\n', 'applied'],
    ['restarts from before', 'app|running||0|9|c1\n', 'applied'],
    ['an exit with 1', 'app|exited||1|0|c1\n', 'failed'],
    ['a failing health check', 'app|running|unhealthy|0|0|c1\n', 'failed'],
    ['a service that was stopped before the run', 'worker|exited||143|0|c1\n', 'applied'],
  ])('watch containers: %s', async (_what, state, done) => {
    host.release('r1');
    engine();
    host.write('state', state);
    const job = { release: 'r1', expected_release: 'r1', run: quick };
    expect((await host.deploy({ steps: [{ name: 'certify', text: 'sleep 1.5' }], job })).done).toBe(done);
  });

  test('of the disk are named when a step fails for want of room', async () => {
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'tmpfs', host.root]).status === 0;
    expect(mounted).toBe(true);
    try {
      const run = await host.deploy({
        steps: [{ name: 'files', text: `head -c 1000000 /dev/zero >"$ROOT/big"` }],
      });
      expect(run.failure).toMatchObject({
        code: 'disk-full',
        text: expect.stringMatching(
          /^the step files ended with status 1; the file system of .* has 0 KiB free: make room/,
        ),
      });
      const again = await host.deploy({ steps: [{ name: 'up', text: 'true' }] });
      expect(again.done).toBe('applied');
    } finally {
      spawnSync('umount', ['-l', host.root]);
    }
  });
});
