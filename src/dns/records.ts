import type { Failure } from '../errors/deploy-error.js';
import type { DnsFacts, NameFacts, RecordChange, RecordSet, Zone } from './dns.js';
import { isIpv6 } from '../inputs/parsers/ip-address.js';
import { durationText, MOVING_TTL_SECONDS } from './low-ttl.js';
import { plainName } from './name.js';
import { describeSpecial, routedTo } from './routing.js';

/** What the records must point to. The addresses of a name are its current ones. */
export type RecordTarget =
  | { readonly kind: 'ip'; readonly address: string }
  | { readonly kind: 'name'; readonly name: string; readonly addresses: readonly string[] };

export interface RecordPlan {
  /** Changes for names that do not resolve yet, so no visitor is redirected: one per zone. */
  readonly additions: readonly RecordChange[];
  /** Changes for names that resolve to another host, so visitors are redirected: one per zone. */
  readonly moves: readonly RecordChange[];
  /** For each name without a blocker: how its record changes, and why (or why not). */
  readonly because: readonly { readonly name: string; readonly change: ChangeKind; readonly text: string }[];
  readonly refusals: readonly Failure[];
}

type ChangeKind = 'none' | 'addition' | 'move';

interface NamePlan {
  readonly change: ChangeKind;
  readonly remove: readonly RecordSet[];
  readonly upsert: readonly RecordSet[];
  readonly text: string;
}

/**
 * TTL of a new record: Route 53's default of five minutes, so that a change of the host's address takes effect soon. An
 * existing record keeps its TTL, and a different TTL alone is never a reason for a change: users set it on purpose.
 */
const newTtlSeconds = 300;

/** Decides which records must change so that every name resolves to the target. Pure. */
export function planRecords(names: readonly string[], facts: DnsFacts, target: RecordTarget): RecordPlan {
  const known = facts.names.filter(({ name }) => names.includes(name));
  const plans = known.map((name) => ({ name, ...planName(name, target) }));
  const accepted = plans.flatMap(({ name, plan }) => (plan === undefined ? [] : [{ ...plan, name }]));
  const changesOf = (kind: ChangeKind) => byZone(accepted.filter(({ change }) => change === kind));
  return {
    additions: changesOf('addition'),
    moves: changesOf('move'),
    because: accepted.map(({ name, change, text }) => ({ name: name.name, change, text })),
    refusals: plans.flatMap(({ refusal }) => refusal ?? []),
  };
}

function planName(facts: NameFacts, target: RecordTarget): { readonly plan?: NamePlan; readonly refusal?: Failure } {
  const routed = routedTo(facts, target);
  if (routed === 'shared' || routed === 'elsewhere') return { refusal: routingConflict(facts, routed, target) };
  if (target.kind === 'name' && plainName(target.name) === facts.name) return planItself(facts);
  const wanted = wantedSets(facts, target);
  if (wanted.length === 0) return { refusal: targetNotResolving(facts, target) };
  const stray = facts.current.find((set) => isStray(set, wanted, target));
  if (stray !== undefined)
    return { refusal: recordConflict(facts, `${describe([stray])}, which is not an address of this host`) };

  if (routed === 'here') return { plan: planRouted(facts) };
  const remove = facts.current.filter((set) => wanted.every((other) => conflict(set, other)));
  const upsert = wanted.filter((set) => !facts.current.some((now) => isSame(now, set)));
  if (remove.length === 0 && upsert.length === 0) {
    return {
      plan: { change: 'none', remove, upsert, text: `${facts.name} already points to ${describe(facts.current)}` },
    };
  }
  const change = currentTargets(facts).length === 0 ? 'addition' : 'move';
  return { plan: { change, remove, upsert, text: explain(facts, wanted, target) } };
}

/** A CNAME if the target is a DNS name and the name can have one; otherwise address records. */
function wantedSets(facts: NameFacts, target: RecordTarget): readonly RecordSet[] {
  const isApex = facts.name === facts.zone.name;
  if (target.kind === 'name' && !isApex && facts.otherTypes.length === 0) {
    return [recordSet(facts, 'CNAME', [plainName(target.name)])];
  }
  const addresses = target.kind === 'ip' ? [target.address] : target.addresses;
  const v6 = addresses.filter((address) => isIpv6(address));
  const v4 = addresses.filter((address) => !isIpv6(address));
  return [
    ...(v4.length === 0 ? [] : [recordSet(facts, 'A', v4)]),
    ...(v6.length === 0 ? [] : [recordSet(facts, 'AAAA', v6)]),
  ];
}

/** A health check that someone has set for the record stays, also when a record of another type takes its place. */
function recordSet(facts: NameFacts, type: RecordSet['type'], values: readonly string[]): RecordSet {
  const kept = facts.current.find((set) => set.type === type);
  const set: RecordSet = { name: facts.name, type, ttlSeconds: kept?.ttlSeconds ?? newTtlSeconds, values };
  const replaced = facts.current.find((now) => now.healthCheckId !== undefined && conflict(now, set));
  const healthCheckId = (kept ?? replaced)?.healthCheckId;
  return healthCheckId === undefined ? set : { ...set, healthCheckId };
}

/**
 * An address record of the other address family, such as an AAAA next to our A. If it stayed, it would send some visitors and
 * the certificate authority to another machine; if it were removed silently, its owner might miss it.
 */
function isStray(set: RecordSet, wanted: readonly RecordSet[], target: RecordTarget): boolean {
  if (set.type === 'CNAME' || wanted.some((other) => other.type === set.type)) return false;
  if (wanted.some((other) => other.type === 'CNAME') && set.type === 'A') return false;
  return target.kind === 'ip' || !set.values.every((value) => target.addresses.includes(value));
}

