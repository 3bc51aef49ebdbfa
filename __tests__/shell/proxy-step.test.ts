import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(30_000);

describe('the reverse proxy’s configuration', () => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost('dash');
    host.release('r1');
    engine({ runs: true, isSound: true });
  });
  afterEach(() => host[Symbol.dispose]());

  const engine = (edge: { readonly runs: boolean; readonly isSound: boolean; readonly follows?: boolean }): void => {
    host.stub(
      'nginx',
      `[ "$1" != -t ] || { echo 'nginx: tested' >&2; ${edge.isSound ? 'exit 0' : 'exit 1'}; }\n${edge.follows === false ? '' : `echo >>'${host.root}/reloads'`}`,
    );
    host.stub(
      'docker',
      `case "$*" in
        ps*) ${edge.runs ? 'echo 0123456789ab' : ':'} ;;
        'exec 0123456789ab sh -c '*) exec sh -c "$5" ;;
        'top 0123456789ab '*) echo "$(cat '${host.root}/reloads' 2>/dev/null | wc -l) nginx: worker process" ;;
        'cp '*) exit 1 ;;
        *) exit 97 ;;
      esac`,
    );
  };
  const put = async (files: Readonly<Record<string, string>>, seconds = '0'): Promise<Deployed> =>
    await host.deploy({
      steps: ['proxy'],
      job: { expected_release: 'r1' },
      data: { proxy: { hsts_seconds: Number(seconds) } },
      parts: Object.entries(files).map(([name, content]) => ({ path: `proxy/${name}`, mode: 0o600, content })),
    });
  const folder = (): readonly string[] =>
    readdirSync(join(host.root, 'edge'), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  const reloads = (): number => host.calls('nginx').filter((call) => call === '-s reload').length;

  test('is that of the bundle, without what is no longer in it, readable by the container, taken up by one reload', async () => {
    host.write('edge/site.conf', 'before');
    host.write('edge/gone.conf', 'gone');
    host.write('edge/site.conf.tmp', 'of a run that broke off');
    expect((await put({ 'site.conf': 'after', 'more.conf': 'more' })).done).toBe('applied');
    expect(folder()).toEqual(['more.conf', 'site.conf']);
    expect(host.read('edge/site.conf')).toBe('after');
    expect(lstatSync(join(host.root, 'edge/site.conf')).mode & 0o777).toBe(0o644);
    expect(reloads()).toBe(1);
  });

  test('stays in the same folder, since the container has that one mounted', async () => {
    await put({ 'site.conf': 'one' });
    const before = lstatSync(join(host.root, 'edge')).ino;
    await put({ 'site.conf': 'two' });
    expect(lstatSync(join(host.root, 'edge')).ino).toBe(before);
  });

  test('that nginx refuses is taken back whole, and nothing is reloaded', async () => {
    host.write('edge/site.conf', 'before');
    host.write('edge/old.conf', 'old');
    host.write('hsts', '300 1700000000\n');
    engine({ runs: true, isSound: false });
    const run = await put({ 'site.conf': 'faulty', 'new.conf': 'new' }, '600');
    expect(run.failure).toMatchObject({ code: 'proxy-config-invalid' });
    expect(run.log).toContain('nginx: tested');
    expect(folder()).toEqual(['old.conf', 'site.conf']);
    expect(host.read('edge/site.conf')).toBe('before');
    expect(host.read('hsts')).toBe('300 1700000000\n');
    expect(reloads()).toBe(0);
  });

  test('that nginx does not follow is taken back, and not noted as loaded', async () => {
    host.write('edge/site.conf', 'before');
    engine({ runs: true, isSound: true, follows: false });
    host.stub('sleep', 'exit 0');
    const run = await put({ 'site.conf': 'after' });
    expect(run.failure).toMatchObject({ code: 'proxy-config-invalid' });
    expect(host.read('edge/site.conf')).toBe('before');
    expect(() => host.read('edge.loaded')).toThrow();
  });

  test('is noted as loaded when nginx has followed', async () => {
    await put({ 'site.conf': 'after' });
    expect(host.read('edge.loaded')).toMatch(/^[0-9a-f]{64} [0-9a-f]{64} [0-9a-f]{64}\n$/);
  });

  test('is not written where the engine does not answer', async () => {
    host.write('edge/site.conf', 'before');
    host.stub('docker', 'exit 1');
    expect((await put({ 'site.conf': 'after' })).failure).toMatchObject({ code: 'proxy-config-invalid' });
    expect(host.read('edge/site.conf')).toBe('before');
  });

  test('is only put in place where no edge runs yet', async () => {
    engine({ runs: false, isSound: false });
    expect((await put({ 'site.conf': 'first' })).done).toBe('applied');
    expect(host.read('edge/site.conf')).toBe('first');
    expect(host.calls('docker').filter((call) => !call.startsWith('ps'))).toEqual([]);
  });

  test('notes since when a promise of HTTPS holds, and not anew while it stays the same', async () => {
    await put({ 'site.conf': 'a' }, '300');
    const [seconds, since] = host.read('hsts').trim().split(' ').map(Number);
    expect(seconds).toBe(300);
    expect(Math.abs(Date.now() / 1000 - (since ?? 0))).toBeLessThan(20);
    host.write('hsts', '300 1700000000\n');
    await put({ 'site.conf': 'b' }, '300');
    expect(host.read('hsts')).toBe('300 1700000000\n');
    await put({ 'site.conf': 'c' }, '3000');
    expect(host.read('hsts')).toMatch(/^3000 (?!1700000000)\d+\n$/);
  });

  test('asks the engine for the edge of this project alone', async () => {
    await put({ 'site.conf': 'a' });
    const calls = host.calls('docker');
    for (const call of calls.filter((one) => one.startsWith('ps'))) {
      expect(call).toContain('label=com.docker.compose.project=site');
      expect(call).toContain('label=com.docker.compose.service=edge');
    }
    for (const call of calls.filter((one) => one.startsWith('exec'))) expect(call).toContain('exec 0123456789ab ');
  });
});
