import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fetchFromOutside } from '../../lab/outside.js';
import type { RunResult } from '../../lab/runner.js';
import { planOf, StorySite } from '../support/story/site.js';
import { type VisitorsReport, whileVisited } from '../support/story/visitors.js';
import { SystemdSite } from '../support/systemd-site.js';

/*
 * A site without Docker on the look-alike of Amazon Linux 2023, with nothing but packages of its repository. Each chapter continues from
 * the one before it.
 */

jest.setTimeout(180_000);

const site = new StorySite('amazon', {
  ...{ name: 'native-amazon', root: '/srv/native-amazon', example: 'django-settings-split' },
  inputs: { runtime: 'native', 'health-path': '/health/' },
});
const host = new SystemdSite(site);
const page = 'django_app/books/templates/books/shelf.html';

function failureOf({ exitCode, log }: RunResult): string {
  return exitCode === 0 ? '' : log.split('\n').slice(-40).join('\n');
}

beforeAll(() => site.open(), 300_000);
afterAll(() => site.close());

describe('the first deploy to Amazon Linux', () => {
  let run: RunResult;
  let welcome: string;
  beforeAll(async () => {
    const stop = await host.watchForWelcome();
    run = await site.deploy();
    welcome = await stop();
  }, 400_000);

  test('installs packages of the distribution alone, and ends with HTTPS', async () => {
    expect(failureOf(run)).toBe('');
    const installs = planOf(run).steps.find(({ kind }) => kind === 'bootstrap');
    expect(installs?.title).toBe('Install nginx, certbot, python3.13, cron on Amazon Linux 2023.9.20261116');
    const packages = "rpm -q --queryformat '%{NAME}\\n' nginx certbot python3.13 cronie";
    expect(await site.onHost(`command -v docker || ${packages}`)).toBe('nginx\ncertbot\npython3.13\ncronie');
    expect(await site.page()).toMatchObject({
      status: 200,
      headers: { 'x-ec2-https-deploy-release': run.outputs['release'] },
    });
  });

  test('runs the app with the newer Python, and leaves that of the system alone', async () => {
    expect((await site.onHost('readlink -f "$1"/venvs/*/bin/python', [site.root])).trim()).toBe('/usr/bin/python3.13');
    expect((await site.onHost('readlink -f /usr/bin/python3')).trim()).toBe('/usr/bin/python3');
  });

  test('lets the user of Amazon’s nginx to the socket and to static files', async () => {
    expect((await site.onHost('stat -c "%a %U %G" /run/ehd/native-amazon/*.sock')).trim()).toBe('660 root nginx');
    const style = /href="(\/static\/[^"]*\.css)"/.exec((await site.page()).body)?.[1] ?? '/no-style-sheet';
    expect(await site.page(style)).toMatchObject({ status: 200 });
  });

  test('never shows the welcome page of nginx.conf, and knows no other names', async () => {
    expect(welcome).toBe('');
    expect((await fetchFromOutside(`http://${site.host.publicName}/`)).status).toBe(404);
    await expect(fetchFromOutside(`https://${site.host.publicName}/`)).rejects.toThrow(/did not answer/);
  });

  test('serves IPv6 as well, where nginx.conf listens for the welcome page', async () => {
    const status = 'wget -q -S -O - --max-redirect 0 --header "Host: $2" "http://[::1]$1" 2>&1 | head -1; true';
    await site.onHost('echo 0 >/proc/sys/net/ipv6/conf/lo/disable_ipv6');
    expect(await site.onHost(status, ['/', site.domain])).toContain('301');
    expect(await site.onHost(status, ['/', 'other.example.com'])).toContain('404');
  });

  test('gives nginx a configuration for its version, and no second server of a name', () => {
    expect(run.log).toContain('test is successful');
    expect(run.log).not.toMatch(/\[warn\].*(?:http2|conflicting)/);
  });
});

describe('the same deploy again', () => {
  test('does nothing', async () => {
    const before = await host.nginxProcesses();
    const run = await site.deploy();
    expect(failureOf(run)).toBe('');
    expect(planOf(run)).toMatchObject({ steps: [], usage: { execs: 1 } });
    expect(await host.nginxProcesses()).toBe(before);
  });
});

describe('a change of code while visitors come', () => {
  let run: RunResult;
  let visitors: VisitorsReport;
  beforeAll(async () => {
    const before = await readFile(path.join(site.folder, page), 'utf8');
    await site.change({ [page]: `${before}\n<!-- A change -->\n` });
    ({ result: run, visitors } = await whileVisited(site, () => site.deploy()));
  });

  test('is served, without a lost request, by the packages that are there', async () => {
    expect(failureOf(run)).toBe('');
    expect(visitors.lost).toEqual([]);
    expect(planOf(run).steps.map(({ kind }) => kind)).not.toContain('bootstrap');
    expect((await site.page()).body).toContain('A change');
  });

  test('leaves no process of the previous release', async () => {
    const unit = await host.unit();
    expect(unit).toContain(run.outputs['release']);
    expect(await host.running()).toEqual([`${unit}.service`, `${unit}.socket`]);
  });
});
