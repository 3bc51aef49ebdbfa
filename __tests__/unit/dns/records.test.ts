import { describe, expect, test } from '@jest/globals';
import type { NameFacts } from '../../../src/dns/dns.js';
import { planRecords, type RecordTarget } from '../../../src/dns/records.js';
import { exampleZone, nameFacts, set } from './name-facts.js';

const app = 'app.example.com';
const ip: RecordTarget = { kind: 'ip', address: '3.34.1.2' };
const ec2: RecordTarget = { kind: 'name', name: 'ec2-3-34-1-2.Compute.amazonaws.com.', addresses: ['3.34.1.2'] };
const ec2Name = 'ec2-3-34-1-2.compute.amazonaws.com';

const plan = (facts: NameFacts, target: RecordTarget) => planRecords([facts.name], { names: [facts] }, target);

describe('planRecords makes', () => {
  test.each<[string, NameFacts, RecordTarget, object]>([
    ['an A for an IP', nameFacts(app), ip, { remove: [], upsert: [set(app, 'A', ['3.34.1.2'])] }],
    ['a CNAME for a DNS name', nameFacts(app), ec2, { remove: [], upsert: [set(app, 'CNAME', [ec2Name])] }],
    [
      'an A for a DNS name at the apex, whatever else is there',
      nameFacts('example.com', { otherTypes: ['NS', 'SOA', 'MX'] }),
      ec2,
      { remove: [], upsert: [set('example.com', 'A', ['3.34.1.2'])] },
    ],
    [
      'an A where a TXT forbids a CNAME',
      nameFacts(app, { otherTypes: ['TXT'] }),
      ec2,
      { remove: [], upsert: [set(app, 'A', ['3.34.1.2'])] },
    ],
    [
      'a CNAME into an A, and takes away the CNAME exactly as it was',
      nameFacts(app, { current: [set(app, 'CNAME', ['Old.example.net.'], 17)] }),
      ip,
      { remove: [set(app, 'CNAME', ['Old.example.net.'], 17)], upsert: [set(app, 'A', ['3.34.1.2'])] },
    ],
    [
      'an A and the host’s own AAAA into a CNAME',
      nameFacts(app, { current: [set(app, 'A', ['1.1.1.1'], 60), set(app, 'AAAA', ['2001:db8::1'])] }),
      { ...ec2, addresses: ['3.34.1.2', '2001:db8::1'] },
      {
        remove: [set(app, 'A', ['1.1.1.1'], 60), set(app, 'AAAA', ['2001:db8::1'])],
        upsert: [set(app, 'CNAME', [ec2Name])],
      },
    ],
    [
      'another address, with the TTL that somebody chose',
      nameFacts(app, { current: [set(app, 'A', ['1.1.1.1'], 60)] }),
      ip,
      { remove: [], upsert: [set(app, 'A', ['3.34.1.2'], 60)] },
    ],
    [
      'an AAAA for an IPv6 host',
      nameFacts(app),
      { kind: 'ip', address: '2001:db8::1' },
      { remove: [], upsert: [set(app, 'AAAA', ['2001:db8::1'])] },
    ],
  ])('%s', (_, facts, target, change) => {
    const { additions, moves, because, refusals } = plan(facts, target);
    const isMove = facts.current.length > 0;
    const made = [{ zone: exampleZone, ...change, former: facts.current }];
    expect({ additions, moves }).toEqual(isMove ? { additions: [], moves: made } : { additions: made, moves: [] });
    const kind = isMove ? 'move' : 'addition';
    expect(because).toEqual([{ name: facts.name, change: kind, text: expect.stringContaining('set it to') }]);
    expect(refusals).toEqual([]);
  });
});

describe('planRecords leaves alone', () => {
  test.each<[string, NameFacts, RecordTarget]>([
    ['an equal A of another TTL', nameFacts(app, { current: [set(app, 'A', ['3.34.1.2'], 86400)] }), ip],
    [
      'an equal CNAME written with capitals and a dot',
      nameFacts(app, { current: [set(app, 'CNAME', ['EC2-3-34-1-2.compute.amazonaws.com.'])] }),
      ec2,
    ],
    [
      'the same addresses in another order',
      nameFacts('example.com', { current: [set('example.com', 'A', ['2.2.2.2', '1.1.1.1'])] }),
      { ...ec2, addresses: ['1.1.1.1', '2.2.2.2'] },
    ],
    [
      'the record by whose name the host is given',
      nameFacts(app, { current: [set(app, 'A', ['3.34.1.2'])] }),
      { kind: 'name', name: app, addresses: ['3.34.1.2'] },
    ],
  ])('%s', (_, facts, target) => {
    const { additions, moves, because, refusals } = plan(facts, target);
    expect({ additions, moves, refusals }).toEqual({ additions: [], moves: [], refusals: [] });
    expect(because).toEqual([{ name: facts.name, change: 'none', text: expect.stringContaining(facts.name) }]);
  });
});

