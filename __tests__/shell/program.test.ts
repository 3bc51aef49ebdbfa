import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { once } from 'node:events';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { parseEvent } from '../../src/host/events.js';
import { receiveProgram } from '../../src/host/receive.js';
import { readTemplate } from '../../src/templates.js';
import { SHELLS, TestHost, until } from '../support/host-program.js';

jest.setTimeout(30_000);

const journalLine = z.object({ run: z.string(), release: z.string(), status: z.string(), step: z.string() });

describe.each(SHELLS)('the host program (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const journal = () =>
    (existsSync(join(host.root, 'journal.jsonl')) ? host.read('journal.jsonl') : '')
      .split('\n')
      .filter(Boolean)
      .map((line) => journalLine.parse(JSON.parse(line)));
  const waiting = {
    name: 'build',
    text: 'touch "$ROOT/begun"\nwhile [ ! -e "$ROOT/go" ]; do sleep 0.05; done',
  };
  const begun = () => existsSync(join(host.root, 'begun'));

  test('writes down that it began and how it ended', async () => {
    const job = { release: 'r1', run: { holder: 'run 7 of deploy' } };
    await host.deploy({ steps: [{ name: 'build', text: 'true' }], job });
    await host.deploy({ steps: [{ name: 'up', text: 'false' }], job });
    const line = { run: 'run 7 of deploy', release: 'r1' };
    expect(journal()).toEqual([
      { ...line, status: 'begun', step: '' },
      { ...line, status: 'applied', step: '' },
      { ...line, status: 'begun', step: '' },
      { ...line, status: 'failed', step: 'up' },
    ]);
  });

  test('leaves nothing of its bundle behind, whether it went well or not', async () => {
    await host.deploy({ steps: [{ name: 'build', text: 'true' }] });
    await host.deploy({ steps: [{ name: 'build', text: 'false' }] });
    expect(host.bundles()).toEqual([]);
  });

  test('says what is missing on a host without Python, where it may not install it', () => {
    const bundle = join(host.home, '.ec2-https-deploy.no-pytho');
    mkdirSync(bundle);
    writeFileSync(join(bundle, 'start.sh'), readTemplate('host/start.sh'));
    const bin = join(host.folder, 'bin');
    symlinkSync('/bin/rm', join(bin, 'rm'));
    const run = host.run([join(bundle, 'start.sh'), bundle], '', { PATH: bin });
    const events = run.stdout.split('\n').map(parseEvent).filter(Boolean);
    expect(events).toMatchObject([
      { event: 'failure', code: 'bootstrap-failed' },
      { event: 'done', text: 'failed' },
    ]);
    expect(host.bundles()).toEqual([]);
  });

  test('keeps its values from other users while it runs', async () => {
    const text = 'stat -c %a "$BUNDLE" "$BUNDLE/job.json"';
    expect((await host.deploy({ steps: [{ name: 'build', text }] })).log).toEqual(['700', '600']);
  });

  test('takes away what a program left that ended with the machine, and not what one still needs', async () => {
    const left = ['left-beh', 'in-use-x'].map((name) => join(host.home, `.ec2-https-deploy.${name}`));
    for (const bundle of left) {
      mkdirSync(bundle);
      writeFileSync(join(bundle, 'alive'), '');
      writeFileSync(join(bundle, 'env'), 'SECRET=1');
    }
    const holder = spawn('flock', [join(left[1] ?? '', 'alive'), 'sleep', '20'], { stdio: 'ignore' });
    await until(
      'the lock is held',
      () => spawnSync('flock', ['-n', join(left[1] ?? '', 'alive'), 'true']).status !== 0,
    );
    await host.deploy({ steps: [{ name: 'build', text: 'true' }] });
    holder.kill();
    expect(left.map((bundle) => existsSync(bundle))).toEqual([false, true]);
  });

  test('that got only half a bundle leaves nothing of it, and does nothing', () => {
    const run = host.run(['-c', receiveProgram(readTemplate)], '\nthis is not an archive');
    expect(run.status).not.toBe(0);
    expect(host.bundles()).toEqual([]);
    expect(journal()).toEqual([]);
  });

  /** Ends the runner of a program, as a cancelled job or a lost connection does. */
  const abandon = async (child: ChildProcess): Promise<void> => {
    const gone = once(child, 'close');
    child.stdout?.destroy();
    await gone;
  };

  test('stops before the switch when its runner is gone: the step is ended at once, and the lock is free', async () => {
    const child = host.start({
      steps: [
        { ...waiting, text: `sleep 60 & ${waiting.text}` },
        { name: 'up', text: 'touch "$HOME/after"' },
      ],
    });
    await until('the first step begins', begun);
    await abandon(child);
    await until('the journal says that it was cancelled', () => journal().at(-1)?.status === 'cancelled');
    expect(journal().at(-1)?.step).toBe('build');
    await until('its bundle is gone', () => host.bundles().length === 0);
    expect(existsSync(join(host.home, 'after'))).toBe(false);
    await until('nothing of it runs', () => host.isIdle());
    expect((await host.deploy({ steps: [{ name: 'up', text: 'true' }] })).done).toBe('applied');
  });

  test('finishes a switch that has begun when its runner is gone, and what comes after it', async () => {
    const steps = [
      { ...waiting, name: 'up' },
      { name: 'prune', text: 'seq 100; echo done >"$HOME/after"' },
    ];
    const child = host.start({ steps });
    await until('the switch begins', begun);
    await abandon(child);
    await sleep(500);
    expect(journal().map(({ status }) => status)).toEqual(['begun']);
    host.write('go', '');
    await until('the journal says that it was applied', () => journal().at(-1)?.status === 'applied');
    await until('its bundle is gone', () => host.bundles().length === 0);
    expect(existsSync(join(host.home, 'after'))).toBe(true);
  });

  test('does nothing when its runner went while it waited for the lock', async () => {
    const first = host.follow(host.start({ steps: [waiting], job: { run: { holder: 'run 1' } } }));
    await until('the first run begins', begun);
    const second = host.start({
      steps: [{ name: 'up', text: 'touch "$HOME/after"' }],
      job: { run: { holder: 'run 2' } },
    });
    await once(second.stdout ?? second, 'data');
    await abandon(second);
    await until('it has ended', () => host.bundles().length === 1);
    host.write('go', '');
    expect((await first).done).toBe('applied');
    expect(existsSync(join(host.home, 'after'))).toBe(false);
    expect(
      journal()
        .filter(({ run }) => run === 'run 2')
        .map(({ status }) => status),
    ).toEqual(['cancelled']);
  });

  test('shows a holder that an older version wrote as it is', async () => {
    const holder = spawn('flock', [join(host.root, 'lock'), 'sleep', '20'], { stdio: 'ignore', detached: true });
    await until('the lock is held', () => spawnSync('flock', ['-n', join(host.root, 'lock'), 'true']).status !== 0);
    host.write('lock.holder', 'run 3 of an older version');
    const run = await host.deploy({ steps: [{ name: 'up', text: 'true' }], job: { run: { lock_wait_seconds: 1 } } });
    process.kill(-(holder.pid ?? 0));
    expect(run.log).toEqual(['The deploy lock is held by run 3 of an older version']);
    expect(run.failure).toMatchObject({ code: 'lock-held', text: 'run 3 of an older version' });
  });

  test('waits for the run that is at work, names it, and then does its own', async () => {
    const first = host.follow(host.start({ steps: [waiting], job: { run: { holder: 'run 1 of "deploy" by alice' } } }));
    await until('the first run begins', begun);
    const text = 'ls "$HOME/.."/srv/site';
    const started = host.start({ steps: [{ name: 'build', text }], job: { run: { holder: 'run 2' } } });
    let told = '';
    started.stdout?.on('data', (chunk: Buffer) => (told += chunk.toString()));
    const second = host.follow(started);
    await until('the second run waits', () => told.includes('The deploy lock is held by'));
    expect(journal()).toHaveLength(1);
    host.write('go', '');
    expect((await first).done).toBe('applied');
    const waited = await second;
    expect(waited.log[0]).toMatch(
      /^The deploy lock is held by run 1 of "deploy" by alice: step build since [\d:]{8} UTC, until [\d:]{8} UTC at the latest$/,
    );
    expect(waited.log).toContain('go');
    expect(waited.done).toBe('applied');
    expect(journal().map(({ run, status }) => [run.slice(0, 5), status])).toEqual([
      ['run 1', 'begun'],
      ['run 1', 'applied'],
      ['run 2', 'begun'],
      ['run 2', 'applied'],
    ]);
  });

  test('gives up after its time of waiting and says whom it waited for', async () => {
    const first = host.follow(host.start({ steps: [waiting], job: { run: { holder: 'run 1' } } }));
    await until('the first run begins', begun);
    const second = await host.deploy({ steps: [{ name: 'up', text: 'true' }], job: { run: { lock_wait_seconds: 1 } } });
    expect(second.failure).toMatchObject({
      code: 'lock-held',
      text: expect.stringMatching(/^run 1: step build since [\d:]{8} UTC, until /),
    });
    expect(second.events.some(({ event }) => event === 'begin')).toBe(false);
    host.write('go', '');
    await first;
  });

  test('killed without warning, does not keep the next run waiting', async () => {
    const text = 'pkill -9 -f "$BUNDLE/start.py $BUNDLE"';
    await host.deploy({ steps: [{ name: 'build', text }] });
    expect((await host.deploy({ steps: [{ name: 'up', text: 'true' }] })).done).toBe('applied');
  });

  test('killed while a step hangs, leaves a lock that is held as long as that step goes on, and no longer', async () => {
    const text = `${waiting.text.replace('touch', 'pkill -9 -f "$BUNDLE/start.py $BUNDLE"; touch')}`;
    await host.deploy({ steps: [{ name: 'build', text }] });
    await until('the step begins', begun);
    const next = host.follow(host.start({ steps: [{ name: 'up', text: 'true' }] }));
    await sleep(700);
    expect(journal().at(-1)?.status).toBe('begun');
    host.write('go', '');
    expect((await next).done).toBe('applied');
  });

  test.each([
    ['another release is running', 'r1', 'r0', 'the running release is now r1, it was r0'],
    ['a release appeared', 'r1', '', 'the running release is now r1, it was none'],
    ['the release is gone', '', 'r1', 'the running release is now none, it was r1'],
  ])('does nothing when the plan no longer holds: %s', async (_what, now, expected, text) => {
    if (now !== '') host.release(now);
    const run = await host.deploy({ steps: [{ name: 'up', text: 'true' }], job: { expected_release: expected } });
    expect(run.failure).toMatchObject({ code: 'stale-plan', text });
    expect(run.events.some(({ event }) => event === 'begin')).toBe(false);
    expect(journal()).toEqual([]);
    expect(host.bundles()).toEqual([]);
  });

  test('goes ahead when the release is the one that the plan was made from', async () => {
    host.release('r1');
    const run = await host.deploy({ steps: [{ name: 'up', text: 'true' }], job: { expected_release: 'r1' } });
    expect(run.done).toBe('applied');
    const kept = ['host-program', 'journal.jsonl', 'lock', 'lock.holder', 'program.json', 'project', 'records'];
    expect(readdirSync(host.root).sort()).toEqual(['current', ...kept, 'releases']);
  });
});
