import type { Phase, Part } from '../plan/phases.js';
import type { Plan } from '../plan/plan.js';
import { HostRun } from './host-run.js';
import { RunnerSteps } from './runner-steps.js';
import type { Session } from './session.js';

/**
 * Carries out the plan: its phases one after the other, the parts of each in parallel, and nothing else.
 * @throws DeployError
 */
export async function apply(plan: Plan, session: Session): Promise<void> {
  const host = new HostRun(plan, session);
  const runner = new RunnerSteps(plan, session, host);
  const take = (part: Part): Promise<void> =>
    part.where === 'host' ? host.steps(part.steps) : runner.steps(part.steps);
  for (const phase of plan.phases) await carryOut(phase, take);
}

/** A failure of one part must not leave another one running unheard: the first failure counts when all have ended. */
async function carryOut({ parts }: Phase, take: (part: Part) => Promise<void>): Promise<void> {
  const settled = await Promise.allSettled(parts.map(take));
  const failed = settled.find((result) => result.status === 'rejected');
  if (failed === undefined) return;
  throw failed.reason;
}
