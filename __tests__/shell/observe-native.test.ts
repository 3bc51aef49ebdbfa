import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { NativeFacts } from '../../src/host/native-facts.js';
import { SHELLS, TestHost } from '../support/host-program.js';
import { Inspection } from '../support/inspection.js';

const KEY = '0123456789abcdef';
const NGINX = 'Id=nginx.service\nActiveState=active\nSubState=running\nMemoryCurrent=[not set]';

describe.each(SHELLS)('the inspection of a host for a site without Docker (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const facts = (): NativeFacts => {
    const { native } = new Inspection(host).facts({ native: 'site' });
    if (native === undefined) throw new Error('The inspection found nothing of the kind');
    return native;
  };
  const listens = (program: string): void =>
    host.stub('ss', `case "$*" in *:80) echo 'LISTEN 0 511 *:80 *:* users:(("${program}",pid=1,fd=4))' ;; esac`);

  test('finds nothing on an empty host, and leaves it as it is', () => {
    for (const program of ['nginx', 'certbot']) host.stub(program, 'exit 127');
    const before = host.run(['-c', 'find "$1" | sort', 'sh', host.folder]).stdout;
    expect(facts()).toMatchObject({
      ...{ nginx: undefined, certbot: undefined, venvs: [], isActive: false, failed: [], otherRoot: undefined },
      ...{ memoryCurrent: undefined, nginxHoldsPorts: false, python: expect.stringMatching(/^3\.\d+\.\d+/) },
    });
    host.run(['-c', 'rm -f "$1"/calls/*', 'sh', host.folder]);
    expect(host.run(['-c', 'find "$1" | sort', 'sh', host.folder]).stdout).toBe(before);
  });

  test('finds versions of the programs, and environments that are complete', () => {
    host.stub('nginx', 'echo "nginx version: nginx/1.26.3 (Ubuntu)" >&2');
    host.stub('certbot', 'echo certbot 4.0.0');
    host.stub('python3.13', 'echo Python 3.13.5');
    for (const place of [KEY, 'fedcba9876543210', 'no-key']) host.write(`venvs/${place}/bin/python`, '');
    for (const place of [KEY, 'no-key']) host.write(`venvs/${place}/complete`, '');
    const found = facts();
    expect(found).toMatchObject({ nginx: '1.26.3', certbot: '4.0.0', venvs: [KEY] });
    expect(found.pythons.get('python3.13')).toBe('3.13.5');
  });

  test.each([
    ['nginx that systemd runs', 'nginx', NGINX, true],
    ['nginx that someone started by hand', 'nginx', NGINX.replace('=active', '=inactive'), false],
    ['another web server', 'apache2', NGINX, false],
  ])('knows whether the ports are held by the host’s own nginx: %s', (_, program, state, expected) => {
    listens(program);
    host.stub('systemctl', `case "$1" in show) printf '%s\\n' '${state}' ;; *) exit 3 ;; esac`);
    expect(facts().nginxHoldsPorts).toBe(expected);
  });

  test('knows whether nginx can listen on IPv6 addresses', () => {
    expect(facts().hasIpv6).toBe(existsSync('/proc/net/if_inet6'));
  });

  test('does not look for any of it where the site runs with docker compose', () => {
    host.stub('nginx', 'exit 1');
    const inspection = new Inspection(host);
    expect(inspection.facts().native).toBeUndefined();
    expect(host.calls('nginx')).toEqual([]);
    expect(inspection.program()).not.toContain('ActiveState');
  });

  test('reads the version of the distribution’s certbot without starting it', () => {
    const read = (folder: string): string => {
      mkdirSync(join(host.folder, 'packages', folder), { recursive: true });
      return host.python(
        [
          'from observe import native',
          `native.which = lambda name: '/usr/bin/certbot'`,
          `native._PACKAGES = ('/no/such', ${JSON.stringify(join(host.folder, 'pack*'))})`,
          'print(native._certbot_metadata())',
        ].join('\n'),
      );
    };
    expect(read('certbot_dns-9.9.dist-info')).toBe('None');
    expect(read('certbot-2.6.0-py3.9.egg-info')).toBe('2.6.0');
  });
});

