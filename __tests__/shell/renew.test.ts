import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundledNames } from '../../src/proxy/names.js';
import { TestHost } from '../support/host-program.js';
import { renewalAt } from '../support/renewal.js';

jest.setTimeout(30_000);
const certbot = bundledNames.certbotService;

describe('the renewal as cron runs it', () => {
  let host: TestHost;
  let nginx: ChildProcess | undefined;
  beforeEach(() => {
    host = new TestHost('dash');
    host.release('r1');
    host.write('volume', 'certificate 1');
    install();
    engine();
    host.stub(
      'nginx',
      `case "$*" in
        -v) [ ! -e no-nginx ] || exit 127 ;;
        -t) [ ! -e faulty ] ;;
        '-s reload') [ ! -e unwilling ] && echo >>reloads ;;
        *) exit 97 ;;
      esac`,
    );
  });
  afterEach(() => void (nginx?.kill('SIGKILL'), host[Symbol.dispose]()));

  /** What the containers do is turned by files below the site's folder. */
  const engine = (first = ':'): void =>
    host.stub(
      'docker',
      `cd '${host.root}'
      case "$*" in
        *' run --rm -T '*) ${first}; if [ -e due ]; then cp due volume; rm due; fi; echo 'certbot was here'; [ ! -e refused ] ;;
        'cp edge1:/etc/letsencrypt/live -') cat volume ;;
        'cp -L edge1:/etc/letsencrypt/live/a.example.com/fullchain.pem -') tar -c volume ;;
        'top edge1 '*) echo "$((100 + $(cat reloads ignored 2>/dev/null | wc -l))) nginx: worker process" ;;
        'ps '*service=edge* | 'ps '*oneoff=True*) echo edge1 ;;
        'rm --force edge1') ;;
        'inspect '*' edge1') [ -e edge.pid ] && cat edge.pid ;;
        'exec edge1 sh -c '*) exec sh -c "$5" ;;
        *'restart edge') : ;;
        *) exit 97 ;;
      esac`,
    );
  const install = (renewCommand?: string, certbotSeconds = 600): void => {
    for (const { path, content } of renewalAt(host.root, renewCommand).program) {
      const text = path === 'renewal.json' ? content.replace(': 600', `: ${certbotSeconds}`) : content;
      host.write(`renewal/current/${path}`, text);
    }
  };
  const start = `exec python3 -BE "$1/renewal/current"`;
  const renew = (values: Readonly<Record<string, string>> = {}): number | null =>
    host.run(['-c', start, 'sh', host.root], '', values).status;
  /** What was done to the edge. */
  const done = (): readonly string[] => [
    ...host.calls('nginx').filter((call) => call.startsWith('-s ')),
    ...host.calls('docker').flatMap((call) => /restart edge$/.exec(call)?.[0] ?? []),
  ];
  const log = (): string => host.read('renew.log');
  /** A site whose certificate is served. */
  const served = (): void => {
    expect(renew()).toBe(0);
    done();
  };

  /** A process that is called nginx and has workers; of a faulty configuration it makes no new ones. */
  const startNginx = async (name = 'nginx'): Promise<void> => {
    const worker = 'sleep 20 >/dev/null 2>&1 &';
    const text = `#!/bin/sh\ncd '${host.root}'\ntrap 'echo >signalled; [ -e faulty ] || ${worker}' HUP\n${worker}\necho up\nwhile :; do wait; done\n`;
    host.write(`image/${name}`, text, 0o755);
    const started = spawn(join(host.root, 'image', name), { stdio: ['ignore', 'pipe', 'ignore'] });
    nginx = started;
    await once(started.stdout, 'data');
    host.write('edge.pid', String(started.pid));
  };

  test('reloads the edge when the certificate is a new one, and only then', () => {
    served();
    expect([renew(), done()]).toEqual([0, []]);
    expect(log()).toMatch(/^\S+Z not due yet\n$/m);
    host.write('due', 'certificate 2');
    expect([renew(), done()]).toEqual([0, ['-s reload']]);
    expect([renew(), done()]).toEqual([0, []]);
  });

  test('tries a reload that failed again the next time, though nothing is due then', () => {
    served();
    host.write('due', 'certificate 2');
    host.write('unwilling', '');
    expect([renew(), done()]).toEqual([1, ['-s reload']]);
    rmSync(join(host.root, 'unwilling'));
    expect([renew(), done()]).toEqual([0, ['-s reload']]);
    expect([renew(), done()]).toEqual([0, []]);
  });

  test('leaves the edge as it runs when its configuration is faulty, says so, and takes the certificate up later', () => {
    served();
    host.write('due', 'certificate 2');
    host.write('faulty', '');
    expect([renew(), done()]).toEqual([1, []]);
    expect(log()).toContain('nginx rejects its configuration: not reloaded');
    rmSync(join(host.root, 'faulty'));
    expect([renew(), done()]).toEqual([0, ['-s reload']]);
  });

  test('takes up a configuration of the edge that was written and never loaded, unless a switch was broken off', () => {
    host.write('edge/site.conf', 'one');
    host.run(['-c', 'mkdir -p "$1/app:9000/r1" && ln -s app:9000/r1 "$1/current"', 'sh', join(host.root, 'edge/live')]);
    served();
    host.write('edge/site.conf', 'two');
    host.run(['-c', 'mkdir -p "$1/app:1/r0" && ln -sfn app:1/r0 "$1/current"', 'sh', join(host.root, 'edge/live')]);
    expect([renew(), done()]).toEqual([0, []]);
    host.run(['-c', 'ln -sfn app:9000/r1 "$1/current"', 'sh', join(host.root, 'edge/live')]);
    expect([renew(), done()]).toEqual([0, ['-s reload']]);
    expect([renew(), done()]).toEqual([0, []]);
  });

  test('does not believe a reload that nginx did not follow', () => {
    served();
    host.stub('nginx', '[ "$1" != -v ] || exit 0');
    host.write('due', 'certificate 2');
    expect([renew(), done()]).toEqual([1, ['-s reload']]);
    expect([renew(), done()]).toEqual([1, ['-s reload']]);
  });

  test('ends a certbot that hangs, with its container, and lets go of the lock', () => {
    served();
    install(undefined, 1);
    engine('sleep 20');
    host.calls('docker');
    expect(renew()).toBe(1);
    expect(log()).toContain('certbot had not ended after 1 s');
    const calls = host.calls('docker');
    expect(calls.find((call) => call.includes('oneoff=True'))).toMatch(new RegExp(`service=${certbot}( |$)`));
    expect(calls).toContain('rm --force edge1');
    expect(calls.filter((call) => call.includes(' run --rm -T '))).toHaveLength(1);
    expect(renew()).toBe(1);
  });

  test('fails when certbot does, and touches nothing', () => {
    served();
    host.write('refused', '');
    expect([renew(), done()]).toEqual([1, []]);
    expect(log()).toMatch(/certbot was here\ncertbot was here\n\S+Z renewal failed\n$/);
  });

  test('takes up what was renewed although certbot failed for a certificate of an old name', () => {
    served();
    engine('case "$*" in *--cert-name*) exit 0 ;; esac');
    host.write('due', 'certificate 2');
    host.write('refused', '');
    expect([renew(), done()]).toEqual([0, ['-s reload']]);
    expect(log()).toContain('another certificate than a.example.com could not be renewed');
  });

  test('restarts a proxy that is not nginx', () => {
    served();
    host.write('no-nginx', '');
    host.write('due', 'certificate 2');
    expect([renew(), done()]).toEqual([0, ['restart edge']]);
  });

  test('runs nothing within an edge that is nginx, whose visitors would wait for it: a signal is enough', async () => {
    await startNginx();
    served();
    host.write('due', 'certificate 2');
    host.calls('docker');
    expect(renew()).toBe(0);
    const verbs = host.calls('docker').map((call) => call.split(' ')[0]);
    // No `kill`: the engine takes a container that it sends a signal for one that was stopped by hand.
    expect(verbs).toEqual(['compose', 'ps', 'cp', 'cp', 'inspect']);
    expect(log()).toMatch(/Z renewed and loaded\n$/);
    expect(existsSync(join(host.root, 'signalled'))).toBe(true);
  });

  test('asks nginx what is wrong when it has made no new worker, and takes the certificate up later', async () => {
    await startNginx();
    served();
    host.write('due', 'certificate 2');
    host.write('faulty', '');
    expect(renew()).toBe(1);
    expect(log()).toContain('nginx rejects its configuration: not reloaded');
    rmSync(join(host.root, 'faulty'));
    expect(renew()).toBe(0);
    expect(log()).toMatch(/Z renewed and loaded\n$/);
  });

  test('sends no signal to an edge in which nginx runs below something else, which might end by it', async () => {
    await startNginx('wrapper');
    served();
    host.write('due', 'certificate 2');
    expect([renew(), done()]).toEqual([0, ['-s reload']]);
    expect(existsSync(join(host.root, 'signalled'))).toBe(false);
  });

  test('calls certbot without a question or a pause, or the command of the stack, word by word', () => {
    renew();
    const words = `--entrypoint certbot ${certbot} renew --non-interactive --no-random-sleep-on-renew`;
    expect(host.calls('docker')[0]).toMatch(new RegExp(` run --rm -T --no-deps ${words}$`));
    install(`sh -c 'echo "$HOME" *'`);
    host.stub('docker', 'for word in "$@"; do printf "[%s]" "$word"; done');
    renew();
    expect(log()).toContain(`[run][--rm][-T][${certbot}][sh][-c][echo "$HOME" *]`);
  });

  test('keeps its log short, and from other users', () => {
    host.write('renew.log', 'x'.repeat(1_100_000));
    renew();
    expect(log().length).toBeLessThan(1000);
    expect(existsSync(join(host.root, 'renew.log.1'))).toBe(true);
    expect(lstatSync(join(host.root, 'renew.log')).mode & 0o777).toBe(0o600);
  });

  test('waits while a deploy holds the lock, and leaves its name while it works itself', async () => {
    const holder = spawn('flock', [join(host.root, 'lock'), 'cat'], { stdio: ['pipe', 'inherit', 'inherit'] });
    await sleep(300);
    const waiting = spawn(join(host.folder, 'bin/sh'), ['-c', start, 'sh', host.root], {
      env: { HOME: host.home, PATH: `${join(host.folder, 'bin')}:/usr/bin:/bin` },
    });
    const ended = once(waiting, 'exit');
    await sleep(500);
    expect(host.calls('docker')).toEqual([]);
    holder.stdin.end();
    expect(await ended).toEqual([0, null]);
    expect(host.calls('docker')).not.toEqual([]);
    const since = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}Z$/);
    const noted = { who: 'the certificate renewal', step: 'renewal', since, until: '' };
    expect(JSON.parse(host.read('lock.holder'))).toEqual(noted);
  });

  test('within a deploy does not wait for the lock that the deploy holds, nor reload what was just served', async () => {
    served();
    const holder = spawn('flock', [join(host.root, 'lock'), 'cat'], { stdio: ['pipe', 'inherit', 'inherit'] });
    await sleep(300);
    const status = renew({ RENEW_WITHIN_DEPLOY: 'yes' });
    holder.stdin.end();
    await once(holder, 'exit');
    expect([status, done()]).toEqual([0, []]);
    expect([renew(), done()]).toEqual([0, []]);
  });
});
