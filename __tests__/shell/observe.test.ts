import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assignments } from '../../src/host/assignments.js';
import type { HostFacts } from '../../src/host/facts.js';
import { lookData, lookProgram } from '../../src/host/observe-script.js';
import { parseObservation } from '../../src/host/parse-facts.js';
import { folderDigest } from '../../src/plan/release/proxy-config.js';
import { cronMark } from '../../src/plan/site.js';
import { digestOf } from '../../src/digest.js';
import { readTemplate } from '../../src/templates.js';
import { SHELLS, TestHost } from '../support/host-program.js';
import { renewalAt } from '../support/renewal.js';

jest.setTimeout(30_000);

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

describe.each(SHELLS)('the look at a host (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const print = (values: Readonly<Record<string, string>> = {}): string => {
    const usual = {
      ROOT_INPUT: host.root,
      PROJECT: 'site',
      SOURCE: 'upload',
      CRON_PID_FILE: join(host.folder, 'crond.pid'),
      ...host.engineAt,
      MANIFEST_DIGEST: '',
      MANIFEST_CHUNKS: '',
      CERTIFICATE_NAME: 'a.example.com',
    };
    const site = {
      PROJECT_BEFORE: 'site',
      REPOSITORY: 'o/site',
      COMPOSE_DIGEST: '',
      DATA_PATHS: '',
      LOOK_DATA: lookData(readTemplate),
    };
    const all = { ...usual, ...site, CERTIFICATE_VOLUME: 'site_certificates', CRON_MARK: cronMark('site'), ...values };
    const run = host.run(['-c', assignments(all) + lookProgram(readTemplate)]);
    expect(run.status).toBe(0);
    return run.stdout;
  };
  const look = (values?: Readonly<Record<string, string>>): HostFacts => parseObservation(print(values));

  /** An engine with one container a service, a certificate in its volume, and port 80 taken by its edge. */
  const engine = (): void => {
    host.write('volume/live/a.example.com/fullchain.pem', `${PEM}${PEM.replace('MIIB', 'MIIC')}`);
    host.stub(
      'docker',
      `case "$*" in
        version*) echo 28.5.1 ;;
        'compose version --short') echo 2.40.2 ;;
        'ps --all --filter'*) ;;
        'ps --all'*)
          echo 'site-edge-1|site|True|edge|running|Up 3 minutes|9000/tcp, 0.0.0.0:80->80/tcp'
          echo 'site-app-1|site|False|app|running|Up 3 minutes (healthy)|0.0.0.0:443->443/udp, 127.0.0.1:8443->443/tcp'
          echo 'site-job-1|site|False|job|exited|Exited (3) 2 hours ago|'
          echo 'other-web-1|other|False|web|running|Up 1 second|0.0.0.0:440-450->440-450/tcp, [::]:440-450->440-450/tcp'
          echo 'late|||||Up 1 second|[::]:443->443/tcp' ;;
        'volume inspect'*) echo '${host.root}/volume' ;;
        *) exit 97 ;;
      esac`,
    );
  };

  test('finds an empty host to be empty, and leaves it as it is', () => {
    const before = host.run(['-c', 'find "$1" | sort', 'sh', host.folder]).stdout;
    const facts = look({ ROOT_INPUT: '~/my-site' });
    expect(facts).toMatchObject({
      root: join(host.home, 'my-site'),
      rootWritable: true,
      docker: { version: undefined, access: 'none', compose: undefined },
      current: undefined,
      releaseCount: 0,
      containers: [],
      ports: [],
      certificatePem: undefined,
      edgeDigest: undefined,
      edgeRelease: undefined,
      hsts: undefined,
      renewalDigest: undefined,
      cron: { running: false },
    });
    expect(facts.disk.freeBytes).toBeGreaterThan(0);
    expect(facts.user).not.toBe('');
    host.run(['-c', 'rm -f "$1"/calls/*', 'sh', host.folder]);
    expect(host.run(['-c', 'find "$1" | sort', 'sh', host.folder]).stdout).toBe(before);
  });

  test('finds what runs on a host that is in use', () => {
    engine();
    host.stub('systemctl', '[ "$*" = "is-active --quiet cron crond" ]');
    const manifest = `f 644 ${'0'.repeat(64)} 1 a\n`;
    const env = "SECRET='of the host'\n";
    host.release('r0');
    host.release(
      'r1',
      { '.env': env },
      { manifest, 'settings-digest': 'abc', 'env-digests': 'SECRET def\nOTHER ghi\n' },
    );
    host.write('hsts', '300 1700000000\n');
    const facts = look();
    expect(facts).toMatchObject({
      docker: { version: '28.5.1', installed: true, access: 'direct', compose: '2.40.2' },
      cron: { installed: true, running: true },
      releaseCount: 2,
      containers: [
        { service: 'app', state: 'running', health: 'healthy', exitCode: 0 },
        { service: 'job', state: 'exited', health: undefined, exitCode: 3 },
      ],
      ports: [
        { port: 80, ours: true, holder: 'container site-edge-1 (project site)' },
        { port: 443, ours: false, holder: 'container other-web-1 (project other)' },
      ],
      certificatePem: PEM.trimEnd(),
      hsts: { maxAgeSeconds: 300, since: new Date(1_700_000_000_000) },
      current: {
        name: 'r1',
        manifest,
        manifestDigest: digestOf(manifest),
        settingsDigest: 'abc',
        envDigest: digestOf(env),
      },
    });
    expect([...(facts.current?.envKeyDigests ?? [])]).toEqual([
      ['SECRET', 'def'],
      ['OTHER', 'ghi'],
    ]);
    expect(look({ MANIFEST_DIGEST: digestOf(manifest) }).current).toMatchObject({ name: 'r1', manifest: undefined });
    expect(Buffer.from(print(), 'utf8').toString()).not.toContain(Buffer.from(env).toString('base64').slice(0, 12));
  });

  test('finds cron by the process that it noted, and does not take another for it', async () => {
    engine();
    host.stub('systemctl', 'exit 3');
    for (const program of ['cron', 'neighbour']) {
      copyFileSync('/bin/sleep', join(host.folder, program));
      const running = spawn(join(host.folder, program), ['60'], { stdio: 'ignore' });
      await once(running, 'spawn');
      writeFileSync(join(host.folder, 'crond.pid'), `${running.pid ?? ''}\n`);
      expect([program, look().cron.running]).toEqual([program, program === 'cron']);
      running.kill();
    }
    expect(look().cron.running).toBe(false);
  });

  test('asks for the version of ssh only where the host fetches the repository itself', () => {
    engine();
    host.stub('ssh', 'echo OpenSSH_9.2p1 Debian-2 >&2');
    expect(look().sshVersion).toBeUndefined();
    expect(host.calls('ssh')).toEqual([]);
    expect(look({ SOURCE: 'git' }).sshVersion).toBe('9.2');
  });

  test('knows the edge and the renewal again by the digests of the plan', () => {
    const files = [
      { path: 'site.conf', content: 'server {}\n' },
      { path: 'more.conf', content: '' },
    ];
    for (const { path, content } of files) host.write(`edge/${path}`, content);
    const wanted = renewalAt(host.root);
    for (const { path, content } of wanted.program) host.write(`renewal/current/${path}`, content);
    writeFileSync(join(host.folder, 'table'), `MAILTO=a\n${wanted.cronLine}\n1 1 * * * x ${cronMark('site2')}\n`);
    host.stub('crontab', `cat '${host.folder}/table'`);
    expect(look()).toMatchObject({ edgeDigest: folderDigest(files), renewalDigest: wanted.digest });
  });

  test('reaches an engine that only root may, by sudo', () => {
    host.stub('id', 'echo "uid=1000(ec2-user) gid=1000(ec2-user) groups=1000(ec2-user)"');
    host.stub('docker', '[ "${AS_ROOT:-}" = yes ] || exit 1\ncase "$*" in version*) echo 25.0.8 ;; esac');
    host.stub('sudo', 'shift; AS_ROOT=yes exec "$@"');
    expect(look()).toMatchObject({
      user: 'ec2-user',
      privilege: 'sudo',
      docker: { version: '25.0.8', access: 'sudo' },
    });
    host.stub('sudo', 'echo "sudo: a password is required" >&2; exit 1');
    expect(look()).toMatchObject({ privilege: 'none', docker: { version: undefined, access: 'none' } });
  });

  test('names the program that has a port', () => {
    host.stub(
      'ss',
      `case "$*" in *:80) echo 'LISTEN 0 511 *:80 *:* users:(("apache2",pid=12,fd=4),("apache2",pid=9,fd=4))' ;; esac`,
    );
    expect(look().ports).toEqual([{ port: 80, ours: false, holder: 'apache2' }]);
  });

  test('tells which release the edge asks, which a reboot may have left behind', () => {
    expect(look().edgeRelease).toBeUndefined();
    host.write('edge/live/release-r0:9000/r0/kept', '');
    symlinkSync('release-r0:9000/r0', join(host.root, 'edge/live/current'));
    expect(look().edgeRelease).toBe('r0');
  });

  test('takes what a name says for nothing but a name', () => {
    const name = `"; word complete no '$(id)\\ ü`;
    const written = name.replaceAll("'", `'\\''`);
    host.stub(
      'docker',
      `case "$*" in version*) echo 1 ;; 'ps --all --filter'*) ;;
        'ps --all'*) printf '%s\\n' '${written}||||||:::80->80/tcp' ;; esac`,
    );
    expect(look().ports).toEqual([{ port: 80, ours: false, holder: `container ${name}` }]);
  });

  test('does not take a release for one that runs if it was never finished', () => {
    host.write('releases/r1/file', '');
    symlinkSync('releases/r1', join(host.root, 'current'));
    expect(look()).toMatchObject({ current: undefined, releaseCount: 1 });
  });

  test('is read past what a login shell prints before and after, and is refused when it was cut short', () => {
    const printed = print();
    const banner = 'Welcome to   host1\r\nfact is: it rains\nfact os-id not base64!\nword of the day\n';
    expect(parseObservation(`${banner}${printed}logout\n`)).toEqual(parseObservation(printed));
    expect(() => parseObservation(printed.slice(0, -20))).toThrow('cut short');
  });
});