describe('the inspection of a site’s systemd units', () => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost('dash')));
  afterEach(() => host[Symbol.dispose]());

  const unit = (name: string, root = host.root): void =>
    host.write(`units/${name}@.service`, `[Service]\nWorkingDirectory=${root}/releases/%i/app\n`);
  const enable = (name: string): void => {
    mkdirSync(join(host.root, 'units/multi-user.target.wants'), { recursive: true });
    symlinkSync('/dev/null', join(host.root, 'units/multi-user.target.wants', name));
  };
  /** What systemd shows of units: `Id`, `ActiveState`, `SubState`, `MemoryCurrent`. */
  const show = (...units: readonly (readonly [string, string, string, string])[]): void => {
    const blocks = units.map(
      ([id, active, sub, memory]) => `Id=${id}\nActiveState=${active}\nSubState=${sub}\nMemoryCurrent=${memory}\n`,
    );
    writeFileSync(join(host.folder, 'shown'), blocks.join('\n'));
    host.stub('systemctl', `cat '${host.folder}/shown'`);
  };
  const look = (): unknown =>
    JSON.parse(
      host.python(
        [
          'import json',
          'from observe.native_units import NativeUnits',
          `one = NativeUnits(${JSON.stringify(host.root)}, 'ehd-site', ${JSON.stringify(join(host.root, 'units'))})`,
          'print(json.dumps([one.is_active(), one.failed(), one.memory_bytes(), one.other_root]))',
        ].join('\n'),
      ),
    );

  test.each([
    ['both run', 'active', 'active', 'running', true, []],
    ['the socket waits for a first request', 'active', 'active', 'listening', true, []],
    ['the process is started again and again', 'activating', 'active', 'running', false, []],
    ['the process has failed', 'failed', 'active', 'listening', false, ['ehd-site@r1.service']],
    ['the socket has failed', 'active', 'failed', 'failed', false, ['ehd-site@r1.socket']],
  ])('finds whether the web process is active: %s', (_, service, socket, sub, isActive, failed) => {
    host.release('r1');
    unit('ehd-site');
    show(['ehd-site@r1.service', service, 'x', '73400320'], ['ehd-site@r1.socket', socket, sub, '[not set]']);
    expect(look()).toEqual([isActive, failed, 73_400_320, null]);
    expect(host.calls('systemctl')).toEqual([
      expect.stringMatching(/^show --property=\S+ -- ehd-site@r1\.service ehd-site@r1\.socket nginx\.service$/),
    ]);
  });

  test('names what starts with the host and does not run, and knows workers of its own from other sites', () => {
    host.release('r1');
    unit('ehd-site');
    unit('ehd-site.mail');
    unit('ehd-site-two', '/srv/site-two');
    for (const name of ['ehd-site@r0.service', 'ehd-site.mail@r1.service', 'ehd-site-two@r9.service']) enable(name);
    show(
      ['ehd-site@r0.service', 'inactive', 'dead', ''],
      ['ehd-site.mail@r1.service', 'activating', 'auto-restart', ''],
    );
    expect(look()).toEqual([false, ['ehd-site.mail@r1.service', 'ehd-site@r0.service'], null, null]);
  });

  test('finds the site that has units of this name already', () => {
    host.release('r1');
    unit('ehd-site', '/srv/100%%/site');
    show(['ehd-site@r1.service', 'active', 'running', '1'], ['ehd-site@r1.socket', 'active', 'running', '']);
    expect(look()).toEqual([false, [], null, '/srv/100%/site']);
  });

  test('takes memory that systemd does not count for unknown', () => {
    host.release('r1');
    unit('ehd-site');
    show(
      ['ehd-site@r1.service', 'active', 'running', '18446744073709551615'],
      ['ehd-site@r1.socket', 'active', 'running', ''],
    );
    expect(look()).toEqual([true, [], null, null]);
  });
});
