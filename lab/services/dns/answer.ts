import type { Answer } from 'dns-packet';
import { addressOf, isOurs } from './internet-names.js';
import { toAnswers } from './resource-records.js';
import { type RecordSet, type Zone, plainName } from './zones.js';

/** What the server says to a question; `forward`: the answer is somebody else's. */
export type Reply =
  | { readonly kind: 'forward'; readonly name: string; readonly answers: readonly Answer[] }
  | {
      readonly kind: 'answer';
      readonly exists: boolean;
      readonly answers: readonly Answer[];
      readonly authorities: readonly Answer[];
    };

/** A zone of which the registrar knows nothing: its parent names the servers of some other provider. */
const undelegated = /^undelegated\./;
const otherProvider = ['ns1.other-provider.test', 'ns2.other-provider.test'];
const longestChain = 8;

/** Answers a question from the zones, following CNAMEs as long as they stay in what the lab knows. Pure. */
export function answer(zones: readonly Zone[], question: { readonly name: string; readonly type: string }): Reply {
  const answers: Answer[] = [];
  let name = plainName(question.name);
  for (let link = 0; link < longestChain; link += 1) {
    const known = addressOf(name);
    if (known !== undefined) return found([...answers, ...addresses(name, known, question.type)]);
    const zone = zoneOf(zones, name);
    if (zone === undefined) return isOurs(name) ? missing(answers) : { kind: 'forward', name, answers };
    if (undelegated.test(zone.name)) return elsewhere(zone, name, question.type);
    const here = recordsAt(zone, name);
    const matching = here.filter(({ type }) => type === question.type);
    const alias = matching.find(({ aliasOf }) => aliasOf !== undefined)?.aliasOf;
    const cname = question.type === 'CNAME' ? undefined : here.find(({ type }) => type === 'CNAME');
    if (alias === undefined && cname === undefined) {
      answers.push(...matching.flatMap((record) => toAnswers({ ...record, name })));
      if (answers.length > 0) return found(answers);
      return {
        kind: 'answer',
        exists: here.length > 0 || hasNamesBelow(zone, name),
        answers,
        authorities: startOf(zone),
      };
    }
    if (cname !== undefined) answers.push(...toAnswers({ ...cname, name }));
    name = alias ?? plainName(cname?.values[0] ?? '');
  }
  return found(answers);
}

function found(answers: readonly Answer[]): Reply {
  return { kind: 'answer', exists: true, answers, authorities: [] };
}

function missing(answers: readonly Answer[]): Reply {
  return { kind: 'answer', exists: false, answers, authorities: [] };
}

function addresses(name: string, address: string, type: string): readonly Answer[] {
  return type === 'A' ? [{ type: 'A', name, ttl: 60, data: address }] : [];
}

function elsewhere(zone: Zone, name: string, type: string): Reply {
  if (name !== zone.name) return missing([]);
  return found(type === 'NS' ? otherProvider.map((data): Answer => ({ type: 'NS', name, ttl: 172_800, data })) : []);
}

function zoneOf(zones: readonly Zone[], name: string): Zone | undefined {
  const above = zones.filter((zone) => name === zone.name || name.endsWith(`.${zone.name}`));
  return above.sort((a, b) => b.name.length - a.name.length)[0];
}

function recordsAt(zone: Zone, name: string): readonly RecordSet[] {
  const exact = zone.records.filter((record) => record.name === name);
  if (exact.length > 0 || hasNamesBelow(zone, name)) return exact;
  const [, ...parent] = name.split('.');
  return zone.records.filter((record) => record.name === `*.${parent.join('.')}`);
}

function hasNamesBelow(zone: Zone, name: string): boolean {
  return zone.records.some((record) => record.name.endsWith(`.${name}`));
}

function startOf(zone: Zone): readonly Answer[] {
  return zone.records.filter(({ name, type }) => name === zone.name && type === 'SOA').flatMap(toAnswers);
}
