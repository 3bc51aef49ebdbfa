import { durationText, loweringOf, MOVING_TTL_SECONDS } from '../../dns/low-ttl.js';
import { planRecords, type RecordPlan } from '../../dns/records.js';
import { namesOf } from '../../inputs/inputs.js';
import type { Planning } from '../context.js';
import type { Decision } from '../step.js';

/** What Route 53 needs; undefined when DNS is somebody else's. */
export function recordPlan({ inputs, facts }: Planning): RecordPlan | undefined {
  return facts.dns === undefined ? undefined : planRecords(namesOf(inputs), facts.dns, facts.target);
}

/** The names whose visitors are led elsewhere now, and will be led here. */
export function movedNames(planning: Planning): ReadonlySet<string> {
  const because = recordPlan(planning)?.because ?? [];
  return new Set(because.filter(({ change }) => change === 'move').map(({ name }) => name));
}

/** Records of names that lead nowhere yet: made at once, since nobody is led away by them. */
export function decideRecords(planning: Planning): Decision {
  const plan = recordPlan(planning);
  if (plan === undefined) return { unchanged: 'DNS is managed outside this action (dns: none)' };
  if (plan.refusals.length > 0) return { refusals: plan.refusals };
  const added = changing(plan, 'addition');
  if (added === undefined) {
    if (plan.moves.length > 0) return {};
    return { unchanged: plan.because.map(({ text }) => text).join('; ') };
  }
  const title = `Upsert the Route 53 record of ${added.names}`;
  return { step: { kind: 'records', changes: plan.additions, title, because: added.because } };
}

/** The TTLs of records that are moved later, lowered while the host works. */
export function decideLowerTtl(planning: Planning): Decision {
  const plan = recordPlan(planning);
  if (plan === undefined || plan.refusals.length > 0) return {};
  const changes = plan.moves.flatMap((change) => loweringOf(change) ?? []);
  if (changes.length === 0) return {};
  const names = [...new Set(changes.flatMap(({ upsert }) => upsert.map(({ name }) => name)))];
  const highest = Math.max(...changes.flatMap(({ former }) => former.map(({ ttlSeconds }) => ttlSeconds)));
  return {
    step: {
      kind: 'lower-ttl',
      changes,
      title: `Lower the TTL of the Route 53 record of ${names.join(', ')} to ${MOVING_TTL_SECONDS} s until the move is verified`,
      because: `resolvers cache it for up to ${durationText(highest)}, and it is moved in this run`,
    },
  };
}

/** Records of names that lead elsewhere: made when this host serves, and taken back if the run fails later. */
export function decideMoves(planning: Planning): Decision {
  const plan = recordPlan(planning);
  if (plan === undefined || plan.refusals.length > 0) return {};
  const moved = changing(plan, 'move');
  if (moved === undefined) return {};
  const title = `Move the Route 53 record of ${moved.names} to this host`;
  return { step: { kind: 'move-records', changes: plan.moves, title, because: moved.because } };
}

function changing(plan: RecordPlan, kind: 'addition' | 'move') {
  const found = plan.because.filter(({ change }) => change === kind);
  if (found.length === 0) return undefined;
  return {
    names: found.map(({ name }) => name).join(', '),
    because: found.map(({ text }) => text).join('; '),
  };
}
