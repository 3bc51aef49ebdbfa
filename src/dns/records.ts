import type { Failure } from '../errors/deploy-error.js';
import type { DnsFacts, NameFacts, RecordChange, RecordSet, Zone } from './dns.js';
import { isIpv6 } from '../inputs/parsers/ip-address.js';
import { plainName } from './name.js';

/** What the records are to point at. A name's addresses are those it has now. */
export type RecordTarget =
  | { readonly kind: 'ip'; readonly address: string }
  | { readonly kind: 'name'; readonly name: string; readonly addresses: readonly string[] };

export interface RecordPlan {
  /** Of the names that lead nowhere yet, so that nobody is led away: one for each zone. */
  readonly additions: readonly RecordChange[];
  /** Of the names that lead elsewhere, and visitors with them: one for each zone. */
  readonly moves: readonly RecordChange[];
  /** For each name that is not refused: how its record changes, and why (or why not). */
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
 * TTL of a record that is new: Route 53's usual five minutes, so that a host which moves is found again soon. A record that
 * is there keeps its TTL, and a TTL alone is never a difference: people set it on purpose.
 */
const newTtlSeconds = 300;

/** Decides which records must change so that every name leads to the target. Pure. */
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
  const [special] = facts.special;
  if (special !== undefined) return { refusal: notOurs(facts, `an ${special.type} record of kind ${special.why}`) };
  if (target.kind === 'name' && plainName(target.name) === facts.name) return planItself(facts);
  const wanted = wantedSets(facts, target);
  if (wanted.length === 0) return { refusal: targetless(facts, target) };
  const stray = facts.current.find((set) => isStray(set, wanted, target));
  if (stray !== undefined) return { refusal: notOurs(facts, `${describe([stray])}, which is not the host's`) };

  const remove = facts.current.filter((set) => wanted.every((other) => conflict(set, other)));
  const upsert = wanted.filter((set) => !facts.current.some((now) => isSame(now, set)));
  if (remove.length === 0 && upsert.length === 0) {
    return { plan: { change: 'none', remove, upsert, text: `${facts.name} is ${describe(facts.current)} already` } };
  }
  const change = ledTo(facts).length === 0 ? 'addition' : 'move';
  return { plan: { change, remove, upsert, text: explain(facts, wanted, target) } };
}

/** A CNAME for a DNS name where the name can have one; else the addresses themselves. */
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

function recordSet(facts: NameFacts, type: RecordSet['type'], values: readonly string[]): RecordSet {
  const kept = facts.current.find((set) => set.type === type);
  return { name: facts.name, type, ttlSeconds: kept?.ttlSeconds ?? newTtlSeconds, values };
}

/**
 * An address record of the family that the host is not asked for by, as an AAAA beside our A. Left alone it would send part
 * of the visitors, and the certificate authority, to another machine; taken away silently it might be missed.
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

/** Where visitors of the name are led now: by its own records, or by a wildcard's as long as it has none. */
function ledTo({ current, inherited = [] }: NameFacts): readonly RecordSet[] {
  return current.length > 0 ? current : inherited;
}

function byZone(plans: readonly (NamePlan & { readonly name: NameFacts })[]): readonly RecordChange[] {
  const zones = new Map<string, Zone>(plans.map(({ name }) => [name.zone.id, name.zone]));
  return [...zones.values()].map((zone) => {
    const inZone = plans.filter(({ name }) => name.zone.id === zone.id);
    return {
      zone,
      remove: inZone.flatMap(({ remove }) => remove),
      upsert: inZone.flatMap(({ upsert }) => upsert),
      former: inZone.flatMap(({ name }) => name.current),
    };
  });
}

/** The host is given by the very name: its record is where the address comes from, and there is nothing to point it at. */
function planItself(facts: NameFacts): { readonly plan?: NamePlan; readonly refusal?: Failure } {
  if (facts.current.length > 0) {
    const text = `${facts.name} is what the host is called by; its record (${describe(facts.current)}) stays as it is`;
    return { plan: { change: 'none', remove: [], upsert: [], text } };
  }
  return { refusal: targetless(facts, { kind: 'name', name: facts.name, addresses: [] }) };
}

function explain(facts: NameFacts, wanted: readonly RecordSet[], target: RecordTarget): string {
  const becomes = `it becomes ${describe(wanted)}${whyNoCname(facts, target)}`;
  const led = ledTo(facts);
  if (led.length === 0) return `${facts.name} has no address yet; ${becomes}`;
  const wildcard = facts.current.length === 0 ? ' by a wildcard record' : '';
  const where = led.flatMap(({ values }) => values).join(', ');
  return (
    `${facts.name} leads to ${where}${wildcard}: moved only when this host serves, and moved back if the run fails ` +
    `before HTTPS is verified; ${becomes}`
  );
}

function whyNoCname(facts: NameFacts, target: RecordTarget): string {
  if (target.kind === 'ip') return '';
  if (facts.name === facts.zone.name) return ' (the apex of a zone cannot be a CNAME)';
  return facts.otherTypes.length === 0 ? '' : ` (beside ${facts.otherTypes.join(' and ')} there can be no CNAME)`;
}

function describe(sets: readonly RecordSet[]): string {
  return sets.map((set) => `${set.type} ${set.values.join(', ')}`).join(' and ');
}

function notOurs(facts: NameFacts, found: string): Failure {
  return {
    code: 'record-not-ours',
    what: `${facts.name} has ${found} in the zone ${facts.zone.name} (${facts.zone.id})`,
    why: 'Somebody made it for a purpose that this action cannot know, so it is not overwritten.',
    hint: `Delete that record if ${facts.name} is to lead to this host, or keep it and set "dns: none".`,
  };
}

function targetless(facts: NameFacts, target: RecordTarget): Failure {
  const name = target.kind === 'name' ? target.name : target.address;
  return {
    code: 'name-does-not-resolve',
    what: `${name} has no address, so there is nothing that ${facts.name} can point at`,
    hint: 'Give the IP address of the host (or its EC2 public DNS name) as the input "host" or "dns-target".',
  };
}
