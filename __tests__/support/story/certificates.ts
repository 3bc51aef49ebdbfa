import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { suggestRenewal, withRenewals } from '../../../lab/acme-server.js';
import { restartHost } from '../../../lab/hosts.js';
import type { OutsideAnswer } from '../../../lab/outside.js';
import { bundledNames, engineVolume } from '../../../src/proxy/names.js';
import { servedCertificate, servedInsteadOf } from './certificate.js';
import { stepsOf, type StorySite } from './site.js';

/** Runs the site's cron entry as cron would: its user's, with next to no environment. */
async function runCronEntry(site: StorySite): Promise<void> {
  const entry = (await site.onHost('crontab -l', [], 'ec2-user')).split('\n').find((line) => line.includes(site.root));
  const command = entry?.split(/\s+/).slice(5).join(' ') ?? 'no cron entry of the site';
  const environment = 'env -i HOME=/home/ec2-user LOGNAME=ec2-user PATH=/usr/bin:/bin SHELL=/bin/sh';
  await site.onHost(`cd && ${environment} /bin/sh -c "$1"`, [command], 'ec2-user');
}

/** The first answer of 200, within 90 s. */
async function untilItAnswers(site: StorySite): Promise<OutsideAnswer> {
  const began = Date.now();
  let last = '';
  while (Date.now() - began < 90_000) {
    try {
      const answer = await site.page('/', { timeoutMs: 3000 });
      if (answer.status === 200) return answer;
      last = `status ${answer.status}`;
    } catch (error) {
      last = String(error);
    }
    await sleep(500);
  }
  throw new Error(`The site does not answer 90 s after the host booted: ${last}`);
}

export function certificates(site: StorySite): void {
  const edgeStarted = async (): Promise<string> =>
    site.onHost('docker inspect --format "{{.Id}} {{.State.StartedAt}}" "$1"', [await site.container('edge')]);

  describe('a renewal', () => {
    const renew = async (): Promise<void> => {
      const before = { certificate: await servedCertificate(site), edge: await edgeStarted() };
      await runCronEntry(site);
      expect((await servedCertificate(site)).serial).toBe(before.certificate.serial);

      await suggestRenewal('now');
      await runCronEntry(site);
      await suggestRenewal('in-time');
      const renewed = await servedInsteadOf(site, before.certificate.serial);
      expect(renewed.names).toEqual(before.certificate.names);
      expect(await edgeStarted()).toBe(before.edge);
      expect(await site.onHost('tail -n 1 "$1/renew.log"', [site.root])).toContain('renewed and loaded');

      await runCronEntry(site);
      expect(await site.onHost('tail -n 1 "$1/renew.log"', [site.root])).toContain('not due yet');
      expect((await servedCertificate(site)).serial).toBe(renewed.serial);
    };

    test('is served without a restart, and told in the log', async () => {
      await withRenewals(renew);
      expect(await site.deploy()).toMatchObject({ exitCode: 0, outputs: { changed: 'false' } });
    });
  });

  describe('a certificate volume that is gone', () => {
    test('makes the next deploy certify again, and only that one', async () => {
      const before = await servedCertificate(site);
      await site.onHost('docker rm --force "$1" && docker volume rm "$2"', [
        await site.container('edge'),
        engineVolume(site.name, bundledNames.certificateVolume),
      ]);
      const run = await site.deploy();
      expect(run).toMatchObject({ exitCode: 0, outputs: { changed: 'true' } });
      expect(stepsOf(run)).toContain('certify');
      const after = await servedCertificate(site);
      expect(after.serial).not.toBe(before.serial);
      expect(after.names).toEqual(before.names);

      expect(await site.deploy()).toMatchObject({ exitCode: 0, outputs: { changed: 'false' } });
      expect((await servedCertificate(site)).serial).toBe(after.serial);
    });
  });

  describe('a reboot of the host', () => {
    test('brings the site back by itself, with its certificate', async () => {
      const before = { certificate: await servedCertificate(site), release: await site.current() };
      await restartHost(site.host.name);
      const page = await untilItAnswers(site);
      expect(page.headers['x-ec2-https-deploy-release']).toBe(before.release);
      expect(await servedCertificate(site)).toEqual(before.certificate);
      expect(await site.deploy()).toMatchObject({ exitCode: 0, outputs: { changed: 'false' } });
    });
  });
}
