import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Deployed } from '../support/host-program.js';
import { NativeHost } from '../support/native-host.js';
import { renewalFiles } from '../../src/plan/release/renewal.js';
import { readTemplate } from '../../src/templates.js';
import { usualSite } from '../support/usual-site.js';

jest.setTimeout(60_000);

/** A process with workers as nginx has them; SIGHUP makes a new one. */
const MASTER = `
import os, signal, subprocess, sys
def worker(*_):
    subprocess.Popen(["nginx: worker process"], executable="/bin/sh", stdin=subprocess.PIPE)
signal.signal(signal.SIGHUP, worker)
worker()
print("up", flush=True)
while True: signal.pause()
`;

let native: NativeHost;
let nginx: ChildProcess;
beforeEach(async () => {
  native = new NativeHost();
  nginx = spawn('python3', ['-c', MASTER], { stdio: ['ignore', 'pipe', 'ignore'] });
  await once(nginx.stdout ?? nginx, 'data');
  runs();
  native.host.write('releases/r1/app.py', '');
  native.host.write('records/r1/manifest', '');
});
afterEach(() => {
  nginx.kill('SIGKILL');
  native[Symbol.dispose]();
});

/** The host's nginx is the process above, once it was started. */
function runs(isStarted = true): void {
  const started = join(native.folder, 'started');
  if (isStarted) native.write('started', '');
  native.host.stub(
    'systemctl',
    `case "$*" in
      'show --property=MainPID --value nginx.service') [ -e '${started}' ] && echo ${nginx.pid} || echo 0 ;;
      'start nginx.service') : >'${started}' ;;
      'reload nginx.service') kill -HUP ${nginx.pid} ;;
    esac`,
  );
}

const put = async (files: Readonly<Record<string, string>>): Promise<Deployed> =>
  await native.deploy({
    steps: ['proxy'],
    job: { release: 'r1' },
    parts: Object.entries(files).map(([name, content]) => ({ path: posix.join('proxy', name), mode: 0o644, content })),
  });
const reloads = (): number => native.host.calls('systemctl').filter((call) => call.startsWith('reload ')).length;
const config = { 'site.conf': 'site', '00-ehd.conf': 'shared' };

