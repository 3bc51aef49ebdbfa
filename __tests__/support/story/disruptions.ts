import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { docker } from '../../../lab/docker.js';
import { planOf, stepsOf, type StorySite } from './site.js';

/** Ends the runner of a deploy of this site's workspace without warning, as a machine that loses its power does. */
async function killRunner(site: StorySite): Promise<void> {
  const { stdout } = await docker(['ps', '--quiet', '--filter', 'name=^ehd-run-', '--filter', `volume=${site.folder}`]);
  if (stdout === '') throw new Error(`No runner works in ${site.folder}: there is nothing to kill`);
  await docker(['kill', ...stdout.split('\n')]);
}

/** The last line of the host's journal, once it tells of an end; throws after 90 s. */
async function journalsEnd(site: StorySite): Promise<string> {
  let line = '';
  for (let attempt = 0; attempt < 180; attempt += 1) {
    line = await site.onHost('tail -n 1 "$1/journal.jsonl"', [site.root]);
    if (/"status":"(applied|failed|cancelled)"/.test(line)) return line;
    await sleep(500);
  }
  throw new Error(`The host program had not ended after 90 s; the journal's last line is ${line}`);
}

export function disruptions(site: StorySite): void {
  describe('a runner that dies in the middle of a deploy', () => {
    test('before the switch leaves the site as it was, and a host that the next run can use at once', async () => {
      await site.change({ 'change.txt': 'sent by a runner that dies\n' });
      const before = await site.current();
      let killing: Promise<void> | undefined;
      const killed = await site.deploy({ 'release-command': 'sleep 6; python manage.py migrate --noinput' }, (line) => {
        if (/✓ build/.test(line)) killing ??= killRunner(site);
      });
      await killing;
      expect(killing).toBeDefined();
      expect(killed.exitCode).not.toBe(0);
      expect(await site.current()).toBe(before);

      expect(await journalsEnd(site)).toContain('"status":"cancelled"');
      expect(await site.current()).toBe(before);
      expect(await site.page()).toMatchObject({ status: 200, headers: { 'x-ec2-https-deploy-release': before } });
      expect(await site.onHost('ls -A /home/ec2-user', [], 'ec2-user')).not.toContain('.ec2-https-deploy');

      const next = await site.deploy();
      expect(next).toMatchObject({ exitCode: 0, outputs: { changed: 'true' } });
      expect(next.log).not.toContain('The deploy lock is held');
      expect(await site.current()).not.toBe(before);
    });
  });

  describe('two runs at once', () => {
    test('both end well: one waits for the other and then has nothing to do', async () => {
      await site.change({ 'change.txt': 'sent by two\n' });
      const runs = await Promise.all([site.deploy(), site.deploy()]);
      expect(runs.map(({ exitCode }) => exitCode)).toEqual([0, 0]);
      expect(runs.map(({ outputs }) => outputs['changed']).sort()).toEqual(['false', 'true']);
      const second = runs.find(({ outputs }) => outputs['changed'] === 'false');
      expect(second?.log).toContain('The deploy lock is held by');
      expect(new Set(runs.map(({ outputs }) => outputs['release']))).toEqual(new Set([await site.current()]));
    });
  });

  describe('an app that somebody stopped by hand', () => {
    test('is started again by the next deploy, which says why', async () => {
      const app = await site.container('app');
      await site.onHost('docker stop "$1"', [app]);
      const run = await site.deploy();
      expect(run).toMatchObject({ exitCode: 0, outputs: { changed: 'true' } });
      expect(stepsOf(run)).toEqual(['up']);
      expect(planOf(run).steps[0]?.because).toMatch(/app \(exited\)/);
      expect(await site.page()).toMatchObject({ status: 200 });
      expect(await site.container('app')).toBe(app);
    });
  });
}
