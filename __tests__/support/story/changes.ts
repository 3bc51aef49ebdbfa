import { chmod, readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { RunResult } from '../../../lab/runner.js';
import { servedCertificate } from './certificate.js';
import { oddFiles, script, shortLived } from './odd-files.js';
import { planOf, stepsOf, type StorySite } from './site.js';
import { type VisitorsReport, whileVisited } from './visitors.js';
import { wholeState } from './whole-state.js';

const page = 'visits/templates/visits/home.html';

async function changePage(site: StorySite, text: string): Promise<void> {
  const before = await readFile(path.join(site.folder, page), 'utf8');
  await site.change({
    [page]: before.replace(/(<p>A change: \w+<\/p>)?\n\{% endblock %\}/, `<p>A change: ${text}</p>\n{% endblock %}`),
  });
}

export function changes(site: StorySite): void {
  describe('a dry run with changes of code, env and names', () => {
    test('prints the plan with its reasons and writes nothing anywhere', async () => {
      await changePage(site, 'dry');
      const before = await wholeState(site);
      const env = JSON.stringify({ ...site.env, ADDED: 'never there' });
      const run = await site.deploy({ 'dry-run': 'true', aliases: 'www api', env });
      expect(run).toMatchObject({ exitCode: 0, outputs: { changed: 'false', 'dns-changed': 'false' } });
      expect(stepsOf(run)).toEqual(
        expect.arrayContaining(['records', 'files', 'env', 'build', 'release-command', 'up', 'certify']),
      );
      for (const { title, because } of planOf(run).steps) {
        expect(run.log).toContain(title);
        expect(run.log).toContain(`because ${because}`);
      }
      expect(await wholeState(site)).toEqual(before);
    });
  });

  describe('a change of code while visitors come', () => {
    let run: RunResult;
    let visitors: VisitorsReport;
    let before: { readonly edge: string; readonly release: string; readonly serial: string };
    beforeAll(async () => {
      before = {
        edge: await site.container('edge'),
        release: await site.current(),
        serial: (await servedCertificate(site)).serial,
      };
      await chmod(path.join(site.folder, script), 0o644);
      await site.change({ [shortLived]: undefined });
      await changePage(site, 'live');
      ({ result: run, visitors } = await whileVisited(site, () => site.deploy()));
    });

    test('loses no request, from the first to the last', () => {
      expect(run).toMatchObject({
        exitCode: 0,
        outputs: { 'previous-release': before.release, changed: 'true', 'dns-changed': 'false' },
      });
      expect(visitors.lost).toEqual([]);
      expect(visitors.asked).toBeGreaterThan(100);
      expect(Object.keys(visitors.answers).sort()).toEqual([
        'GET 200',
        'POST 403',
        `release ${before.release}`,
        `release ${run.outputs['release']}`,
      ]);
    });

    test('shows the release, through the same edge with the same certificate', async () => {
      const shown = await site.page();
      expect(shown).toMatchObject({ status: 200, headers: { 'x-ec2-https-deploy-release': run.outputs['release'] } });
      expect(shown.body).toContain('A change: live');
      expect(await site.container('edge')).toBe(before.edge);
      expect((await servedCertificate(site)).serial).toBe(before.serial);
    });

    test('sent only what changed; the rest is linked', async () => {
      expect(planOf(run).steps.find(({ kind }) => kind === 'files')?.title).toMatch(
        /: send 2 files \(.*\), link \d+ that are on the host already$/,
      );
      const inodes = await site.onHost('cd "$1/releases" && stat -c %i "$2/manage.py" "$3/manage.py"', [
        site.root,
        before.release,
        await site.current(),
      ]);
      expect(new Set(inodes.split('\n')).size).toBe(1);
    });

    test('carries odd names, modes and links, and leaves out what was deleted', async () => {
      const list = `cd "$1/current/odd" && for file in .[!.]* *; do printf '%s\\0' "$file $(stat -c '%a %F' "./$file") $(readlink "./$file")"; done`;
      const names = [...oddFiles.keys()]
        .filter((name) => name !== shortLived)
        .map((name) => `${name.replace('odd/', '')} 644 regular file `);
      const listed = (await site.onHost(list, [site.root])).split('\0').filter((line) => line !== '');
      expect(listed.sort()).toEqual([...names, 'link 777 symbolic link ../manage.py'].sort());
    });
  });

  describe('a change of env', () => {
    test('is named by its key, reaches the app, and shows no value', async () => {
      const env = { ...site.env, LETTERS: 'another-l3tt3r-value', HASHES: undefined };
      const run = await site.deploy({ env: JSON.stringify(env) });
      expect(run).toMatchObject({ exitCode: 0 });
      const because = planOf(run).steps.find(({ kind }) => kind === 'env')?.because ?? '';
      expect(because).toContain('LETTERS');
      expect(because).toContain('HASHES');
      expect(because).not.toContain('DOLLARS');
      const told = [run.log, run.summary, await readFile(run.files.outputs, 'utf8')];
      expect(told.filter((text) => text.includes('another-l3tt3r-value'))).toEqual([]);
      expect(await site.onHost('docker exec "$1" env', [await site.container('app')])).toContain(
        'LETTERS=another-l3tt3r-value',
      );
      const inImage = 'docker exec --user 0 "$1" find / -xdev -name env-digests -o -xdev -name .env';
      expect(await site.onHost(inImage, [await site.container('app')])).toBe('');
    });
  });
}
