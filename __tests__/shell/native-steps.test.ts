import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { existsSync, lstatSync, mkdirSync, readdirSync, readlinkSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import type { HostNative } from '../../src/host/job.js';
import type { Deployed } from '../support/host-program.js';
import { NativeHost } from '../support/native-host.js';

jest.setTimeout(60_000);
const key = '0123456789abcdef';

let native: NativeHost;
beforeEach(() => {
  native = new NativeHost();
  release('r1');
});
afterEach(() => native[Symbol.dispose]());

function release(name: string): void {
  native.host.write(`releases/${name}/app.py`, '');
  native.host.write(`records/${name}/manifest`, '');
}
/** Carries out one step for a release. */
async function step(kind: string, own: Partial<HostNative> = {}, data: object = {}, name = 'r1'): Promise<Deployed> {
  return await native.deploy(
    { steps: [kind], job: { release: name, expected_release: '' }, data: { [kind]: data } },
    own,
  );
}

describe('the packages of a site without Docker', () => {
  const packages = { venv: key, requirements: ['requirements.txt'], packages: ['pyuwsgi==2.0.30.post1'] };
  const venv = (): string => join(native.root, 'venvs', key);

  test('are installed once for all releases that have the same ones', async () => {
    expect((await step('build', packages)).done).toBe('applied');
    const pip = native.host.calls('runuser').filter((call) => call.includes(' -m pip '));
    expect(pip).toHaveLength(1);
    expect(pip[0]).toMatch(/^-u ehd-site -- env -i /);
    expect(pip[0]).toMatch(/--requirement \S+\/releases\/r1\/requirements\.txt pyuwsgi==2\.0\.30\.post1$/);
    release('r2');
    expect((await step('build', packages, {}, 'r2')).done).toBe('applied');
    expect(native.host.calls('runuser')).toEqual([]);
    expect(readlinkSync(join(native.root, 'records/r2/venv'))).toBe(`../../venvs/${key}`);
  });

  test('are installed anew where a run before did not come to its end', async () => {
    native.host.write(`venvs/${key}/bin/half`, '');
    expect((await step('build', packages)).done).toBe('applied');
    expect(readdirSync(venv()).sort()).toEqual(['bin', 'complete']);
    expect(readdirSync(join(venv(), 'bin'))).toEqual([]);
  });

  test('that cannot be installed fail the build with the reason, and leave nothing', async () => {
    native.write('pip.says', 'ERROR: No matching distribution found for nosuch==1\n');
    const run = await step('build', packages);
    expect(run.failure).toMatchObject({
      code: 'build-failed',
      text: expect.stringMatching(/^no version of nosuch==1 can be installed\. The last lines: ERROR/),
    });
    expect(existsSync(venv())).toBe(false);
  });

  test('need the program that makes the virtual environment', async () => {
    const run = await step('build', { ...packages, python: 'python3.99' });
    expect(run.failure?.text).toMatch(/^the host has no program python3\.99; it has python3/);
  });

  test('come with an env that only its owner reads, though there is no value', async () => {
    await step('build');
    expect(lstatSync(join(native.root, 'records/r1/env')).mode & 0o777).toBe(0o600);
    expect(native.host.read('records/r1/env')).toBe('');
  });

  test('come with the files of the input files, which only the user of the site reads besides', async () => {
    const path = 'config/a key.json';
    native.host.write(`releases/r1/${path}`, 'secret', 0o600);
    native.host.write('records/r1/input-files', `${'a'.repeat(64)} 600 tree config/a%20key.json\n`, 0o600);
    expect((await step('build')).done).toBe('applied');
    const file = join(native.root, 'releases/r1', path);
    expect(native.host.calls('chgrp')).toEqual([`ehd-site -- ${file}`]);
    expect(lstatSync(file).mode & 0o777).toBe(0o640);
  });

  test('come with a user without login, unless there is one', async () => {
    await step('build');
    const [call] = native.host.calls('useradd');
    expect(call).toMatch(/^--system --user-group --no-create-home .*--shell \/usr\/sbin\/nologin ehd-site$/);
  });
});

describe('a command of a release without Docker', () => {
  test('is run by systemd with the rights of the app, and never as words that systemd reads', async () => {
    const command = { command: 'echo "$((6 * 7)) of 100%"', service: 'app', dependencies: [], one_shots: [] };
    const run = await step('release-command', {}, command);
    expect(run.log).toContain('42 of 100%');
    const [call = ''] = native.host.calls('systemd-run');
    expect(call).toMatch(/--wait --pipe --collect --unit=ehd-site.command-f00d\.service /);
    expect(call).toMatch(/--property=User=ehd-site .*--property=NoNewPrivileges=yes/);
    expect(call).not.toContain('42');
    expect(call).toMatch(/\/records\/r1\/commands\/release$/);
  });

  test('fails with its exit status', async () => {
    const command = { command: 'exit 7', service: 'app', dependencies: [], one_shots: [] };
    expect((await step('release-command', {}, command)).failure).toMatchObject({
      code: 'release-command-failed',
      text: 'exit status 7',
    });
  });

  test('is ended with its step', async () => {
    native.host.stub('systemd-run', 'exec sleep 30');
    const data = { 'release-command': { command: 'true', service: 'app', dependencies: [], one_shots: [] } };
    const run = await native.deploy({ steps: ['release-command'], data, limits: { 'release-command': 1 } });
    expect(run.failure?.code).toBe('step-timed-out');
    expect(run.failure?.text).not.toContain('image');
    expect(native.host.calls('systemctl')).toContain('stop ehd-site.command-f00d.service');
  });
});

describe('the certificate of a site without Docker', () => {
  const order = {
    names: ['a.example.com', 'www.a.example.com'],
    command: [],
    acme_server: 'https://acme.test',
    email: null,
  };
  const certify = async (): Promise<Deployed> =>
    await step('certify', {}, { ...order, standalone: false, probe_token: '' });

  test('is requested by the host’s certbot, which writes to the webroot that nginx serves', async () => {
    native.host.stub('certbot', 'exit 0');
    expect((await certify()).done).toBe('applied');
    expect(native.host.calls('certbot')).toEqual([
      `certonly --non-interactive --agree-tos --webroot --webroot-path ${native.folder}/acme --cert-name a.example.com` +
        ' --keep-until-expiring --server https://acme.test --register-unsafely-without-email' +
        ' --domain a.example.com --domain www.a.example.com',
    ]);
  });

  test('waits for a certbot that works for another site', async () => {
    const busy = 'Another instance of Certbot is already running.';
    native.host.stub(
      'certbot',
      `[ -e '${native.folder}/once' ] && exit 0; : >'${native.folder}/once'; echo '${busy}'; exit 1`,
    );
    expect((await certify()).done).toBe('applied');
    expect(native.host.calls('certbot')).toHaveLength(2);
  });

  test('fails with what certbot printed', async () => {
    native.host.stub('certbot', 'echo "too many certificates"; exit 1');
    expect((await certify()).failure).toMatchObject({
      code: 'certificate-request-failed',
      text: 'too many certificates',
    });
  });
});

describe('what old releases without Docker leave', () => {
  test('is removed with them: units that run, virtual environments, and files of workers that no release has', async () => {
    const worker = { name: 'gone', command: 'work' };
    await step('build', { venv: key, workers: [worker] });
    await native.deploy({ steps: ['build', 'up'], job: { release: 'r1' } }, { venv: key, workers: [worker] });
    mkdirSync(join(native.root, 'venvs/somebodys'));
    native.write('systemd/ehd-site.other@.service', '[Service]\nWorkingDirectory=/srv/site-other/releases/%i\n');
    release('r2');
    await native.deploy({ steps: ['build', 'up'], job: { release: 'r2', expected_release: 'r1' } });
    native.host.unlink('unverified');
    native.write('units/ehd-site@r1.socket.up', '');
    native.changes();
    const job = { release: 'r2', expected_release: 'r2' };
    const run = await native.deploy({ steps: ['prune'], job, data: { prune: { keep: 1 } } });
    expect(run.log).toEqual(['Removing release r1', `Removing the virtual environment ${key}`]);
    expect(native.changes()).toEqual([
      'disable @r1.socket @r1.service .gone@r1.service',
      'stop @r1.socket',
      'daemon-reload',
    ]);
    expect(readdirSync(join(native.root, 'venvs'))).toEqual(['somebodys']);
    expect(readdirSync(join(native.folder, 'systemd')).sort()).toEqual([
      'ehd-site.other@.service',
      'ehd-site@.service',
      'ehd-site@.socket',
    ]);
  });
});

describe('the system packages of a site', () => {
  const installed = (): readonly string[] =>
    native.host.calls('apt-get').map((call) => call.replace(/^(?:-\S+(?: \S+=\S+)? )+/, ''));
  beforeEach(() => {
    native.host.stub('dpkg', 'exit 0');
    native.host.stub('dpkg-query', `case "$*" in *gcc) printf 'install ok installed' ;; esac`);
  });

  test('are installed before the packages of Python, but for those that are there', async () => {
    native.host.stub('apt-get', 'exit 0');
    expect((await step('build', { system_packages: ['gcc', 'libpq-dev'] })).done).toBe('applied');
    expect(installed()).toEqual(['update', 'install --no-install-recommends libpq-dev']);
  });

  test('are no work where all are there', async () => {
    native.host.stub('apt-get', 'exit 1');
    expect((await step('build', { system_packages: ['gcc'] })).done).toBe('applied');
    expect(installed()).toEqual([]);
  });

  test('that do not exist fail the run', async () => {
    native.host.stub('apt-get', `case "$*" in *nosuch) echo 'E: Unable to locate package nosuch'; exit 100 ;; esac`);
    const run = await step('build', { system_packages: ['nosuch'] });
    expect(run.failure).toMatchObject({ code: 'bootstrap-failed', text: expect.stringContaining('nosuch') as unknown });
    expect(run.log.join('\n')).toContain('Unable to locate package nosuch');
  });
});

describe('the cache of pip', () => {
  test.each([
    { size: 2 ** 30, emptied: [] },
    { size: 2 ** 30 + 1, emptied: ['-xdev -mindepth 1 -delete'] },
    { size: Number.NaN, emptied: [] },
  ])('of $size bytes is emptied if it is larger than 1 GiB: $emptied', async ({ size, emptied }) => {
    native.host.stub('du', `echo '${size}\t/cache'`);
    native.host.stub('find', 'exit 0');
    const run = await step('prune', {}, { keep: 5 });
    const cache = join(native.folder, 'cache/ehd-site');
    expect(native.host.calls('find')).toEqual(emptied.map((words) => `${cache} ${words}`));
    expect(run.log).toEqual(emptied.map(() => `Emptying the cache of pip, ${cache}: 1024 MiB`));
  });
});

describe('the folder of a site', () => {
  test('leads nowhere else: a link in the place of a virtual environment’s key is not followed by what removes it', async () => {
    native.host.write('elsewhere/kept', '');
    mkdirSync(join(native.root, 'venvs'));
    symlinkSync('../elsewhere', join(native.root, 'venvs', key));
    await step('prune', {}, { keep: 5 });
    expect(existsSync(join(native.root, 'elsewhere/kept'))).toBe(true);
  });
});