describe('the nginx of a host without Docker', () => {
  test('gets a line that includes the site, and what sites share, by one reload', async () => {
    expect((await put(config)).done).toBe('applied');
    expect(native.read('nginx/conf.d/ehd-site.conf')).toBe(`include ${native.root}/edge/site.conf;\n`);
    expect(native.read('nginx/conf.d/00-ehd.conf')).toBe('shared');
    expect(native.host.read('edge/site.conf')).toBe('site');
    expect(reloads()).toBe(1);
    expect(native.host.read('edge.loaded')).toMatch(/^[0-9a-f]{64} [0-9a-f]{64} [0-9a-f]{64}\n$/);
    expect(existsSync(join(native.folder, 'acme'))).toBe(true);
  });

  test.each([
    ['1.18.0', 'oldest'],
    ['1.24.0', 'old'],
    ['1.25.1', 'new'],
    ['1.30.2', 'new'],
    ['unknown', 'planned'],
  ])('gets the configuration for its version, %s, which the runner did not know', async (version, expected) => {
    native.host.stub('nginx', `[ "$1" != -v ] || echo 'nginx version: nginx/${version}' >&2`);
    const versions = { '0.0.0': 'oldest', '1.19.4': 'old', '1.25.1': 'new' };
    const sent = Object.entries(versions).map(([since, text]): [string, string] => [
      `../proxy-since/${since}/site.conf`,
      text,
    ]);
    expect(
      (await put({ 'site.conf': 'planned', ...(Object.fromEntries(sent) as Readonly<Record<string, string>>) })).done,
    ).toBe('applied');
    expect(native.host.read('edge/site.conf')).toBe(expected);
  });

  test('keeps what it had when it refuses the new one', async () => {
    await put(config);
    reloads();
    native.write('nginx.says', 'nginx: [emerg] unknown directive');
    const run = await put({ 'site.conf': 'faulty', '00-ehd.conf': 'other' });
    expect(run.failure).toMatchObject({ code: 'proxy-config-invalid' });
    expect(run.log).toContain('nginx: [emerg] unknown directive');
    expect(native.host.read('edge/site.conf')).toBe('site');
    expect(native.read('nginx/conf.d/00-ehd.conf')).toBe('shared');
    expect(reloads()).toBe(0);
  });

  test('is without any file of a first site that it refuses', async () => {
    native.write('nginx.says', 'nginx: [emerg] unknown directive');
    await put(config);
    expect(readdirSync(join(native.folder, 'nginx/conf.d'))).toEqual([]);
  });

  test('is started where it does not run', async () => {
    native.host.unlink('../../started');
    runs(false);
    expect((await put(config)).done).toBe('applied');
    expect(native.host.calls('systemctl')).toContain('start nginx.service');
  });

  test('loses the link to the welcome page of its package, and none that a person changed', async () => {
    const link = join(native.folder, 'nginx/sites-enabled/default');
    mkdirSync(join(native.folder, 'nginx/sites-enabled'));
    symlinkSync('../sites-available/default', link);
    native.write('nginx/sites-available/default', 'of a person\n');
    const digest = '9893532233caff98cd083a116b013c0b';
    native.host.stub('dpkg-query', `echo ' /etc/nginx/sites-available/default ${digest}'`);
    await put(config);
    expect(existsSync(link)).toBe(true);
    native.write('nginx/sites-available/default', 'some content');
    await put(config);
    expect(existsSync(link)).toBe(false);
    expect(native.read('nginx/sites-available/default')).toBe('some content');
  });

  test('leads to no release before one was switched to', async () => {
    await put(config);
    expect(readdirSync(join(native.root, 'edge/live/none/unix'))).toEqual(['r1']);
  });
});

describe('the renewal on a host without Docker', () => {
  const renew = (): number | null => {
    const inputs = { renewCommand: undefined, renewSchedule: undefined, domain: 'a.example.com' };
    const request = { inputs, site: usualSite(native.root), native: {}, readTemplate };
    for (const { path, content } of renewalFiles(request).program)
      native.host.write(`renewal/current/${path}`, content);
    return native.host.run(['-c', 'exec python3 -BE "$1/renewal/current"', 'sh', native.root]).status;
  };
  const certificate = (text: string): void => {
    native.host.stub('cat', `case "$*" in */fullchain.pem) echo '${text}' ;; *) exec /bin/cat "$@" ;; esac`);
  };
  beforeEach(() => {
    native.host.stub('certbot', 'exit 0');
    native.host.stub('find', 'echo "fullchain.pem ../../archive/1"');
    certificate('one');
  });

  test('renews this site’s certificate alone, and reloads nginx when there is a new one', () => {
    expect(renew()).toBe(0);
    expect(reloads()).toBe(1);
    expect(renew()).toBe(0);
    expect(reloads()).toBe(0);
    certificate('two');
    expect(renew()).toBe(0);
    expect(reloads()).toBe(1);
    expect(native.host.calls('certbot')[0]).toBe(
      'renew --cert-name a.example.com --non-interactive --no-random-sleep-on-renew',
    );
    expect(native.host.calls('docker')).toEqual([]);
  });

  test('leaves a certbot alone that works for another site, until the next time', () => {
    native.host.stub('certbot', 'echo "Another instance of Certbot is already running."; exit 1');
    expect(renew()).toBe(0);
    expect(native.host.read('renew.log')).toContain('skipped until the next check');
  });

  test('fails when certbot does', () => {
    native.host.stub('certbot', 'exit 1');
    expect(renew()).toBe(1);
    expect(native.host.read('renew.log')).toContain('renewal failed');
  });
});
