import { expect, test } from '@jest/globals';
import { recordName, sortRecordSets, type ApiRecordSet } from '../../../src/dns/record-sets.js';

const a = (more: ApiRecordSet): ApiRecordSet => ({
  Name: 'app.example.com.',
  Type: 'A',
  TTL: 60,
  ResourceRecords: [{ Value: '1.2.3.4' }],
  ...more,
});

test.each<[string, ApiRecordSet, string]>([
  ['an alias', a({ AliasTarget: {} }), 'alias'],
  ['a weight, even of 0', a({ SetIdentifier: 'x', Weight: 0 }), 'weighted'],
  ['a region', a({ SetIdentifier: 'x', Region: 'eu-west-1' }), 'latency'],
  ['failover', a({ SetIdentifier: 'x', Failover: 'PRIMARY' }), 'failover'],
  ['a place', a({ SetIdentifier: 'x', GeoLocation: { CountryCode: 'DE' } }), 'geolocation'],
  ['many values', a({ SetIdentifier: 'x', MultiValueAnswer: true }), 'multivalue'],
  ['a policy of a later day', a({ SetIdentifier: 'x' }), 'other-routing-policy'],
  ['a traffic policy', a({ TrafficPolicyInstanceId: 'x' }), 'other-routing-policy'],
])('a record set with %s is special', (_, apiSet, why) => {
  expect(sortRecordSets([apiSet])).toEqual({
    current: [],
    special: [expect.objectContaining({ name: 'app.example.com', type: 'A', why, values: ['1.2.3.4'] })],
    otherTypes: [],
  });
});

test('a special one keeps what tells it apart, and an alias has no values', () => {
  const weighted = a({ SetIdentifier: 'blue', Weight: 0 });
  const secondary = a({ SetIdentifier: 'page', Failover: 'SECONDARY', AliasTarget: {}, ResourceRecords: [] });
  expect(sortRecordSets([weighted, secondary]).special).toEqual([
    { name: 'app.example.com', type: 'A', why: 'weighted', values: ['1.2.3.4'], identifier: 'blue', weight: 0 },
    { name: 'app.example.com', type: 'A', why: 'alias', values: [], identifier: 'page', failover: 'SECONDARY' },
  ]);
});

test('plain ones keep their values exactly, others are told by type once', () => {
  const mx = { Name: 'app.example.com.', Type: 'MX', TTL: 60, ResourceRecords: [{ Value: '10 mail.example.com.' }] };
  expect(sortRecordSets([a({}), mx, { ...mx, SetIdentifier: 'b', Weight: 1 }])).toEqual({
    current: [{ name: 'app.example.com', type: 'A', ttlSeconds: 60, values: ['1.2.3.4'] }],
    special: [],
    otherTypes: ['MX'],
  });
});

test('names lose their escapes, capitals and final dot', () => {
  expect(recordName(String.raw`\052.Example.com.`)).toBe('*.example.com');
});
