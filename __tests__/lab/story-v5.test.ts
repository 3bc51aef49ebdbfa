import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { planOf, type StorySite } from '../support/story/site.js';
import { story } from '../support/story/story.js';
import { wholeState } from '../support/story/whole-state.js';

/* With docker compose 5, which builds by buildx. */

const buildx = '/usr/local/lib/docker/cli-plugins/docker-buildx';

function oldBuildx(site: StorySite): void {
  describe('a buildx that is too old for docker compose 5', () => {
    // What docker finds then is the one of Debian.
    beforeAll(() => site.onHost('mv "$1" /root/newer-buildx', [buildx]));
    afterAll(() => site.onHost('mv /root/newer-buildx "$1"', [buildx]));

    test('is refused without bootstrap, before anything is written', async () => {
      const before = await wholeState(site);
      const run = await site.deploy({ bootstrap: 'false' });
      expect(run.exitCode).toBe(1);
      expect(run.log).toContain('[buildx-too-old]');
      expect(run.log).toMatch(/docker compose v?5\.5\.0 builds with buildx 0\.17\.0 or newer, and there is 0\.13\.1/);
      expect(await wholeState(site)).toEqual(before);
    });

    test('is replaced with bootstrap, as the plan says', async () => {
      const run = await site.deploy({ 'dry-run': 'true' });
      expect(run).toMatchObject({ exitCode: 0 });
      const bootstrap = planOf(run).steps.find(({ kind }) => kind === 'bootstrap');
      expect(bootstrap?.title).toMatch(/^Install docker buildx on Debian/);
      expect(bootstrap?.because).toContain('there is 0.13.1');
    });
  });
}

story('v5', { prologue: oldBuildx });
