import { describe, expect, test } from '@jest/globals';
import type { ContainerFacts } from '../../../src/host/facts.js';
import type { Facts } from '../../../src/plan/facts.js';
import type { Plan } from '../../../src/plan/plan.js';
import { factsAfter, freshFacts, kindsOf, now, planOf } from '../../support/facts.js';
import { someService, someStack } from '../../support/stacks.js';

const inAMinute = new Date(now.getTime() + 60_000);

const stack = someStack([
  someService('app'),
  someService('worker', { dependsOn: ['app'] }),
  someService('seed', { hasProfile: true }),
]);
const fresh: Facts = { ...freshFacts(), repository: { ...freshFacts().repository, stack } };
const deployed: Facts = factsAfter(planOf(fresh), now);

/** The plan of a run without changes, whose host has other containers by then: a changed one, or undefined where one is gone. */
function again(changes: Readonly<Record<string, Partial<ContainerFacts> | undefined>>, facts: Facts = deployed): Plan {
  const { containers } = facts.host;
  const now = containers.flatMap((one): readonly ContainerFacts[] => {
    if (!(one.service in changes)) return [one];
    const change = changes[one.service];
    return change === undefined ? [] : [{ ...one, ...change }];
  });
  return planOf({ ...facts, host: { ...facts.host, containers: now } }, {}, inAMinute);
}

describe('a service of a profile that is not active', () => {
  test('does not belong to the services whose health counts', () => {
    const files = planOf(fresh).steps.find((step) => step.kind === 'files');
    const record = files?.kind === 'files' ? files.record : [];
    expect(record.find(({ path }) => path === 'record/services')?.content).toBe('app\nworker\nedge\n');
  });

  test.each<[string, Partial<ContainerFacts> | undefined]>([
    ['failed', { state: 'exited', exitCode: 1 }],
    ['is unhealthy', { health: 'unhealthy' }],
    ['was made anew by a person, with other settings', { config: 'other', image: 'other' }],
    ['is gone', undefined],
  ])('is no reason to do anything where its container %s', (_, seed) => {
    expect(kindsOf(again({ seed }))).toEqual([]);
  });
});