describe('planRecords refuses', () => {
  const special = (why: 'alias' | 'weighted') =>
    nameFacts(app, { special: [{ name: app, type: 'A', why, values: why === 'alias' ? [] : ['9.9.9.9'] }] });
  test.each<[string, NameFacts, RecordTarget, string]>([
    ['an alias', special('alias'), ip, 'record-conflict'],
    ['a weighted record', special('weighted'), ec2, 'record-conflict'],
    [
      'a stray AAAA beside the A',
      nameFacts(app, { current: [set(app, 'A', ['3.34.1.2']), set(app, 'AAAA', ['2001:db8::9'])] }),
      ip,
      'record-conflict',
    ],
    [
      'a stray AAAA in the way of a CNAME',
      nameFacts(app, { current: [set(app, 'AAAA', ['2001:db8::9'])] }),
      ec2,
      'record-conflict',
    ],
    ['an apex for a name without address', nameFacts('example.com'), { ...ec2, addresses: [] }, 'dns-not-resolving'],
    ['a name that is its own host', nameFacts(app), { kind: 'name', name: app, addresses: [] }, 'dns-not-resolving'],
  ])('%s', (_, facts, target, code) => {
    const { additions, moves, because, refusals } = plan(facts, target);
    expect({ additions, moves, because }).toEqual({ additions: [], moves: [], because: [] });
    expect(refusals).toEqual([expect.objectContaining({ code, what: expect.stringContaining(facts.name) })]);
  });
});

test('planRecords makes one change a zone, and only for names that were asked for', () => {
  const other = { ...exampleZone, id: 'Z2', name: 'example.org' };
  const names = [nameFacts(app), nameFacts('www.example.com'), nameFacts('example.org', { zone: other })];
  const { additions } = planRecords([app, 'example.org'], { names }, ip);
  expect(additions.map(({ zone, upsert }) => [zone.id, upsert.map(({ name }) => name)])).toEqual([
    ['Z1', [app]],
    ['Z2', ['example.org']],
  ]);
});

test('planning again after the change gives nothing to do', () => {
  const first = plan(nameFacts(app, { current: [set(app, 'CNAME', ['old.example.net'])] }), ip);
  const after = nameFacts(app, { current: first.moves.flatMap(({ upsert }) => upsert) });
  expect(plan(after, ip)).toMatchObject({ additions: [], moves: [] });
});

test('a name that leads elsewhere is moved, and the plan says when, and that it is moved back', () => {
  const [because] = plan(nameFacts(app, { current: [set(app, 'A', ['1.2.3.4'], 60)] }), ip).because;
  expect(because?.text).toBe(
    'app.example.com resolves to 1.2.3.4: changed only when this host serves the site, rolled back if the run fails before HTTPS ' +
      'is verified; set it to A 3.34.1.2',
  );
});

test('a health check of a record that is moved stays, which the plan says; no other record gets it', () => {
  const checked = { ...set(app, 'A', ['1.2.3.4'], 60), healthCheckId: 'check-1' };
  const other = nameFacts('www.example.com', { current: [set('www.example.com', 'A', ['1.2.3.4'], 60)] });
  const names = [nameFacts(app, { current: [checked] }), other];
  const { moves, because } = planRecords([app, 'www.example.com'], { names }, ip);
  expect(moves[0]?.upsert).toEqual([
    { ...checked, values: ['3.34.1.2'] },
    set('www.example.com', 'A', ['3.34.1.2'], 60),
  ]);
  expect(
    because.map(({ text }) => /set it to A 3\.34\.1\.2 with the health check check-1, as before/.test(text)),
  ).toEqual([true, false]);
});

test('a name that a wildcard leads elsewhere is moved too, though it has no record of its own', () => {
  const inherited = [set(app, 'A', ['1.2.3.4'])];
  const { additions, moves, because } = plan(nameFacts(app, { inherited }), ip);
  expect(additions).toEqual([]);
  expect(moves).toEqual([{ zone: exampleZone, remove: [], upsert: [set(app, 'A', ['3.34.1.2'])], former: [] }]);
  expect(because[0]?.text).toContain('resolves to 1.2.3.4 (wildcard record): changed only when');
});
