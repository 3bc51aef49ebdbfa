import { describe, expect, test } from '@jest/globals';
import type { SpecialRecordSet } from '../../../src/dns/dns.js';
import { planRecords, type RecordTarget } from '../../../src/dns/records.js';
import { routedTo, type Routed } from '../../../src/dns/routing.js';
import { nameFacts, set } from './name-facts.js';

const app = 'app.example.com';
const ip: RecordTarget = { kind: 'ip', address: '3.34.1.2' };
const ec2: RecordTarget = { kind: 'name', name: 'ec2.example.net', addresses: ['3.34.1.2'] };
const one = (
  identifier: string,
  value: string | undefined,
  more: Partial<SpecialRecordSet> & Pick<SpecialRecordSet, 'why'>,
): SpecialRecordSet => ({
  ...{ name: app, type: 'A', identifier, values: value === undefined ? [] : [value] },
  ...more,
});
const weighted = (identifier: string, value: string, weight: number) =>
  one(identifier, value, { why: 'weighted', weight });
const failover = (value: string | undefined, rank: 'PRIMARY' | 'SECONDARY') =>
  one(rank, value, { why: value === undefined ? 'alias' : 'failover', failover: rank });

describe('records with a routing policy', () => {
  test.each<[string, Routed, readonly SpecialRecordSet[], RecordTarget]>([
    ['the only weighted one', 'here', [weighted('blue', '3.34.1.2', 10)], ip],
    ['the one with a weight', 'here', [weighted('blue', '3.34.1.2', 10), weighted('green', '5.6.7.8', 0)], ip],
    ['one of two with a weight', 'shared', [weighted('blue', '3.34.1.2', 10), weighted('green', '5.6.7.8', 1)], ip],
    ['one of two without', 'shared', [weighted('blue', '3.34.1.2', 0), weighted('green', '5.6.7.8', 0)], ip],
    ['the one without a weight', 'elsewhere', [weighted('blue', '3.34.1.2', 0), weighted('green', '5.6.7.8', 9)], ip],
    ['the primary one', 'here', [failover('3.34.1.2', 'PRIMARY'), failover(undefined, 'SECONDARY')], ip],
    ['the secondary one', 'elsewhere', [failover('5.6.7.8', 'PRIMARY'), failover('3.34.1.2', 'SECONDARY')], ip],
    [
      'one of many values',
      'shared',
      [one('a', '3.34.1.2', { why: 'multivalue' }), one('b', '5.6.7.8', { why: 'multivalue' })],
      ip,
    ],
    ['each region', 'here', [one('eu', '3.34.1.2', { why: 'latency' }), one('us', '3.34.1.2', { why: 'latency' })], ip],
    ['a name', 'here', [one('a', 'EC2.example.net.', { why: 'weighted', weight: 1, type: 'CNAME' })], ec2],
    ['an address of a name', 'here', [weighted('blue', '3.34.1.2', 1)], ec2],
    ['nothing, as an alias', 'elsewhere', [one('a', undefined, { why: 'alias' })], ip],
  ])('whose host is %s lead %s', (_, routed, special, target) => {
    expect(routedTo(nameFacts(app, { special }), target)).toBe(routed);
  });

  test('of no name lead nowhere', () => {
    expect(routedTo(nameFacts(app), ip)).toBeUndefined();
  });
});

describe('planRecords', () => {
  const planOf = (special: readonly SpecialRecordSet[], current = [] as ReturnType<typeof set>[]) =>
    planRecords([app], { names: [nameFacts(app, { special, current })] }, ip);
  const blue = weighted('blue', '3.34.1.2', 10);
  const green = weighted('green', '5.6.7.8', 90);

  test('leaves records alone that lead here', () => {
    expect(planOf([blue])).toEqual({
      ...{ additions: [], moves: [], refusals: [] },
      because: [
        {
          ...{ name: app, change: 'none' },
          text: 'app.example.com already points to this host by A weighted "blue" (weight 10) 3.34.1.2; records with a routing policy are never changed',
        },
      ],
    });
  });

  test('refuses to share a name with other hosts, and lists each record', () => {
    const { additions, moves, refusals } = planOf([blue, green]);
    expect({ additions, moves }).toEqual({ additions: [], moves: [] });
    expect(refusals).toEqual([
      {
        code: 'record-conflict',
        what: 'app.example.com has A weighted "blue" (weight 10) 3.34.1.2 and A weighted "green" (weight 90) 5.6.7.8 in the zone example.com (Z1)',
        why: expect.stringContaining('Other records than that of this host (3.34.1.2) answer as well'),
        hint: expect.stringContaining('Set the weight of the other records of app.example.com to 0'),
      },
    ]);
  });

  test('refuses to change records that lead elsewhere, and names what to do', () => {
    const [refusal] = planOf([green]).refusals;
    expect(refusal?.hint).toContain('Point one of these records to 3.34.1.2');
  });

  test('refuses a stray address next to records that lead here', () => {
    expect(planOf([blue], [set(app, 'AAAA', ['2001:db8::9'])]).refusals).toMatchObject([{ code: 'record-conflict' }]);
  });
});
