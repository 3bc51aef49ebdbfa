import { describe, expect, test } from '@jest/globals';
import type { DockerFacts } from '../../../src/host/facts.js';
import { freshFacts, planOf } from '../../support/facts.js';

const cron = { installed: true, running: true };

function planFor(docker: Partial<DockerFacts>, bootstrap = true) {
  const usual = { version: '25.0.8', installed: true, access: 'direct', compose: '5.0.1', composeV1: false } as const;
  return planOf(freshFacts({ cron, docker: { ...usual, buildx: '0.12.1', ...docker } }), { bootstrap });
}

describe('docker compose 5', () => {
  test.each(['0.12.1', undefined])('gets a newer buildx by bootstrap where the host has %s', (buildx) => {
    const step = planFor({ buildx }).steps.find(({ kind }) => kind === 'bootstrap');
    expect(step).toMatchObject({
      needs: ['buildx'],
      buildxPlugin: { url: expect.stringMatching(/\/docker\/buildx\/releases\/.*linux-amd64$/) as unknown },
    });
    expect(step?.because).toMatch(/^docker compose 5\.0\.1 builds with buildx 0\.17\.0 or newer, and there is /);
  });

  test('is refused without bootstrap, with the reason, before anything is built', () => {
    expect(planFor({}, false).blockers).toMatchObject([
      { code: 'buildx-too-old', what: expect.stringContaining('there is 0.12.1') as unknown },
    ]);
  });

  test.each([
    ['a newer buildx', { buildx: '0.17.0' }],
    ['compose 2, which has a builder of its own', { compose: '2.38.2', buildx: undefined }],
  ])('needs nothing with %s', (_, docker) => {
    expect(planFor(docker, false).blockers).toEqual([]);
  });
});
