import { planRecords, type RecordPlan } from '../dns/records.js';
import { namesOf } from '../inputs.js';
import type { Planning } from '../planning.js';
import type { Decision } from '../step.js';

/** What Route 53 needs; undefined when DNS is somebody else's. */
export function recordPlan({ inputs, facts }: Planning): RecordPlan | undefined {
  return facts.dns === undefined ? undefined : planRecords(namesOf(inputs), facts.dns, facts.target);
}

export function decideRecords(planning: Planning): Decision {
  const plan = recordPlan(planning);
  if (plan === undefined) return { unchanged: 'DNS is not this action’s (dns: none)' };
  if (plan.refusals.length > 0) return { refusals: plan.refusals };
  const changing = plan.because.filter(({ changes }) => changes);
  if (changing.length === 0) return { unchanged: plan.because.map(({ text }) => text).join('; ') };
  const names = changing.map(({ name }) => name).join(', ');
  return {
    step: {
      kind: 'records',
      title: `Upsert the Route 53 record of ${names}`,
      because: changing.map(({ text }) => text).join('; '),
    },
  };
}
