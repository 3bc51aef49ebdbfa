import type { NameFacts, SpecialRecordSet } from './dns.js';
import { plainName } from './name.js';
import type { RecordTarget } from './records.js';

/**
 * Where the records of a routing policy send the visitors of a name while all hosts are healthy: to this host alone, to it and others, or
 * to others.
 */
export type Routed = 'here' | 'shared' | 'elsewhere';

/** undefined: the name has no such records. Pure. */
export function routedTo({ special }: Pick<NameFacts, 'special'>, target: RecordTarget): Routed | undefined {
  if (special.length === 0) return undefined;
  const answering = special.filter((set) => isAnswered(set, special));
  const here = answering.filter((set) => pointsTo(target, set));
  if (here.length === 0) return 'elsewhere';
  return here.length === answering.length ? 'here' : 'shared';
}

/** `A weighted "blue" (weight 10) 192.0.2.1` */
export function describeSpecial({ type, why, identifier, weight, failover, values }: SpecialRecordSet): string {
  const name = identifier === undefined ? '' : ` "${identifier}"`;
  const share = weight === undefined ? '' : ` (weight ${weight})`;
  const rank = failover === undefined ? '' : ` (${failover.toLowerCase()})`;
  return `${type} ${why}${name}${share}${rank}${values.map((value) => ` ${value}`).join(',')}`;
}

/** A weight of 0 is answered only if all are 0, a secondary one only if the primary one is unhealthy. */
function isAnswered(set: SpecialRecordSet, sets: readonly SpecialRecordSet[]): boolean {
  const others = sets.filter(({ type }) => type === set.type);
  if (set.weight === 0) return others.every(({ weight }) => weight === 0);
  if (set.failover === 'SECONDARY') return !others.some(({ failover }) => failover === 'PRIMARY');
  return true;
}

function pointsTo(target: RecordTarget, { type, values }: SpecialRecordSet): boolean {
  if (values.length === 0) return false;
  if (type === 'CNAME')
    return target.kind === 'name' && values.every((value) => plainName(value) === plainName(target.name));
  const addresses = target.kind === 'ip' ? [target.address] : target.addresses;
  return values.every((value) => addresses.includes(value));
}
