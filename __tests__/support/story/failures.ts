import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { RunResult } from '../../../lab/runner.js';
import { type StorySite, planOf } from './site.js';
import { type VisitorsReport, whileVisited } from './visitors.js';

interface Failing {
  readonly name: string;
  readonly code: string;
  /** What a person has to find in the log to know why. */
  readonly said: string;
  readonly inputs?: Readonly<Record<string, string>>;
  /** A file of the workspace and what becomes of its content. */
  readonly file?: string;
  readonly spoil?: (content: string) => string;
}

const failing: readonly Failing[] = [
  {
    name: 'a release command that fails',
    code: 'release-command-failed',
    said: 'no such table today',
    inputs: { 'release-command': 'echo no such table today >&2; exit 3' },
  },
  {
    name: 'an image that does not build',
    code: 'build-failed',
    said: 'a wheel is missing',
    file: 'Dockerfile',
    spoil: (content) => `${content}\nRUN echo a wheel is missing >&2 && exit 7\n`,
  },
  {
    name: 'an app that ends at its start',
    code: 'containers-unhealthy',
    said: 'the app gives up',
    file: 'Dockerfile',
    spoil: (content) => `${content}\nCMD ["sh", "-c", "echo the app gives up; exit 9"]\n`,
  },
  {
    name: 'an app that answers 500 on the health path',
    code: 'health-check-failed',
    said: 'the view is broken',
    inputs: { 'health-path': '/visits/' },
    file: 'visits/views.py',
    spoil: (content) =>
      content.replace(/(def visits\(request\):\n)/, "$1    raise RuntimeError('the view is broken')\n"),
  },
];

export function failures(site: StorySite): void {
  describe.each(failing)('$name', ({ code, said, inputs, file, spoil }) => {
    let run: RunResult;
    let visitors: VisitorsReport;
    let before: { readonly release: string; readonly edge: string };
    let sound: string | undefined;
    beforeAll(async () => {
      before = { release: await site.current(), edge: await site.container('edge') };
      if (file !== undefined && spoil !== undefined) {
        sound = await readFile(path.join(site.folder, file), 'utf8');
        await site.change({ [file]: spoil(sound) });
      } else {
        await site.change({ 'change.txt': `for ${code}\n` });
      }
      ({ result: run, visitors } = await whileVisited(site, () => site.deploy(inputs)));
    });
    afterAll(async () => {
      if (file !== undefined && sound !== undefined) await site.change({ [file]: sound });
    });

    test('fails the step, says which step and why', () => {
      expect(run.exitCode).toBe(1);
      expect(run.log).toContain(`[${code}]`);
      expect(run.log).toContain(said);
      expect(run.summary).toContain(`docs/errors.md#${code}`);
      expect(run.outputs).toMatchObject({ release: before.release, 'previous-release': '' });
    });

    test('leaves the release before as it was, and no visitor without an answer', async () => {
      expect(visitors.lost).toEqual([]);
      expect(await site.current()).toBe(before.release);
      expect(await site.page('/health/')).toMatchObject({
        status: 200,
        headers: { 'x-ec2-https-deploy-release': before.release },
      });
      expect(await site.container('edge')).toBe(before.edge);
      await site.container('app');
    });
  });

  describe('the next good deploy', () => {
    test('converges, and the one after it has nothing to do', async () => {
      const run = await site.deploy();
      expect(run).toMatchObject({ exitCode: 0, outputs: { changed: 'true' } });
      expect(await site.page()).toMatchObject({
        status: 200,
        headers: { 'x-ec2-https-deploy-release': run.outputs['release'] },
      });
      const again = await site.deploy();
      expect(again).toMatchObject({ exitCode: 0, outputs: { changed: 'false' } });
      expect(planOf(again).steps).toEqual([]);
    });
  });
}
