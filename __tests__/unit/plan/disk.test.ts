import { describe, expect, test } from '@jest/globals';
import { factsAfter, freshFacts, kindsOf, now, planOf } from '../../support/facts.js';
import type { Facts } from '../../../src/plan/facts.js';

const deployed = (): Facts => factsAfter(planOf(freshFacts()), now);
const inAMinute = new Date(now.getTime() + 60_000);

const full = { freeBytes: 1000, freeInodes: 500_000 };
const withHost = (facts: Facts, host: Partial<Facts['host']>): Facts => ({
  ...facts,
  host: { ...facts.host, ...host },
});
const codesOf = (made: ReturnType<typeof planOf>) => made.blockers.map(({ code }) => code);

describe('a disk that is too full', () => {
  test.each([full, { freeBytes: 1e12, freeInodes: 5 }])(
    'is no reason to refuse a run that makes no release: %j',
    (disk) => {
      const made = planOf(withHost(deployed(), { disk }), {}, inAMinute);
      expect([kindsOf(made), codesOf(made)]).toEqual([[], []]);
    },
  );

  test('is cleaned before a release is made, and the host then checks what that needs', () => {
    const made = planOf(withHost(deployed(), { disk: full, releaseCount: 3 }), { env: [] }, inAMinute);
    expect(codesOf(made)).toEqual([]);
    expect(kindsOf(made).filter((kind) => ['prune', 'files'].includes(kind))).toEqual(['prune', 'files']);
    const step = made.steps.find(({ kind }) => kind === 'prune');
    expect(step).toMatchObject({ keep: 2, because: expect.stringContaining('of free disk space, a deploy needs') });
  });

  test('is refused in the plan where nothing of the site can be removed', () => {
    expect(codesOf(planOf(freshFacts({ disk: full })))).toEqual(['insufficient-disk']);
  });

  test('keeps the release of this run that has the files already', () => {
    const facts = withHost(deployed(), { disk: full, releaseCount: 3 });
    const repository = { ...facts.repository, unfinished: 'r-begun' };
    expect(kindsOf(planOf({ ...facts, repository }, { env: [] }, inAMinute))).not.toContain('prune');
  });
});

test('a release with other values of .env needs no room for an image', () => {
  const disk = { freeBytes: 500 * 1024 ** 2, freeInodes: 500_000 };
  const made = planOf(withHost(deployed(), { disk, releaseCount: 3 }), { env: [] }, inAMinute);
  expect(made.planning.difference).toMatchObject({ envChanged: true, filesChanged: false });
  expect(kindsOf(made)).toContain('files');
  expect(kindsOf(made)).not.toContain('prune');
});

test('what runs that failed have left is removed before another release is made', () => {
  const made = planOf(withHost(deployed(), { releaseCount: 9 }), { env: [] }, inAMinute);
  const kinds = kindsOf(made);
  expect(kinds.filter((kind) => kind === 'prune')).toHaveLength(1);
  expect(kinds.indexOf('prune')).toBeLessThan(kinds.indexOf('files'));
  expect(made.steps.find(({ kind }) => kind === 'prune')).toMatchObject({ keep: 5, needs: { bytes: 0 } });
});
