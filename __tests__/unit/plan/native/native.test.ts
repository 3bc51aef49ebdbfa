import { describe, expect, test } from '@jest/globals';
import { gte } from 'semver';
import { kindsOf, now, planOf } from '../../../support/facts.js';
import { nativeFacts, nativeFactsAfter } from '../../../support/native-facts.js';
import { digestOf } from '../../../../src/digest.js';
import { Secret } from '../../../../src/secret.js';

const native = { runtime: 'native' as const, path: '/srv/shop' };
const inAMinute = new Date(now.getTime() + 60_000);
const deployed = () => nativeFactsAfter(planOf(nativeFacts(), native));

describe('a plan of the native runtime', () => {
  test('takes a bare host all the way, without a container', () => {
    const made = planOf(nativeFacts(), { ...native, releaseCommand: 'python manage.py migrate' });
    expect(made.blockers).toEqual([]);
    expect(kindsOf(made)).toEqual([
      ...['records', 'bootstrap', 'files', 'env', 'build', 'release-command', 'proxy', 'up'],
      ...['probe', 'preflight', 'certify', 'serve-https', 'renewal'],
    ]);
    expect(made.steps.find(({ kind }) => kind === 'bootstrap')?.title).toBe(
      'Install nginx, certbot, Python’s venv, cron on Debian GNU/Linux 13 (trixie)',
    );
    for (const { title, because } of made.steps) expect(`${title} ${because}`).not.toMatch(/docker|container|image/i);
  });

  test('has nothing to do again', () => {
    const again = planOf(deployed(), native, inAMinute);
    expect([again.steps, again.blockers]).toEqual([[], []]);
  });

  test('shares the virtual environment between releases with the same packages', () => {
    const facts = deployed();
    const changed = { ...facts, repository: { ...facts.repository, files: facts.repository.files.slice(1) } };
    const made = planOf(changed, native, inAMinute);
    expect(kindsOf(made)).toEqual(['files', 'env', 'build', 'up']);
    expect(made.steps.find(({ kind }) => kind === 'build')?.title).toMatch(/^Use virtual environment [0-9a-f]{16}$/);
  });

  test('puts the files of the input files into the release, and makes a new one when they change', () => {
    const file = (content: string) => ({ path: 'key.json', content: new Secret(content), digest: digestOf(content) });
    const made = planOf(nativeFacts(), { ...native, files: [file('one')] });
    expect(kindsOf(made).slice(2, 5)).toEqual(['files', 'input-files', 'env']);
    expect(made.steps.find(({ kind }) => kind === 'input-files')?.because).toContain(
      'in the directory of the release, which only the app’s user can read: key.json',
    );
    const after = nativeFactsAfter(made);
    expect(planOf(after, { ...native, files: [file('one')] }, inAMinute).steps).toEqual([]);
    expect(kindsOf(planOf(after, { ...native, files: [file('two')] }, inAMinute))).toContain('input-files');
  });

  test('names the packages of the distribution that it installs', () => {
    const made = planOf(nativeFacts(), { ...native, systemPackages: ['gcc', 'libpq-dev'] });
    expect(made.steps.find(({ kind }) => kind === 'build')?.title).toMatch(
      /^Install gcc, libpq-dev where missing; Make virtual environment [0-9a-f]{16}/,
    );
  });

  test('removes old releases with their packages', () => {
    const facts = deployed();
    const many = { ...facts, host: { ...facts.host, releaseCount: 5 } };
    const changed = { ...many, repository: { ...many.repository, files: many.repository.files.slice(1) } };
    const prune = planOf(changed, native, inAMinute).steps.find(({ kind }) => kind === 'prune');
    expect(prune?.title).toBe('Remove all but the last 5 releases and the packages that only they used');
  });

  test('makes another one for other requirements, and for another Python', () => {
    const keys = [
      nativeFacts(),
      nativeFacts({}, { 'requirements.txt': 'Django>=6\n' }),
      nativeFacts({ python: '3.12.1' }),
    ].map((facts) => planOf(facts, native).planning.native?.venv);
    expect(new Set(keys).size).toBe(3);
  });

  test.each(['1.18.0', '1.22.1', '1.26.3', '1.30.0'])(
    'brings a configuration for nginx %s, if the host gets that one, to which the next run changes nothing',
    (nginx) => {
      const first = planOf(nativeFacts(), native).planning.proxy.initial;
      const next = planOf(nativeFacts({ nginx }), native).planning.proxy.initial;
      const fitting = first?.since.filter(({ version }) => gte(nginx, version)).at(-1);
      expect(fitting?.files).toEqual(next?.files);
      expect(next?.since).toEqual([]);
    },
  );

  test.each([
    [true, ['80', '[::]:80', '443 ssl', '[::]:443 ssl']],
    [false, ['80', '443 ssl']],
  ])('listens on IPv6 addresses where the host can: %s', (hasIpv6, expected) => {
    const { initial, withCertificate } = planOf(nativeFacts({ nginx: '1.26.3', hasIpv6 }), native).planning.proxy;
    const text = [...(initial?.files ?? []), ...(withCertificate?.files ?? [])].map(({ content }) => content).join('');
    const found = [...text.matchAll(/^ *listen (.*?)( default_server)?;$/gm)].map(([, address]) => address);
    expect(new Set(found)).toEqual(new Set(expected));
  });

  test.each([
    [{}, 'python3.13'],
    [{ pythonVersion: '3.12' }, 'python3.12'],
  ])('takes a newer Python on Amazon Linux, whose own is too old for most packages: %j', (inputs, python) => {
    const facts = nativeFacts({ python: '3.9.25', hasVenv: true, pythons: new Map([['python3.9', '3.9.25']]) });
    const os = { id: 'amzn', versionId: '2023', name: 'Amazon Linux 2023' };
    const made = planOf(
      { ...facts, host: { ...facts.host, os: { ...facts.host.os, ...os } } },
      { ...native, ...inputs },
    );
    expect(made.blockers).toEqual([]);
    expect(made.planning.native?.python.program).toBe(python);
    expect(made.steps.find(({ kind }) => kind === 'bootstrap')?.title).toContain(python);
  });

  test.each([
    [{ isActive: false }, 'it does not run'],
    [{ failed: ['ehd-shop.worker@r1.service'] }, 'not running: ehd-shop.worker@r1.service'],
  ])('starts again what does not run: %j', (host, because) => {
    const facts = deployed();
    const down = {
      ...facts,
      host: { ...facts.host, native: { ...nativeFacts().host.native, ...facts.host.native, ...host } },
    };
    expect(planOf(down as typeof facts, native, inAMinute).steps).toMatchObject([{ kind: 'up', because }]);
  });

  test('stops the old release first where the memory is too small for two, with both figures', () => {
    const facts = deployed();
    const { host } = facts;
    const small = {
      ...facts,
      host: {
        ...host,
        memory: { ...host.memory, available: 100 * 1024 ** 2 },
        native: host.native && { ...host.native, memoryCurrent: 200 * 1024 ** 2 },
      },
      repository: { ...facts.repository, files: facts.repository.files.slice(1) },
    };
    const made = planOf(small, native, inAMinute);
    expect(made.steps.find(({ kind }) => kind === 'up')?.because).toBe(
      'new release; the app uses 200 MiB of memory, and the host has 100 MiB for a second one',
    );
    expect(made.host.app.startsFirst).toBe(false);
  });
});

