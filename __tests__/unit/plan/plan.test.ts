import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../../src/secret.js';
import { digestOf } from '../../../src/digest.js';
import { factsAfter, freshFacts, kindsOf, now, planOf, someFiles } from '../../support/facts.js';

const deployed = () => factsAfter(planOf(freshFacts()), now);
const inAMinute = new Date(now.getTime() + 60_000);

const oldDocker = { version: '20.10', installed: true, access: 'direct' as const, buildx: undefined };

describe('plan', () => {
  test('takes a fresh host all the way, and requests the certificate last', () => {
    expect(kindsOf(planOf(freshFacts(), { releaseCommand: 'python manage.py migrate' }))).toEqual([
      'records',
      'bootstrap',
      'files',
      'env',
      'confirm',
      'build',
      'release-command',
      'proxy',
      'up',
      'probe',
      'preflight',
      'certify',
      'serve-https',
      'renewal',
    ]);
  });

  test('asks for the certificate only after the containers where something runs already', () => {
    const facts = deployed();
    const files = [...someFiles.slice(0, 1)];
    const repository = { ...facts.repository, files };
    const kinds = kindsOf(planOf({ ...facts, repository, certificate: undefined }, {}, inAMinute));
    expect(kinds.indexOf('up')).toBeLessThan(kinds.indexOf('probe'));
  });

  test('plans nothing again after it was carried out', () => {
    const again = planOf(deployed(), {}, inAMinute);
    expect(again.steps).toEqual([]);
    expect(again.blockers).toEqual([]);
    expect(again.planning.release).toBe('20261122T104500Z-0123456');
  });

  test('says why of every step', () => {
    for (const { because } of planOf(freshFacts()).steps) expect(because).not.toBe('');
  });

  test('makes a new release for a changed file, sends only that, and asks for no certificate', () => {
    const changed = someFiles.map((file) =>
      file.path === 'manage.py' && file.kind === 'file' ? { ...file, blob: 'c'.repeat(40) } : file,
    );
    const facts = deployed();
    const made = planOf({ ...facts, repository: { ...facts.repository, files: changed } }, {}, inAMinute);
    expect(kindsOf(made)).toEqual(['files', 'env', 'confirm', 'build', 'up']);
    expect(made.planning.difference.files).toMatchObject({ sent: 1, kept: 1, removed: 0 });
    expect(made.planning.release).toBe('20261122T104600Z-0123456');
  });

  test('names changed keys of .env and never a value', () => {
    const made = planOf(
      deployed(),
      {
        env: [
          { key: 'KEY', value: new Secret('hunter2') },
          { key: 'NEW', value: new Secret('hunter3') },
        ],
      },
      inAMinute,
    );
    const step = made.steps.find(({ kind }) => kind === 'env');
    expect(step?.because).toBe('changed: KEY, NEW');
    expect(JSON.stringify(made)).not.toContain('hunter');
  });

  test('keeps the .env of the host when none is given', () => {
    expect(kindsOf(planOf(deployed(), { env: undefined }, inAMinute))).toEqual([]);
  });

  test('takes back what somebody edited in the .env on the host', () => {
    const facts = deployed();
    const { current } = facts.host;
    const edited = { ...facts, host: { ...facts.host, current: current && { ...current, envDigest: 'other' } } };
    expect(kindsOf(planOf(edited, {}, inAMinute))).toContain('env');
  });

  test('certifies again when the certificate is gone, over HTTP first', () => {
    const made = planOf({ ...deployed(), certificate: undefined }, {}, inAMinute);
    expect(kindsOf(made)).toEqual(['proxy', 'probe', 'preflight', 'certify', 'serve-https']);
    expect(made.planning.proxy.initial?.tls).toBe(false);
    expect(made.planning.proxy.withCertificate?.tls).toBe(true);
  });

  test('certifies for a new alias while HTTPS goes on', () => {
    const facts = deployed();
    const [name] = facts.dns?.names ?? [];
    const dns = { names: name === undefined ? [] : [name, { ...name, name: 'www.app.example.com' }] };
    const made = planOf({ ...facts, dns }, { aliases: ['www.app.example.com'] }, inAMinute);
    expect(kindsOf(made)).toContain('certify');
    expect(made.planning.proxy.initial?.tls).toBe(true);
  });

  test('starts what is not running well', () => {
    const facts = deployed();
    const containers = facts.host.containers.filter(({ service }) => service !== 'app');
    const made = planOf({ ...facts, host: { ...facts.host, containers } }, {}, inAMinute);
    expect(made.steps).toMatchObject([{ kind: 'up', because: 'not healthy: app (no container)' }]);
  });

  test('ends a switch that a reboot broke off, though both releases run', () => {
    const facts = deployed();
    const shown = (proxyRelease: string | undefined): ReturnType<typeof planOf> =>
      planOf({ ...facts, host: { ...facts.host, proxyRelease } }, {}, inAMinute);
    const because = 'an earlier switch was interrupted: requests are still served by release the-one-before';
    expect(shown('the-one-before').steps).toMatchObject([{ kind: 'up', because }]);
    expect(shown(facts.host.current?.name).steps).toEqual([]);
  });

  test.each([
    ['unfinished' as const, [], 'the switch to it did not complete'],
    ['unknown' as const, [], undefined],
    [
      ['app|config|image', 'edge|config|image', 'worker|other|image'],
      ['worker'],
      'not created from this release: worker',
    ],
    [['app|config|image', 'edge|config|other'], [], 'not created from this release: edge'],
    [['app|config|image'], ['left-over'], undefined],
  ])(
    'with %j noted of the release when it came up, and %j beside it, it brings it up because: %s',
    (up, more, because) => {
      const facts = deployed();
      const [example] = facts.host.containers;
      const others = example === undefined ? [] : more.map((service) => ({ ...example, service }));
      const { current, containers } = facts.host;
      const host = { ...facts.host, current: current && { ...current, up }, containers: [...containers, ...others] };
      const { steps } = planOf({ ...facts, host }, {}, inAMinute);
      expect(steps).toMatchObject(because === undefined ? [] : [{ kind: 'up', because }]);
    },
  );

  test('loads a configuration of the edge that lies on the host and was never seen to be loaded', () => {
    const facts = deployed();
    for (const proxyLoaded of [undefined, { config: 'of before', certificate: '' }]) {
      const made = planOf({ ...facts, host: { ...facts.host, proxyLoaded } }, {}, inAMinute);
      expect(made.steps).toMatchObject([
        { kind: 'proxy', because: 'it is on the host, but the proxy has not loaded it' },
      ]);
    }
  });

  test('takes up a certificate that is another one than is served, unless what is served is not the host’s', () => {
    const facts = deployed();
    const certificate = facts.certificate && { ...facts.certificate, notBefore: inAMinute };
    const host = { ...facts.host, certificatePem: 'PEM' };
    const made = planOf({ ...facts, host, certificate }, {}, inAMinute);
    expect(kindsOf(made)).toEqual(['serve-https']);
    expect(made.steps[0]?.because).toContain('not the one being served');
    const proxyLoaded = { config: host.proxyLoaded?.config ?? '', certificate: digestOf('PEM\n') };
    expect(kindsOf(planOf({ ...facts, host: { ...host, proxyLoaded }, certificate }, {}, inAMinute))).toEqual([]);
  });

  test.each([{ ports: [8000] }, { protocol: 'http' as const }])(
    'makes a release for another port or protocol of the app, so that it comes and goes with the switch: %j',
    (change) => {
      const facts = deployed();
      const { stack } = facts.repository;
      const other = { ...stack, entry: { ...stack.entry, ...change } };
      const made = planOf({ ...facts, repository: { ...facts.repository, stack: other } }, {}, inAMinute);
      expect(kindsOf(made)).toEqual(expect.arrayContaining(['files', 'up']));
    },
  );

  test('starts an app that somebody stopped, though it ended without an error', () => {
    const facts = deployed();
    const containers = facts.host.containers.map((found) =>
      found.service === 'app' ? { ...found, state: 'exited', health: undefined, exitCode: 0 } : found,
    );
    const made = planOf({ ...facts, host: { ...facts.host, containers } }, {}, inAMinute);
    expect(made.steps).toMatchObject([{ kind: 'up', because: 'not healthy: app (exited)' }]);
  });

  test.each([
    ['starting', []],
    ['unhealthy', ['up']],
  ])('with an app that is %s, as after a reboot, it does %j', (health, kinds) => {
    const facts = deployed();
    const containers = facts.host.containers.map((found) => (found.service === 'app' ? { ...found, health } : found));
    expect(kindsOf(planOf({ ...facts, host: { ...facts.host, containers } }, {}, inAMinute))).toEqual(kinds);
  });

  test('tells everything that is in the way at once', () => {
    const facts = freshFacts({
      os: { id: 'gentoo', versionId: '', name: 'Gentoo' },
      ports: [{ port: 80, holder: 'apache2', ours: false }],
      disk: { freeBytes: 1000, freeInodes: 5 },
      rootWritable: false,
    });
    expect(planOf(facts).blockers.map(({ code }) => code)).toEqual([
      'port-in-use',
      'insufficient-disk',
      'insufficient-disk',
      'path-not-writable',
      'os-unsupported',
    ]);
  });

  test.each([
    [{ privilege: 'none' as const }, {}, 'sudo-required'],
    [{}, { bootstrap: false }, 'docker-missing'],
    [{ docker: { ...oldDocker, compose: undefined, composeV1: true } }, { bootstrap: false }, 'compose-v1-only'],
    [{ docker: { ...oldDocker, compose: '2.3.3', composeV1: false } }, { bootstrap: false }, 'compose-too-old'],
  ])('refuses a host that cannot be made ready: %j', (host, inputs, code) => {
    expect(planOf(freshFacts(host), inputs).blockers.map((refusal) => refusal.code)).toContain(code);
  });

  test('lets browsers insist on HTTPS for longer only after it has stood', () => {
    const later = (days: number) =>
      planOf(deployed(), {}, new Date(now.getTime() + days * 86_400_000)).planning.proxy.initial?.hstsSeconds;
    expect(later(0)).toBe(300);
    expect(later(2)).toBe(86_400);
  });

  test('renews the configuration of an edge that an older version of this action wrote, before the site is looked at', () => {
    const facts = deployed();
    const made = planOf({ ...facts, host: { ...facts.host, proxyDigest: 'of another version' } });
    expect(kindsOf(made)).toEqual(['proxy']);
    expect(made.planning.release).toBe(facts.host.current?.name);
  });

  test('takes old releases away when there are more than are kept', () => {
    const facts = deployed();
    const made = planOf({ ...facts, host: { ...facts.host, releaseCount: 5 } }, { env: [] }, inAMinute);
    expect(kindsOf(made)).toContain('prune');
  });
});
