import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostFacts } from '../../src/host/facts.js';
import type { InspectionQuestion } from '../../src/host/inspection.js';
import { parseObservation } from '../../src/host/parse-facts.js';
import { folderDigest } from '../../src/plan/release/proxy-config.js';
import { cronMark } from '../../src/plan/site.js';
import { bundledNames, engineVolume } from '../../src/proxy/names.js';
import { digestOf } from '../../src/digest.js';
import { SHELLS, TestHost } from '../support/host-program.js';
import { Inspection, listing, type FakeContainer } from '../support/inspection.js';
import { renewalAt } from '../support/renewal.js';

jest.setTimeout(30_000);

const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n';

describe.each(SHELLS)('the inspection of a host (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const print = (question: Partial<InspectionQuestion> = {}): string =>
    new Inspection(host).print({ cron_pid_file: join(host.folder, 'crond.pid'), ...question });
  const look = (question?: Partial<InspectionQuestion>): HostFacts => parseObservation(print(question));

  const compose = (project: string, service: string, oneoff = 'False'): NonNullable<FakeContainer['labels']> => ({
    ...{ project, service, oneoff },
  });
  const containers: readonly FakeContainer[] = [
    { name: 'site-edge-1', labels: compose('site', 'edge', 'True'), ports: { '9000/tcp': [], '80/tcp': ['80', '80'] } },
    {
      ...{ name: 'site-app-1', labels: compose('site', 'app'), health: 'healthy' },
      ports: { '443/udp': ['443'], '443/tcp': ['8443'] },
    },
    { name: 'site-job-1', labels: compose('site', 'job'), state: 'exited', exitCode: 3 },
    { name: 'other-web-1', labels: compose('other', 'web'), ports: { '442/tcp': ['442'], '443/tcp': ['443'] } },
    { name: 'late', ports: { '443/tcp': ['443'] } },
  ];

  /** An engine with one container a service, a certificate in its volume, and port 80 taken by its reverse proxy. */
  const engine = (): void => {
    const volume = engineVolume('site', bundledNames.certificateVolume);
    host.write('volume/live/a.example.com/fullchain.pem', `${PEM}${PEM.replace('MIIB', 'MIIC')}`);
    host.stub(
      'docker',
      `case "$*" in
        version*) echo 28.5.1 ;;
        'compose version --short') echo 2.40.2 ;;
        ${listing(containers)}
        'volume inspect --format {{.Mountpoint}} ${volume}') echo '${host.root}/volume' ;;
        *) exit 97 ;;
      esac`,
    );
  };

  test('finds an empty host to be empty, and leaves it as it is', () => {
    const before = host.run(['-c', 'find "$1" | sort', 'sh', host.folder]).stdout;
    const facts = look({ root: '~/my-site' });
    expect(facts).toMatchObject({
      root: join(host.home, 'my-site'),
      rootWritable: true,
      docker: { version: undefined, access: 'none', compose: undefined },
      current: undefined,
      releaseCount: 0,
      containers: [],
      ports: [],
      certificatePem: undefined,
      proxyDigest: undefined,
      proxyRelease: undefined,
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
      {
        manifest,
        'settings-digest': 'abc',
        'compose-files': 'a.yml|b.yml',
        commit: 'c'.repeat(40),
        'env-digests': 'SECRET def\nOTHER ghi\n',
      },
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
        composeFiles: ['a.yml', 'b.yml'],
        commit: 'c'.repeat(40),
        envDigest: digestOf(env),
      },
    });
    expect([...(facts.current?.envKeyDigests ?? [])]).toEqual([
      ['SECRET', 'def'],
      ['OTHER', 'ghi'],
    ]);
    expect(look({ manifest: { digest: digestOf(manifest), chunks: '' } }).current).toMatchObject({
      name: 'r1',
      manifest: undefined,
    });
    expect(print()).not.toContain(Buffer.from(env).toString('base64').slice(0, 12));
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
    expect(look({ source: 'git' }).sshVersion).toBe('9.2');
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
    expect(look()).toMatchObject({ proxyDigest: folderDigest(files), renewalDigest: wanted.digest });
  });

  test('tells which release the edge asks, which a reboot may have left behind', () => {
    expect(look().proxyRelease).toBeUndefined();
    host.write('edge/live/release-r0:9000/r0/kept', '');
    symlinkSync('release-r0:9000/r0', join(host.root, 'edge/live/current'));
    expect(look().proxyRelease).toBe('r0');
  });

  test('does not take a release for one that runs if it was never finished', () => {
    host.write('releases/r1/file', '');
    symlinkSync('releases/r1', join(host.root, 'current'));
    expect(look()).toMatchObject({ current: undefined, releaseCount: 1 });
  });

  test('is read past what a login shell prints before and after, and is refused when it was cut short', () => {
    const printed = print();
    const banner = 'Welcome to   host1\r\n{"python":"of the day"\n{}\n';
    expect(parseObservation(`${banner}${printed}logout\n`)).toEqual(parseObservation(printed));
    expect(() => parseObservation(printed.slice(0, -20))).toThrow('cut short');
  });
});