describe('a plan of the native runtime is refused', () => {
  const codes = (facts: ReturnType<typeof nativeFacts>, inputs = {}): readonly string[] =>
    planOf(facts, { ...native, ...inputs }).blockers.map(({ code }) => code);

  test('without the rights of root', () => {
    const facts = nativeFacts();
    expect(codes({ ...facts, host: { ...facts.host, privilege: 'none' } })).toContain('sudo-required');
  });

  test('where another site has its units', () => {
    expect(codes(nativeFacts({ otherRoot: '/srv/old/shop' }))).toEqual(['native-name-taken']);
  });

  test('where its name is none of a user', () => {
    const facts = nativeFacts();
    const long = { name: 'a-name-that-is-too-long-for-it', from: 'new' as const };
    expect(codes({ ...facts, host: { ...facts.host, project: long } })).toEqual(['native-name-taken']);
  });

  test('where a container has the ports, even if it is one of this site', () => {
    const facts = nativeFacts();
    const ports = [{ port: 80, holder: 'container shop-edge-1 (project shop)', ours: true }];
    expect(codes({ ...facts, host: { ...facts.host, ports } })).toEqual(['port-in-use']);
  });

  test('where python-version names a Python that Debian does not have', () => {
    expect(codes(nativeFacts(), { pythonVersion: '3.9' })).toEqual(['python-version-missing']);
  });

  test('where the project names a Python that is too new for Debian, with what is there', () => {
    const facts = nativeFacts({}, { 'pyproject.toml': '[project]\nrequires-python = ">=3.14"\n' });
    expect(planOf(facts, native).blockers).toMatchObject([
      {
        code: 'python-version-missing',
        what: 'The host has no python3.14, which pyproject.toml names',
        why: 'Debian GNU/Linux 13 (trixie) has Python 3.13.5, and no packages of another one',
      },
    ]);
  });

  test('where programs are missing and nothing may be installed', () => {
    expect(codes(nativeFacts(), { bootstrap: false })).toEqual(['native-programs-missing']);
  });

  test('for a variable that systemd cannot pass on', () => {
    expect(codes(nativeFacts(), { env: [{ key: 'A', value: new Secret('\uFFFE') }] })).toEqual(['invalid-input']);
  });
});
