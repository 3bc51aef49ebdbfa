import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { readlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { TestHost } from '../support/host-program.js';
import { Rollout } from '../support/rollout.js';

jest.setTimeout(40_000);

describe('one release of the app takes over from another', () => {
  let rollout: Rollout;
  let host: TestHost;
  beforeEach(async () => {
    rollout = await Rollout.begin('dash');
    host = rollout.host;
  });
  afterEach(async () => await rollout[Symbol.asyncDispose]());

  const up: Rollout['up'] = async (becomes, options) => await rollout.up(becomes, options);
  const app = (): readonly string[] => rollout.app();
  const live = (): string => rollout.live();
  const leadTo = (target: string): void => rollout.leadTo(target);
  const scales = (): readonly string[] => rollout.scales();
  /** Lays something in the way of a link, which is made beside its place and then moved there. */
  const obstruct = (link: string): void => host.write(`${link}.next/in-the-way`, '');

  test('the old one is stopped when the edge asks the new one, and not before', async () => {
    host.write('app', 'old1|running|r1|1\n');
    expect((await up('running healthy 0')).done).toBe('applied');
    expect(app()).toEqual(['new1|running|R2|1']);
    expect(live()).toBe(`http/release-r2:${rollout.port}/R2`);
    expect(host.read('asked-at-stop')).toBe(`http/release-r2:${rollout.port}/R2\n`);
    expect(host.read('records/R2/entry')).toBe(`http ${rollout.port}\n`);
  });

  test('one that does not become well is taken out; the old one was never stopped, and the edge still asks it', async () => {
    host.write('app', 'old1|running|r1|1\n');
    leadTo('http/x:1/r1');
    const run = await up('running unhealthy 0');
    expect(run.failure).toMatchObject({ code: 'containers-unhealthy' });
    expect(app()).toEqual(['old1|running|r1|1']);
    expect(readlinkSync(join(host.root, 'current'))).toBe('releases/r1');
    expect(host.read('asked-at-stop')).toBe('http/release-r1:1/r1\n');
  });

  test('one that falls over again and again is removed before compose counts containers; nothing is stopped', async () => {
    host.write('app', 'old1|running|r1|1\n');
    const run = await up('restarting none 4');
    expect(run.failure).toMatchObject({ code: 'containers-unhealthy' });
    expect(app()).toEqual(['old1|running|r1|1']);
    expect(host.read('removed')).toBe('rm --force new1\n');
    expect(host.calls('docker').filter((call) => call.startsWith('stop'))).toEqual([]);
  });

  test('as many start as the release declares', async () => {
    host.write('app', 'old1|running|r1|1\n');
    expect((await up('running healthy 0', { job: { app: { replicas: 2 } } })).done).toBe('applied');
    expect(app()).toEqual(['new1|running|R2|1', 'new2|running|R2|1']);
    expect(scales()).toEqual(['app=3']);
  });

  test('a number of containers that a person chose is kept, also by the up that comes after', async () => {
    host.write('app', 'old1|running|r1|1\nold2|running|r1|1\n');
    expect((await up('running healthy 0')).done).toBe('applied');
    expect(app()).toHaveLength(2);
    expect(scales()).toEqual(['app=4', 'app=2']);
  });

  test('what a program that was broken off left behind is finished, not doubled', async () => {
    host.write('app', 'old1|running|r1|1\nnew1|running|R2|1\n');
    expect((await up('running healthy 0')).done).toBe('applied');
    expect([app(), scales()]).toEqual([['new1|running|R2|1'], []]);
  });

  test('where the link cannot be turned nothing is stopped, and the old one serves on', async () => {
    host.write('app', 'old1|running|r1|1\n');
    leadTo('http/release-r1:9000/r1');
    obstruct('edge/live/current');
    const run = await up('running healthy 0');
    expect(run.failure).toMatchObject({
      code: 'containers-unhealthy',
      text: expect.stringContaining('disk full') as unknown,
    });
    expect(run.log.join('\n')).toContain('edge/live/current.next');
    expect([app()[0], live()]).toEqual(['old1|running|r1|1', 'http/release-r1:9000/r1']);
  });

  test('where `current` cannot be turned nothing is started', async () => {
    host.write('app', 'old1|running|r1|1\n');
    obstruct('current');
    expect((await up('running healthy 0')).failure).toMatchObject({ code: 'containers-unhealthy' });
    expect([app(), scales()]).toEqual([['old1|running|r1|1'], []]);
  });

  test('what ran when the release had come up is noted, and forgotten before it is changed again', async () => {
    host.write('app', 'old1|running|r1|1\n');
    expect((await up('running healthy 0')).done).toBe('applied');
    expect(host.read('records/R2/up')).toBe('app|hash|new1\n');
    expect(host.read('unverified')).toBe('release=R2\nprevious=r1\n');
    host.write('app', 'old2|running|R2|1\n');
    host.write('releases/R3/compose.yml', '');
    host.write('records/R3/compose-files', 'compose.yml');
    host.write('records/R3/compose-folder', '');
    await up('running unhealthy 0', { job: { expected_release: 'R2', release: 'R3' } });
    expect(host.read('records/R2/up')).toBe('app|hash|old2\n');
    expect(() => host.read('records/R3/up')).toThrow();
    expect(() => host.read('unverified')).toThrow();
  });

  test('a first release that failed takes away its own `current`, and no other', async () => {
    host.run(['-c', 'rm "$1/current"', 'sh', host.root]);
    host.write('app', '');
    const first = { job: { expected_release: '', run: { health_seconds: 1 } } };
    await up('x', first);
    expect(host.run(['-c', 'readlink "$1/current"', 'sh', host.root]).stdout).toBe('');
    host.run(['-c', 'ln -s /srv/other "$1/current"', 'sh', host.root]);
    obstruct('current');
    await up('x', first);
    expect(host.run(['-c', 'readlink "$1/current"', 'sh', host.root]).stdout).toBe('/srv/other\n');
  });

  test('a one-shot of the release before is removed, so that the new one runs before the new app', async () => {
    host.write('app', 'old1|running|r1|1\n');
    host.write('spent', 'spent1|migrate|Exited (0) 2 hours ago\nother|seed|Exited (0) 2 hours ago\n');
    expect((await up('running healthy 0', { oneShots: ['migrate'] })).done).toBe('applied');
    expect(host.read('removed')).toMatch(/^rm spent1\n/);
    expect(host.read('removed')).not.toContain('rm other');
  });

  test('a one-shot that fails is named, and the app is not switched', async () => {
    host.write('app', 'old1|running|r1|1\n');
    host.write('failing', 'spent1|migrate|Exited (3) 1 second ago\n');
    const run = await up('running healthy 0', { oneShots: ['migrate'] });
    expect(run.failure?.text).toContain('migrate, a one-shot service that must complete first, ended with: Exited (3)');
    expect(app()).toEqual(['old1|running|r1|1']);
  });

  const ups = (): readonly string[] =>
    host.calls('docker').flatMap((call) => /--env-file \S+ (up --detach .*)/.exec(call)?.[1] ?? []);

  test('the other services are brought up to date when the app has taken over', async () => {
    host.write('app', 'old1|running|r1|1\n');
    expect((await up('running healthy 0')).done).toBe('applied');
    expect(ups()).toEqual(['up --detach --no-recreate --scale app=2 app', 'up --detach --remove-orphans']);
  });

  test('services that need neither the app nor its one-shots come up while the old app stops', async () => {
    host.write('app', 'old1|running|r1|1\n');
    host.write('records/R2/services', 'app\nmigrate\ndb\nworker\n');
    host.write('records/R2/apart', 'db\nworker\n');
    expect((await up('running healthy 0', { oneShots: ['migrate'] })).done).toBe('applied');
    expect(ups()[1]).toBe('up --detach db worker');
    expect(app()).toEqual(['new1|running|R2|1']);
  });

  test.each([
    { oneShots: [], words: '', title: 'all services' },
    { oneShots: ['migrate'], words: ' db', title: 'but no one-shots' },
  ])('where compose has to remove services the old app stops first: $title', async ({ oneShots, words }) => {
    host.write('app', 'old1|running|r1|1\n');
    host.write('records/R2/services', 'app\nmigrate\ndb\n');
    host.write('records/R2/apart', 'db\n');
    host.write('present', 'app|\nformer|\n');
    expect((await up('running healthy 0', { oneShots })).done).toBe('applied');
    expect(ups()[1]).toBe(`up --detach --remove-orphans${words}`);
  });

  test('an old app that cannot be stopped is an error, and is named', async () => {
    host.write('app', 'old1|running|r1|1\n');
    host.write('records/R2/services', 'app\ndb\n');
    host.write('records/R2/apart', 'db\n');
    host.write('unstoppable', '');
    expect((await up('running healthy 0')).failure?.text).toContain(
      'app of release R2 did not take over: the old one could not be stopped',
    );
  });
});
