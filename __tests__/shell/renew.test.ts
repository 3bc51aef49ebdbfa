import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { assignments } from '../../src/host/assignments.js';
import { readTemplate } from '../../src/templates.js';
import { SHELLS, TestHost } from '../support/host-program.js';

jest.setTimeout(30_000);

describe.each(SHELLS)('the renewal as cron runs it (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost(shell);
    host.release('r1');
    host.write('volume', 'certificate 1');
    install();
    engine();
    host.stub(
      'nginx',
      `case "$*" in
        -v) [ ! -e no-nginx ] || exit 127 ;;
        -t) [ ! -e faulty ] ;;
        '-s reload') [ ! -e unwilling ] ;;
        *) exit 97 ;;
      esac`,
    );
  });
  afterEach(() => host[Symbol.dispose]());

  /** What the containers do is turned by files below the site's folder. */
  const engine = (): void =>
    host.stub(
      'docker',
      `cd '${host.root}'
      case "$*" in
        *' run --rm -T '*) if [ -e due ]; then cp due volume; rm due; fi; echo 'certbot was here'; [ ! -e refused ] ;;
        *'cat /etc/letsencrypt/live/'*) cat volume ;;
        'ps '*service=edge*) echo edge1 ;;
        'exec edge1 sh -c '*) exec sh -c "$5" ;;
        *'restart edge') : ;;
        *) exit 97 ;;
      esac`,
    );
  const install = (command: readonly string[] = []): void => {
    const values = { ROOT: host.root, PROJECT: 'site', EDGE_SERVICE: 'edge', CERTBOT_SERVICE: 'certbot' };
    const [shebang = '', ...rest] = readTemplate('host/renew.sh').split('\n');
    const header = assignments({ ...values, RENEW_COMMAND: command.join('\n') }).trimEnd();
    host.write('renew.sh', [shebang, header, ...rest].join('\n'), 0o755);
  };
  const renew = (): number | null => host.run([join(host.root, 'renew.sh')]).status;
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
    expect(log()).toContain('nginx finds its configuration faulty: not reloaded');
    rmSync(join(host.root, 'faulty'));
    expect([renew(), done()]).toEqual([0, ['-s reload']]);
  });

  test('fails when certbot does, and touches nothing', () => {
    served();
    host.write('refused', '');
    expect([renew(), done()]).toEqual([1, []]);
    expect(log()).toMatch(/certbot was here\n\S+Z renewal failed\n$/);
  });

  test('takes up what was renewed although certbot failed for a certificate of an old name', () => {
    served();
    host.write('due', 'certificate 2');
    host.write('refused', '');
    expect([renew(), done()]).toEqual([1, ['-s reload']]);
  });

  test('restarts a proxy that is not nginx', () => {
    served();
    host.write('no-nginx', '');
    host.write('due', 'certificate 2');
    expect([renew(), done()]).toEqual([0, ['restart edge']]);
  });

  test('within the edge, whose visitors wait for it, it looks once and acts once, and calls compose for certbot alone', () => {
    served();
    host.write('due', 'certificate 2');
    renew();
    const calls = host.calls('docker');
    expect(calls.filter((call) => call.startsWith('exec '))).toHaveLength(2);
    expect(calls.filter((call) => call.startsWith('compose '))).toHaveLength(1);
  });

  test('calls certbot without a question or a pause, or the command of the stack, word by word', () => {
    renew();
    expect(host.calls('docker')[0]).toMatch(
      / run --rm -T --no-deps --entrypoint certbot certbot renew --non-interactive --no-random-sleep-on-renew$/,
    );
    install(['sh', '-c', 'echo "$HOME" *']);
    host.stub('docker', 'for word in "$@"; do printf "[%s]" "$word"; done');
    renew();
    expect(log()).toContain('[run][--rm][-T][certbot][sh][-c][echo "$HOME" *]');
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
    const waiting = spawn(join(host.folder, 'bin/sh'), [join(host.root, 'renew.sh')], {
      env: { HOME: host.home, PATH: `${join(host.folder, 'bin')}:/usr/bin:/bin` },
    });
    const ended = once(waiting, 'exit');
    await sleep(500);
    expect(host.calls('docker')).toEqual([]);
    holder.stdin.end();
    expect(await ended).toEqual([0, null]);
    expect(host.calls('docker')).not.toEqual([]);
    expect(host.read('lock.holder')).toBe('the certificate renewal');
  });

  test('within a deploy does not wait for the lock that the deploy holds, nor reload what was just served', async () => {
    const holder = spawn('flock', [join(host.root, 'lock'), 'cat'], { stdio: ['pipe', 'inherit', 'inherit'] });
    await sleep(300);
    const run = host.run([join(host.root, 'renew.sh')], '', { RENEW_WITHIN_DEPLOY: 'yes' });
    holder.stdin.end();
    await once(holder, 'exit');
    expect([run.status, done()]).toEqual([0, []]);
    expect([renew(), done()]).toEqual([0, []]);
  });
});
