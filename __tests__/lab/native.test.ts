import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { restartHost } from '../../lab/hosts.js';
import { fetchFromOutside } from '../../lab/outside.js';
import type { RunResult } from '../../lab/runner.js';
import { SystemdSite } from '../support/systemd-site.js';
import { marksOf } from '../support/story/secrets.js';
import { planOf, StorySite } from '../support/story/site.js';
import { type VisitorsReport, whileVisited } from '../support/story/visitors.js';

/* Sites without Docker, on Debian with nothing but systemd, sshd and python3. Each chapter continues from the one before it. */

jest.setTimeout(180_000);

const inputs = { runtime: 'native' };
const site = new StorySite('fresh', { name: 'native', root: '/srv/native', inputs });
/** Its name begins with that of the first one, as a worker's unit does. */
const books = new StorySite('fresh', {
  ...{ name: 'native-books', root: '/srv/native-books', example: 'django-settings-split' },
  inputs: { ...inputs, 'health-path': '/health/' },
});
const host = new SystemdSite(site);
const template = 'visits/templates/visits/home.html';

/** Of a run that should have gone well: its end, where it did not. */
const failureOf = ({ exitCode, log }: RunResult): string => (exitCode === 0 ? '' : log.slice(-4000));

/** Changes a file of the workspace; the function returned changes it back. */
async function spoil(file: string, change: (text: string) => string): Promise<() => Promise<void>> {
  const before = await readFile(path.join(site.folder, file), 'utf8');
  await site.change({ [file]: change(before) });
  return () => site.change({ [file]: before });
}

beforeAll(async () => {
  await site.open();
  await books.open({ resets: false });
}, 900_000);
afterAll(async () => {
  await site.close();
  await books.close();
});

describe('the first deploy, to a host with nothing but python3', () => {
  let run: RunResult;
  let welcome: string;
  beforeAll(async () => {
    const stop = await host.watchForWelcome();
    run = await site.deploy();
    welcome = await stop();
  }, 400_000);

  test('ends successfully, and installs no Docker', async () => {
    expect(failureOf(run)).toBe('');
    expect(run.outputs).toMatchObject({ changed: 'true', 'dns-changed': 'true' });
    expect(run.log).toContain('with the options of uwsgi.ini, but for socket, chdir, vacuum, shutdown-sockets');
    expect(planOf(run).steps.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['bootstrap', 'certify', 'renewal']),
    );
    expect(await site.onHost('command -v docker || echo none')).toBe('none');
  });

  test('serves the page over HTTPS as this release, and redirects HTTP', async () => {
    const page = await site.page();
    expect(page).toMatchObject({ status: 200, headers: { 'x-ec2-https-deploy-release': run.outputs['release'] } });
    expect(page.body).toContain(`<code id="release">${run.outputs['release']}</code>`);
    const plain = await fetchFromOutside(`http://www.${site.domain}/visits/?a=b`);
    expect(plain).toMatchObject({ status: 301, headers: { location: `https://www.${site.domain}/visits/?a=b` } });
  });

  test('never shows the welcome page of the distribution, and knows no other names', async () => {
    expect(welcome).toBe('');
    expect((await fetchFromOutside(`http://${site.host.publicName}/`)).status).toBe(404);
    await expect(fetchFromOutside(`https://${site.host.publicName}/`)).rejects.toThrow(/did not answer/);
  });

  test('serves static files, and keeps what the app writes', async () => {
    const style = /href="(\/static\/visits\/site[^"]*\.css)"/.exec((await site.page()).body)?.[1] ?? '/no-style-sheet';
    expect(await site.page(style)).toMatchObject({
      status: 200,
      headers: { 'content-type': expect.stringMatching(/css/) },
    });
    expect((await site.page('/visits/')).body).toContain('<strong id="total">1</strong>');
  });

  test('gives the app every value byte for byte, from a file that only its owner reads', async () => {
    expect(await host.environment()).toMatchObject(site.env);
    expect(await site.onHost('stat -c %a "$1"/records/*/env', [site.root])).toBe('600');
    expect(await site.onHost('ls /tmp')).not.toContain('story-was-here');
    const shown = await site.onHost('systemctl show "$1"', [`${await host.unit()}.service`]);
    const told = [run.log, run.summary, await readFile(run.files.outputs, 'utf8'), shown];
    for (const mark of marksOf(site.env)) expect(told.filter((text) => text.includes(mark))).toEqual([]);
  });

  test('runs the app as a user of its own, behind a socket that only nginx may use', async () => {
    const unit = await host.unit();
    expect(await host.property(`${unit}.service`, 'User')).toBe('ehd-native');
    const sockets = await site.onHost('stat -c "%a %U %G" /run/ehd/native/*.sock');
    expect(sockets).toBe('660 root www-data');
    expect(await host.running()).toEqual([`${unit}.service`, `${unit}.socket`]);
  });
});

