import { describe, expect, test } from '@jest/globals';
import type { RecordChange } from '../../../src/dns/dns.js';
import { durationText, loweringOf } from '../../../src/dns/low-ttl.js';
import { planRecords } from '../../../src/dns/records.js';
import { exampleZone, nameFacts, set } from './name-facts.js';

const [app, www] = ['app.example.com', 'www.example.com'];
const change = (former: RecordChange['former'], more: Partial<RecordChange> = {}): RecordChange => ({
  ...{ zone: exampleZone, remove: [], upsert: [set(app, 'A', ['3.34.1.2'], 3600)], former },
  ...more,
});

describe('loweringOf', () => {
  test('lowers the TTL of a record that is replaced, and nothing else of it', () => {
    const health = { ...set(app, 'A', ['1.1.1.1'], 3600), healthCheckId: 'check' };
    expect(loweringOf(change([health, set(www, 'A', ['1.1.1.1'], 3600)]))).toEqual({
      ...{ zone: exampleZone, remove: [], former: [health] },
      upsert: [{ ...health, ttlSeconds: 60 }],
    });
  });

  test('lowers that of a record that is removed for one of another type', () => {
    const cname = set(app, 'CNAME', ['old.example.net'], 300);
    expect(loweringOf(change([cname], { remove: [cname] }))?.upsert).toEqual([{ ...cname, ttlSeconds: 60 }]);
  });

  test.each([
    ['low enough', [set(app, 'A', ['1.1.1.1'], 60)]],
    ['of another name', [set(www, 'A', ['1.1.1.1'], 3600)]],
    ['not there, since a wildcard answers', []],
  ])('leaves one alone that is %s', (_, former) => {
    expect(loweringOf(change(former))).toBeUndefined();
  });
});

test.each([
  [90, '90 s'],
  [300, '5 min'],
  [86_400, '24 h'],
  [604_800, '7 days'],
])('%i seconds are %s', (seconds, text) => {
  expect(durationText(seconds)).toBe(text);
});

test('the plan of a move says how long the previous host is still reached, unless that is a minute', () => {
  const textWith = (ttl: number) => {
    const names = [nameFacts(app, { current: [set(app, 'A', ['1.1.1.1'], ttl)] })];
    return planRecords([app], { names }, { kind: 'ip', address: '3.34.1.2' }).because[0]?.text;
  };
  expect(textWith(86_400)).toMatch(
    /may cache the previous address for 24 h \(its TTL\), so keep the previous host running that long$/,
  );
  expect(textWith(60)).toMatch(/set it to A 3\.34\.1\.2$/);
});
