import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { fetchFromOutside } from '../../../lab/outside.js';
import type { RunResult } from '../../../lab/runner.js';
import { servedCertificate } from './certificate.js';
import { marksOf } from './secrets.js';
import { planOf, type StorySite } from './site.js';

/** Every argument of every process on the host, five times a second, for at most ten minutes or until the file is gone. */
const watchArguments = `: >/run/arguments
  for _ in $(seq 3000); do
    [ -f /run/arguments ] || exit 0
    cat /proc/[0-9]*/cmdline 2>/dev/null | tr '\\0' '\\n' >>/run/arguments
    sleep 0.2
  done`;

/**
 * Docker and containerd keep each container's environment in records of their own (root only), and, while a health check is being
 * started, in a file of their own in /tmp (go-runc, `Exec`); nothing else may hold a value.
 */
const filesWithMarks = `cat >/run/marks
  grep -rlF --exclude-dir=proc --exclude-dir=sys --exclude-dir=run --exclude-dir=dev -f /run/marks / 2>/dev/null |
    grep -v -e '^/var/lib/docker/containers/.*/config.v2.json$' -e '^/var/lib/containerd/.*/meta.db$' \\
      -e '^/tmp/runc-process[0-9]*$'
  rm /run/marks`;

/** `isBare`: the host has neither Docker nor cron. */
export function firstDeploy(site: StorySite, isBare: boolean): void {
  describe(`the first deploy, to a host ${isBare ? 'without' : 'with'} Docker and cron`, () => {
    let run: RunResult;
    let homeBefore: string;
    beforeAll(async () => {
      homeBefore = await site.onHost('ls -A /home/ec2-user');
      await site.onHost(`(${watchArguments}) >/dev/null 2>&1 </dev/null &`);
      run = await site.deploy();
    }, 300_000);

    test('ends well, within four execs', () => {
      expect(run).toMatchObject({ exitCode: 0 });
      // One inspects; one deploys; one observes the app while the runner waits for the names; one requests the certificate.
      expect(planOf(run).usage.execs).toBeLessThanOrEqual(4);
    });

    test('says in its outputs what it did', () => {
      expect(run.outputs).toMatchObject({
        ...{ url: `https://${site.domain}`, 'previous-release': '', changed: 'true', 'dns-changed': 'true' },
        release: expect.stringMatching(/^\d{8}T\d{6}Z-[0-9a-f]{7}$/),
        'certificate-expires-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
        'name-servers': expect.stringMatching(/^ns-\d+\.awsdns-/),
      });
      const bootstrap = isBare ? ['bootstrap'] : [];
      const host = [...bootstrap, 'files', 'env', 'confirm', 'build', 'release-command', 'proxy', 'up', 'probe'];
      const kinds = [...host, 'preflight', 'certify', 'serve-https', 'renewal'];
      const taken = planOf(run).steps.map(({ kind, state }) => `${kind} ${state}`);
      // The records are made meanwhile.
      expect(taken).toContain('records done');
      expect(taken.filter((step) => step !== 'records done')).toEqual(kinds.map((kind) => `${kind} done`));
    });

    test('serves the page over HTTPS, as this release', async () => {
      const page = await site.page();
      expect(page).toMatchObject({ status: 200, headers: { 'x-ec2-https-deploy-release': run.outputs['release'] } });
      expect(page.body).toContain(`<code id="release">${run.outputs['release']}</code>`);
      expect(page.headers['strict-transport-security']).toBe('max-age=300');
      expect((await servedCertificate(site)).names).toEqual(site.names);
    });

    test('redirects HTTP, and knows no other names', async () => {
      const plain = await fetchFromOutside(`http://www.${site.domain}/visits/?a=b`);
      expect(plain).toMatchObject({ status: 301, headers: { location: `https://www.${site.domain}/visits/?a=b` } });
      const { publicName } = site.host;
      expect((await fetchFromOutside(`http://${publicName}/`)).status).toBe(404);
      await expect(fetchFromOutside(`https://${publicName}/`)).rejects.toThrow(/did not answer/);
    });

    test('serves static files without asking the app', async () => {
      const place =
        /href="(\/static\/visits\/site[^"]*\.css)"/.exec((await site.page()).body)?.[1] ?? 'no style sheet in the page';
      expect(await site.page(place)).toMatchObject({
        status: 200,
        headers: { 'content-type': expect.stringContaining('text/css') },
      });
      const requests = await site.onHost('docker logs "$1" 2>&1 | grep -F "GET $2 "', [
        await site.container('edge'),
        place,
      ]);
      expect(requests).toContain(' app=- ');
    });

    test('ran the release command: the table of visits is there and counts', async () => {
      expect((await site.page('/visits/')).body).toContain('<strong id="total">1</strong>');
      expect((await site.page('/visits/')).body).toContain('<strong id="total">2</strong>');
    });

    test('gives the containers every value byte for byte, from a file that only its user reads', async () => {
      expect(await site.onHost('stat -c "%a %U" "$1"/records/*/env', [site.root])).toBe('600 ec2-user');
      const printed = await site.onHost('docker exec "$1" env -0', [await site.container('app')]);
      const entries = printed
        .split('\0')
        .map((entry): [string, string] => [entry.split('=', 1).join(), entry.slice(entry.indexOf('=') + 1)]);
      expect(Object.fromEntries(entries)).toMatchObject(site.env);
      expect(await site.onHost('ls /tmp')).not.toContain('story-was-here');
    });

    test('lets no value out: not in log, summary, outputs, arguments, nor any file but .env', async () => {
      const told = await Promise.all(
        [run.files.log, run.files.summary, run.files.outputs].map((file) => readFile(file, 'utf8')),
      );
      const seen = await site.onHost('cat /run/arguments; rm /run/arguments');
      expect(seen).toContain('dockerd');
      const marks = marksOf(site.env);
      expect(marks.length).toBeGreaterThan(6);
      for (const mark of marks)
        expect([run.log, run.summary, ...told, seen].filter((text) => text.includes(mark))).toEqual([]);
      const files = await site.onHost(`printf '%s\\n' "$@" | (${filesWithMarks})`, marks);
      expect(files.split('\n')).toEqual([`${site.root}/records/${run.outputs['release']}/env`]);
    }, 60_000);

    test('leaves one cron entry, and in the home folder nothing but the site’s own', async () => {
      const entries = (await site.onHost('crontab -l', [], 'ec2-user')).split('\n');
      expect(entries.filter((line) => line.includes(site.root))).toHaveLength(1);
      expect(
        (await site.onHost('ls -A /home/ec2-user'))
          .split('\n')
          .filter((name) => !homeBefore.split('\n').includes(name)),
      ).toEqual([site.name]);
    });
  });

  describe('the same deploy again', () => {
    test('does nothing, in one exec and without credentials for AWS, and says so', async () => {
      const ids = async (): Promise<readonly string[]> =>
        Promise.all(['app', 'edge'].map((service) => site.container(service)));
      const before = await ids();
      const run = await site.deploy({}, undefined, { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' });
      expect(run).toMatchObject({ exitCode: 0, outputs: { changed: 'false', 'dns-changed': 'false' } });
      expect(planOf(run)).toMatchObject({ steps: [], usage: { execs: 1 } });
      expect(run.log).toContain('Already up to date');
      expect(await ids()).toEqual(before);
    }, 60_000);
  });
}
