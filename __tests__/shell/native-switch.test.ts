import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { Deployed, TestStep } from '../support/host-program.js';
import { NativeHost } from '../support/native-host.js';

jest.setTimeout(60_000);
const workers = [{ name: 'queue', command: 'work' }];

describe('the switch of a site without Docker', () => {
  let native: NativeHost;
  beforeEach(() => {
    native = new NativeHost();
  });
  afterEach(() => native[Symbol.dispose]());

  /** Deploys a release in the place of another one, without what is sent before. */
  const deploy = async (
    release: string,
    before: string,
    {
      startFirst = true,
      run = {},
      processes = [] as typeof workers,
      steps = ['build', 'up'] as readonly TestStep[],
    } = {},
  ): Promise<Deployed> => {
    native.host.write(`releases/${release}/app.py`, '');
    native.host.write(`records/${release}/manifest`, '');
    native.host.write(`records/${release}/app`, `app||uwsgi|${startFirst ? 'yes' : 'no'}|1\n`);
    native.changes();
    const job = {
      ...{ release, expected_release: before, app: { start_first: startFirst } },
      run: { pace: { watch_seconds: 0.5 }, ...run },
    };
    return await native.deploy({ steps, job }, { workers: processes });
  };
  const links = (): readonly string[] =>
    ['current', 'edge/live/current'].map((path) => readlinkSync(join(native.root, path)));

  test('starts the socket before the process of a first release, and has both started with the host', async () => {
    expect((await deploy('r1', '')).done).toBe('applied');
    expect(native.changes()).toEqual([
      'daemon-reload',
      'start @r1.socket',
      'start --no-block @r1.service',
      'enable @r1.socket @r1.service',
    ]);
    expect(links()).toEqual(['releases/r1', 'uwsgi/unix/r1']);
    expect(native.host.read('records/r1/up')).toBe('ehd-site@r1.service\nehd-site@r1.socket\n');
    expect(native.host.read('records/r1/start/web')).toBe('#!/bin/sh\nexec serve --well\n');
  });

  test('turns the link before the old release stops, its socket first', async () => {
    await deploy('r1', '');
    expect((await deploy('r2', 'r1')).done).toBe('applied');
    expect(native.changes()).toEqual([
      'start @r2.socket',
      'start --no-block @r2.service',
      'enable @r2.socket @r2.service',
      'disable @r1.socket @r1.service',
      'stop @r1.socket',
      'stop @r1.service',
    ]);
    expect(links()).toEqual(['releases/r2', 'uwsgi/unix/r2']);
  });

  test('never stops the old release for one that falls over, of which the last lines are shown without secrets', async () => {
    await deploy('r1', '');
    native.host.write('records/r1/env', 'TOKEN="the last line"\n', 0o600);
    native.break('ehd-site@r2.service');
    const run = await deploy('r2', 'r1');
    expect(run.failure).toMatchObject({
      code: 'release-unhealthy',
      text: 'release r2 did not become ready: web ended with exit code 3; rolled back to release r1',
    });
    expect(run.log).toContain('--- web ended with exit code 3; its last lines:');
    expect(run.log).toContain('***');
    expect(run.log).not.toContain('the last line');
    expect(native.changes().filter((change) => /r1/.test(change))).toEqual(['enable @r1.socket @r1.service']);
    expect(links()).toEqual(['releases/r1', 'uwsgi/unix/r1']);
  });

  test('stops what falls over, and its socket, so that it is not started again and again', async () => {
    await deploy('r1', '');
    native.break('ehd-site@r2.service');
    await deploy('r2', 'r1');
    expect(native.changes().slice(-3)).toEqual([
      'disable @r2.socket @r2.service',
      'stop @r2.socket',
      'stop @r2.service',
    ]);
  });

  test('leaves a release that answers with errors without visitors', async () => {
    await deploy('r1', '');
    native.write('answer', '500');
    const run = await deploy('r2', 'r1', { run: { health_seconds: 1 } });
    expect(run.failure?.text).toContain('web answers / with HTTP 500 after 1 s; rolled back to release r1');
    expect(links()).toEqual(['releases/r1', 'uwsgi/unix/r1']);
  });

  test('of a first release that fails leaves nothing running', async () => {
    native.break('ehd-site@r1.service');
    const run = await deploy('r1', '');
    expect(run.failure?.text).toContain('there was no previous release');
    expect(native.changes().slice(-2)).toEqual(['disable @r1.socket @r1.service', 'stop @r1.socket @r1.service']);
  });

  test('stops workers before the link is turned and starts the new ones after it', async () => {
    await deploy('r1', '', { processes: workers });
    expect((await deploy('r2', 'r1', { processes: workers })).done).toBe('applied');
    const changes = native.changes();
    const order = [
      'stop .queue@r1.service',
      'enable @r2.socket @r2.service .queue@r2.service',
      'start .queue@r2.service',
    ];
    expect(changes.filter((change) => order.includes(change))).toEqual(order);
  });

  test('goes back for a worker that falls over, whose old one then works again', async () => {
    await deploy('r1', '', { processes: workers });
    native.break('ehd-site.queue@r2.service');
    const run = await deploy('r2', 'r1', { processes: workers });
    expect(run.failure?.text).toContain('the worker queue ended with exit code 3; rolled back to release r1');
    expect(native.changes()).toContain('start .queue@r1.service');
    expect(links()).toEqual(['releases/r1', 'uwsgi/unix/r1']);
  });

  test('with too little memory for two lets visitors wait in the new socket, and has the old release end first', async () => {
    await deploy('r1', '');
    expect((await deploy('r2', 'r1', { startFirst: false })).done).toBe('applied');
    expect(native.changes()).toEqual([
      'daemon-reload',
      'start @r2.socket',
      'enable @r2.socket @r2.service',
      'disable @r1.socket @r1.service',
      'stop @r1.socket',
      'start @r2.service',
      'daemon-reload',
      'stop @r1.socket',
      'stop @r1.service',
    ]);
  });

  test('puts a release back that ran before, with the units that it had', async () => {
    await deploy('r1', '');
    const before = native.read('systemd/ehd-site@.service');
    native.host.write('releases/r2/app.py', '');
    native.host.write('records/r2/manifest', '');
    const job = { release: 'r2', expected_release: 'r1' };
    await native.deploy({ steps: ['build', 'up'], job }, { environment: { NEW: 'yes' } });
    expect(native.read('systemd/ehd-site@.service')).toContain('NEW=yes');
    expect((await deploy('r1', 'r2', { steps: ['rollback'] })).done).toBe('applied');
    expect(native.read('systemd/ehd-site@.service')).toBe(before);
    expect(links()).toEqual(['releases/r1', 'uwsgi/unix/r1']);
  });

  test('ends a later step when a process of the release falls over, and shows its last lines', async () => {
    const breaks = `: >'${native.folder}/units/ehd-site@r1.service.failed'; sleep 30`;
    const run = await deploy('r1', '', { steps: ['build', 'up', { name: 'renewal', text: breaks }] });
    expect(run.failure).toMatchObject({
      code: 'release-unhealthy',
      text: 'web ended with exit code 3 while the step renewal ran',
    });
    expect(run.log).toEqual(
      expect.arrayContaining(['--- web ended with exit code 3; its last lines:', 'the last line']),
    );
  });

  test('refuses a unit of that name which is another site’s', async () => {
    native.write('systemd/ehd-site@.service', '[Service]\nWorkingDirectory=/srv/other/releases/%i\n');
    const run = await deploy('r1', '');
    expect(run.failure).toMatchObject({
      code: 'release-unhealthy',
      text: expect.stringMatching(/is the unit of another site, or was written by hand/),
    });
    expect(native.read('systemd/ehd-site@.service')).toContain('/srv/other/');
  });

  test('calls nothing of Docker', async () => {
    await deploy('r1', '');
    await deploy('r2', 'r1', { steps: ['build', 'up', 'prune'] });
    expect(native.host.calls('docker')).toEqual([]);
  });
});
