import { describe, expect, test } from '@jest/globals';
import type { Failure } from '../../../src/errors/deploy-error.js';
import { freshFacts, planOf } from '../../support/facts.js';
import { harmIn } from '../../support/harm.js';

const refusalFor = (holder: string): Failure | undefined =>
  planOf(freshFacts({ ports: [{ port: 443, holder, ours: false }] })).blockers.find(
    ({ code }) => code === 'port-in-use',
  );

describe('a port that something else holds', () => {
  test.each(['container shop-edge-1 (project shop)', 'container proxy', 'nginx', 'another program'])(
    'is refused without a word on how to take down %s',
    (holder) => {
      const refusal = refusalFor(holder);
      expect(refusal?.what).toBe(`Port 443 of the host is in use by ${holder}`);
      expect(refusal?.why).toContain('One host serves one site');
      expect(refusal?.hint).toContain('deploy this site to another host');
      expect(refusal?.hint).toContain('stop it the way it was started');
      expect(harmIn(`${refusal?.why} ${refusal?.hint}`)).toEqual([]);
    },
  );

  test.each([
    ['container shop-edge-1 (project shop)', 'docker compose ls --all --filter name=shop '],
    ['container proxy', 'docker ps --filter name=proxy '],
    ['nginx', "ss -ltnp 'sport = :443'"],
  ])('can be looked at: for %s the hint has %s', (holder, command) => {
    expect(refusalFor(holder)?.hint).toContain(command);
  });

  test('is one problem with the other port that the same program holds', () => {
    const by = (port: number, holder: string) => ({ port, holder, ours: false });
    const problems = (...ports: readonly ReturnType<typeof by>[]) =>
      planOf(freshFacts({ ports })).blockers.map(({ what }) => what);
    expect(problems(by(80, 'nginx'), by(443, 'nginx'))).toEqual(['Port 80 and 443 of the host is in use by nginx']);
    expect(problems(by(80, 'nginx'), by(443, 'caddy'))).toHaveLength(2);
  });

  test('may be held by another site of this action, and the hint says how that is seen', () => {
    expect(refusalFor('container shop-edge-1 (project shop)')?.hint).toContain(
      'another site that this action deployed',
    );
  });
});

test('a disk that is too small is no reason to clean up what other sites use', () => {
  const { blockers: refusals } = planOf(freshFacts({ disk: { freeBytes: 1000, freeInodes: 5 } }));
  expect(refusals.map(({ code }) => code)).toEqual(['insufficient-disk', 'insufficient-disk']);
  for (const { hint } of refusals) {
    expect(hint).toContain('Enlarge the volume');
    expect(harmIn(hint)).toEqual([]);
  }
});
