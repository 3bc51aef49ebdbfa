import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import type { HostFacts } from '../../../src/host/facts.js';
import { parseObservation } from '../../../src/host/parse-facts.js';
import { FORGED_TEXT } from '../../support/hostile.js';
import { toldOf, toldRelease, type Told } from '../../support/observation.js';

const look = (told: Told): HostFacts => parseObservation(toldOf(told));
const release = (changes: object): Told => ({ release: { ...toldRelease, ...changes } });
const port = { port: 80, holder: 'nginx', is_ours: false };
const container = {
  service: 'app',
  state: 'running',
  health: null,
  exit_code: 0,
  is_stopped: false,
  config: '',
  image: '',
};

describe('a fact of another form than its name', () => {
  test.each<[string, Told]>([
    ['release.name', release({ name: 'r1\n::error::x' })],
    ['release.name', release({ name: '../../etc' })],
    ['release.manifest_digest', release({ manifest_digest: `${'0'.repeat(64)} ##[error]x` })],
    ['release.up[0]', release({ up: ['app\n::error::x'] })],
    ['proxy.release', { proxy: { digest: null, loaded: null, release: '##[error]x' } }],
    ['system.root', { system: { root: 'home/user/app' } }],
    ['system.user', { system: { user: 'ec2-user\r::error::x' } }],
    ['system.os_name', { system: { os_name: 'Debian\n::error::x' } }],
    ['system.privilege', { system: { privilege: 'yes' } }],
    ['system.free_bytes', { system: { free_bytes: -1 } }],
    ['ports[0].holder', { ports: [{ ...port, holder: 'nginx\n::error::x' }] }],
    ['ports[0].is_ours', { ports: [{ ...port, is_ours: 'no' }] }],
    ['containers[1].state', { containers: [container, { ...container, state: 'Up\r##[error]x' }] }],
    ['release_count', { release_count: '1e3' }],
    ['data', { data: undefined }],
    ['containers', { containers: null }],
  ])('ends the inspection, and is named: %s %j', (name, told) => {
    expect(() => look(told)).toThrow(`The host reports "${name}" in a form that it cannot have`);
  });

  test('counts as not told where that only makes the plan do more', () => {
    const odd = 'Usage: docker [OPTIONS]\n##[error]x';
    const facts = look({
      docker: { access: 'sudo', version: odd, compose: odd, has_compose_v1: false },
      programs: { has_docker: true, has_git: true, ssh_version: odd, has_cron: true, is_cron_running: true },
      hsts: odd,
      ...release({ settings_digest: odd, env_key_digests: { [odd]: odd } }),
    });
    expect(facts).toMatchObject({ docker: { version: undefined, compose: undefined }, hsts: undefined });
    expect(facts.sshVersion).toBeUndefined();
    expect(facts.current).toMatchObject({ settingsDigest: undefined, envKeyDigests: new Map() });
  });

  test('never stands in what was read, whatever the host tells', () => {
    const any = fc.oneof(fc.string({ unit: 'binary' }), fc.constant(FORGED_TEXT), fc.jsonValue());
    fc.assert(
      fc.property(any, any, any, any, (name, root, user, compose) => {
        const docker = { access: 'direct', version: null, compose, has_compose_v1: false };
        const facts = readOrNothing({ ...release({ name }), system: { root, user }, docker });
        const texts = [facts?.current?.name, facts?.root, facts?.user, facts?.docker.compose];
        expect(texts.join('')).not.toMatch(/[\r\n]|##\[set-output/);
      }),
    );
  });
});

describe('a document', () => {
  test('is read past what a login shell prints before and after it', () => {
    const banner = 'Welcome to   host1\r\n{"python":"of the day"\n{}\n';
    expect(parseObservation(`${banner}${toldOf()}logout\n`)).toEqual(parseObservation(toldOf()));
  });

  test.each([
    ['was cut short', toldOf().slice(0, -20)],
    ['was never printed', 'sh: python3: Killed\n'],
  ])('that %s ends the inspection', (_, stdout) => {
    expect(() => parseObservation(stdout)).toThrow('cut short');
  });

  test('gives the manifest of the host only where it is another than the runner’s', () => {
    expect(look(release({})).current?.manifest).toBeUndefined();
    const packed = gzipSync('f 644 …').toString('base64');
    expect(look(release({ manifest_gz: packed })).current?.manifest).toBe('f 644 …');
  });

  test('whose disk could not be measured does not look like one of a full disk', () => {
    const { disk } = look({ system: { free_bytes: null, free_inodes: null } });
    expect(disk).toEqual({ freeBytes: Number.MAX_SAFE_INTEGER, freeInodes: Number.MAX_SAFE_INTEGER });
  });
});

function readOrNothing(told: Told): HostFacts | undefined {
  try {
    return look(told);
  } catch {
    return undefined;
  }
}