describe('the same deploy again', () => {
  test('does nothing, in one exec and without credentials for AWS', async () => {
    const before = await host.nginxProcesses();
    const run = await site.deploy({}, undefined, { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
    expect(failureOf(run)).toBe('');
    expect(run.outputs['changed']).toBe('false');
    expect(planOf(run)).toMatchObject({ steps: [], usage: { execs: 1 } });
    expect(await host.nginxProcesses()).toBe(before);
  });
});

describe('a change of code while visitors come', () => {
  let run: RunResult;
  let visitors: VisitorsReport;
  let before: { readonly release: string; readonly nginx: string };
  beforeAll(async () => {
    before = { release: (await site.current()).trim(), nginx: await host.nginxProcesses() };
    await spoil(template, (text) => text.replace(/\n\{% endblock %\}\n$/, '<p>A change</p>\n{% endblock %}\n'));
    ({ result: run, visitors } = await whileVisited(site, () => site.deploy()));
  });

  test('loses no request, and does not reload nginx', async () => {
    expect(failureOf(run)).toBe('');
    expect(run.outputs).toMatchObject({ 'previous-release': before.release, changed: 'true' });
    expect(visitors.lost).toEqual([]);
    expect(Object.keys(visitors.answers).sort()).toEqual([
      ...['GET 200', 'POST 403', `release ${before.release}`, `release ${run.outputs['release']}`],
    ]);
    expect(await host.nginxProcesses()).toBe(before.nginx);
  });

  test('shows the release, and leaves no process of the previous one', async () => {
    expect((await site.page()).body).toContain('A change');
    const unit = await host.unit();
    expect(unit).toContain(run.outputs['release']);
    expect(await host.running()).toEqual([`${unit}.service`, `${unit}.socket`]);
  });
});

describe.each([
  {
    name: 'a release that cannot start',
    file: 'config/wsgi.py',
    change: (text: string) => `${text}\nraise RuntimeError('the app gives up')\n`,
    deployed: {},
    said: 'the app gives up',
  },
  {
    name: 'a release command that fails',
    file: 'visits/models.py',
    change: (text: string) => `${text}\n# A change.\n`,
    deployed: { 'release-command': 'echo no such table today >&2; exit 3' },
    said: 'no such table today',
  },
  {
    name: 'a release that fails the external check',
    file: 'visits/models.py',
    change: (text: string) => `${text}\n# Another change.\n`,
    deployed: { 'health-status': '204' },
    said: '204',
  },
])('$name', ({ file, change, deployed, said }) => {
  let run: RunResult;
  let visitors: VisitorsReport;
  let before: { readonly unit: string; readonly page: string };
  let back: () => Promise<void>;
  beforeAll(async () => {
    before = { unit: await host.unit(), page: (await site.page()).body };
    back = await spoil(file, change);
    ({ result: run, visitors } = await whileVisited(site, () => site.deploy(deployed)));
  });
  afterAll(() => back());

  test('fails the step, with the reason, and no request is lost', () => {
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain(said);
    expect(visitors.lost).toEqual([]);
  });

  test('leaves the previous release running, and none of its own', async () => {
    expect(await host.unit()).toBe(before.unit);
    expect(await host.running()).toEqual([`${before.unit}.service`, `${before.unit}.socket`]);
    expect((await site.page()).body).toBe(before.page);
  });
});

describe('other packages and another server while visitors come', () => {
  let run: RunResult;
  let visitors: VisitorsReport;
  beforeAll(async () => {
    await spoil('requirements.txt', (text) => text.replace(/^(?:py)?uwsgi.*$/im, 'gunicorn'));
    ({ result: run, visitors } = await whileVisited(site, () => site.deploy()));
  });

  test('make a virtual environment of their own, and no request is lost', async () => {
    expect(failureOf(run)).toBe('');
    expect(visitors.lost).toEqual([]);
    expect(Number(await site.onHost('ls "$1"/venvs | wc -l', [site.root]))).toBe(2);
    expect(await site.onHost('cat "$1"/records/*/start/web', [site.root])).toContain('exec gunicorn ');
  });
});

describe('a second site on the host', () => {
  let run: RunResult;
  let visitors: VisitorsReport;
  beforeAll(async () => {
    ({ result: run, visitors } = await whileVisited(site, () => books.deploy()));
  }, 300_000);

  test('is deployed from a project in a directory, while the first one loses no request', async () => {
    expect(failureOf(run)).toBe('');
    expect(visitors.lost).toEqual([]);
    expect((await books.page()).body).toContain('None yet.');
    expect((await site.page()).body).toContain('A change');
    expect((await books.page('/admin/login/')).status).toBe(200);
  });

  test('has a user of its own, who can neither connect to the other site nor read its values', async () => {
    const tries = `for user in ehd-native ehd-native-books; do
      setpriv --reuid="$user" --regid="$user" --clear-groups python3 -c '
import socket, sys, glob
try:
    socket.socket(socket.AF_UNIX).connect(glob.glob("/run/ehd/native/*.sock")[0]); print("connected")
except PermissionError:
    print("refused")'
      setpriv --reuid="$user" --regid="$user" --clear-groups cat "$1"/records/*/env >/dev/null 2>&1 && echo read
    done; true`;
    expect(await site.onHost(tries, [site.root])).toBe('refused\nrefused');
  });

  test('leaves nothing to do for either', async () => {
    for (const one of [site, books]) {
      const again = await one.deploy();
      expect(planOf(again).steps).toEqual([]);
    }
  });
});

describe('a restart of the host', () => {
  test('brings both sites back without a deploy', async () => {
    await restartHost('fresh');
    expect((await site.page()).status).toBe(200);
    expect((await books.page('/health/')).status).toBe(200);
    expect(planOf(await site.deploy()).steps).toEqual([]);
  });
});
