import { describe, expect, test } from '@jest/globals';
import { hostJob } from '../../../src/apply/host-job.js';
import type { Plan } from '../../../src/plan/plan.js';
import { isHostStep } from '../../../src/plan/step.js';
import { freshFacts, planOf } from '../../support/facts.js';

const run = {
  ...{
    expectCurrent: '',
    holder: 'run 1',
    order: undefined,
    lockWaitSeconds: 5,
    workSeconds: 3_000,
    token: 'f00d',
    healthSeconds: 180,
  },
  ...{ healthTimeoutSeconds: undefined, drainSeconds: undefined, minReadySeconds: 0 },
  probeToken: 'probe-1',
};

/** The limits of a first deploy's steps, in seconds, when so much is left for all of them. */
function limitsOf(plan: Plan, workSeconds: number): Readonly<Record<string, number>> {
  const job = hostJob(plan, plan.steps.filter(isHostStep), { ...run, workSeconds });
  return Object.fromEntries([...job.steps, job.rollback].map(({ kind, limit_seconds }) => [kind, limit_seconds]));
}

describe('the limits of steps', () => {
  test('are the defaults, or those of the input', () => {
    const limits = limitsOf(planOf(freshFacts(), { limits: { build: 2_400 } }), 3_000);
    expect(limits).toMatchObject({ files: 600, build: 2_400, env: 60 });
  });

  test('are never more than is left of the run', () => {
    expect(limitsOf(planOf(freshFacts()), 90)).toMatchObject({ build: 90, env: 60, up: 90 });
  });

  test('leave a rollback its own time, whatever is left', () => {
    expect(limitsOf(planOf(freshFacts()), 100)).toMatchObject({ rollback: 300 });
  });
});