function conflict(a: RecordSet, b: RecordSet): boolean {
  return (a.type === 'CNAME') !== (b.type === 'CNAME');
}

function isSame(a: RecordSet, b: RecordSet): boolean {
  return a.type === b.type && comparable(a) === comparable(b);
}

function comparable(set: RecordSet): string {
  return set.values.map(plainName).sort().join(' ');
}

/** The records that the name resolves to now: its own, or those of a wildcard if it has none. */
function currentTargets({ current, inherited = [] }: NameFacts): readonly RecordSet[] {
  return current.length > 0 ? current : inherited;
}

function byZone(plans: readonly (NamePlan & { readonly name: NameFacts })[]): readonly RecordChange[] {
  const keyOf = ({ id, name }: Zone): string => (id === '' ? name : id);
  const zones = new Map<string, Zone>(plans.map(({ name }) => [keyOf(name.zone), name.zone]));
  return [...zones.values()].map((zone) => {
    const inZone = plans.filter(({ name }) => keyOf(name.zone) === keyOf(zone));
    return {
      zone,
      remove: inZone.flatMap(({ remove }) => remove),
      upsert: inZone.flatMap(({ upsert }) => upsert),
      former: inZone.flatMap(({ name }) => name.current),
    };
  });
}

/** The name itself is the target: its record is the source of the address, so there is nothing to point it to. */
function planItself(facts: NameFacts): { readonly plan?: NamePlan; readonly refusal?: Failure } {
  if (facts.current.length > 0) {
    const text = `${facts.name} is the name of the host itself; its record (${describe(facts.current)}) stays unchanged`;
    return { plan: { change: 'none', remove: [], upsert: [], text } };
  }
  return { refusal: targetNotResolving(facts, { kind: 'name', name: facts.name, addresses: [] }) };
}

/** Records that someone made with a routing policy, for a reason that is theirs: right as they are. */
function planRouted({ name, special }: NameFacts): NamePlan {
  const text = `${name} already points to this host by ${special.map(describeSpecial).join(' and ')}; records with a routing policy are never changed`;
  return { change: 'none', remove: [], upsert: [], text };
}

function explain(facts: NameFacts, wanted: readonly RecordSet[], target: RecordTarget): string {
  const change = `set it to ${describe(wanted)}${whyNoCname(facts, target)}${keptHealthCheck(wanted)}`;
  const targets = currentTargets(facts);
  if (targets.length === 0) return `${facts.name} has no address yet; ${change}`;
  const wildcard = facts.current.length === 0 ? ' (wildcard record)' : '';
  const where = targets.flatMap(({ values }) => values).join(', ');
  return (
    `${facts.name} resolves to ${where}${wildcard}: changed only when this host serves the site, rolled back if the run fails ` +
    `before HTTPS is verified; ${change}${howLongCached(facts)}`
  );
}

/** The TTL of a wildcard's answer is not known. */
function howLongCached({ current }: NameFacts): string {
  const ttl = Math.max(0, ...current.map(({ ttlSeconds }) => ttlSeconds));
  return ttl > MOVING_TTL_SECONDS
    ? `; resolvers may cache the previous address for ${durationText(ttl)} (its TTL), so keep the previous host running that long`
    : '';
}

function whyNoCname(facts: NameFacts, target: RecordTarget): string {
  if (target.kind === 'ip') return '';
  if (facts.name === facts.zone.name) return ' (the apex of a zone cannot be a CNAME)';
  return facts.otherTypes.length === 0
    ? ''
    : ` (a CNAME cannot coexist with ${facts.otherTypes.join(' and ')} records)`;
}

function keptHealthCheck(wanted: readonly RecordSet[]): string {
  const id = wanted.find(({ healthCheckId }) => healthCheckId !== undefined)?.healthCheckId;
  return id === undefined ? '' : ` with the health check ${id}, as before`;
}

function describe(sets: readonly RecordSet[]): string {
  return sets.map((set) => `${set.type} ${set.values.join(', ')}`).join(' and ');
}

function recordConflict(facts: NameFacts, found: string): Failure {
  return {
    code: 'record-conflict',
    what: `${facts.name} has ${found} in the zone ${facts.zone.name} (${facts.zone.id})`,
    why: 'The action did not create it and cannot know its purpose, so it is not overwritten.',
    hint: `Delete that record if ${facts.name} should resolve to this host, or keep it and set "dns: none".`,
  };
}

function routingConflict(facts: NameFacts, routed: 'shared' | 'elsewhere', target: RecordTarget): Failure {
  const host = target.kind === 'ip' ? target.address : target.name;
  const found = facts.special.map(describeSpecial).join(' and ');
  const conflict = recordConflict(facts, found);
  if (routed === 'elsewhere' && facts.special.some(({ why }) => why === 'alias')) return conflict;
  return routed === 'shared'
    ? {
        ...conflict,
        why: `Other records than that of this host (${host}) answer as well: the certificate authority and visitors would reach different hosts, of which only this one has the site.`,
        hint: `Set the weight of the other records of ${facts.name} to 0, or delete them. For several hosts, put a load balancer or CDN in front of them, and set "dns: none".`,
      }
    : {
        ...conflict,
        hint: `Point one of these records to ${host} and set the weight of the others to 0 if ${facts.name} should resolve to this host, or keep them and set "dns: none".`,
      };
}

function targetNotResolving(facts: NameFacts, target: RecordTarget): Failure {
  const name = target.kind === 'name' ? target.name : target.address;
  return {
    code: 'dns-not-resolving',
    what: `${name} has no address, so ${facts.name} cannot point to it`,
    hint: 'Set the input "host" or "dns-target" to the IP address of the host or to its EC2 public DNS name.',
  };
}
