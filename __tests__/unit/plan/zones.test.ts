import { describe, expect, test } from '@jest/globals';
import type { NameFacts } from '../../../src/dns/dns.js';
import { factsAfter, freshFacts, kindsOf, now, planOf } from '../../support/facts.js';

const missing = { id: '', name: 'example.com', nameServers: [], isMissing: true } as const;
const named = (name: string, more: Partial<NameFacts> = {}): NameFacts => ({
  ...{ name, zone: missing, current: [], special: [], otherTypes: [], delegatedTo: [] },
  ...more,
});

describe('a zone that is to be created', () => {
  const dns = { names: [named('app.example.com'), named('example.com')] };
  const plan = planOf({ ...freshFacts(), dns }, { aliases: ['example.com'] });

  test('is created once, before its records, while the host works', () => {
    expect(kindsOf(plan).slice(0, 3)).toEqual(['create-zone', 'records', 'bootstrap']);
    const [first] = plan.phases;
    expect(first?.parts.map(({ where }) => where)).toEqual(['runner', 'host']);
    expect(plan.steps[0]).toMatchObject({ kind: 'create-zone', zones: ['example.com'] });
    expect(plan.steps[1]).toMatchObject({
      changes: [{ upsert: [{ name: 'app.example.com' }, { name: 'example.com' }] }],
    });
  });

  test('leaves the site without a certificate: everything before it is planned as usual', () => {
    expect(kindsOf(plan)).toEqual(expect.arrayContaining(['up', 'probe', 'preflight', 'certify']));
    const preflight = plan.steps.find((step) => step.kind === 'preflight');
    expect(preflight).toMatchObject({ undelegated: [{ zone: { name: 'example.com' } }, {}] });
  });
});

test('two zones are created by one step, with the records of each in its own change', () => {
  const other = { ...missing, name: 'example.net' };
  const dns = { names: [named('app.example.com'), named('example.net', { zone: other })] };
  const plan = planOf({ ...freshFacts(), dns }, { aliases: ['example.net'] });
  expect(plan.steps[0]).toMatchObject({ zones: ['example.com', 'example.net'] });
  expect(plan.steps[1]).toMatchObject({
    changes: [
      { zone: missing, upsert: [{ name: 'app.example.com' }] },
      { zone: other, upsert: [{ name: 'example.net' }] },
    ],
  });
});

test('a site with a certificate is warned of a zone that is not delegated, with its name servers', () => {
  const facts = factsAfter(planOf(freshFacts()), now);
  const names = (facts.dns?.names ?? []).map((name) => ({ ...name, delegatedTo: ['ns.elsewhere.example'] }));
  const { warnings, steps } = planOf({ ...facts, dns: { names } });
  expect(steps).toEqual([]);
  expect(warnings.join()).toMatch(
    /example\.com is not delegated to the hosted zone Z1.*ns-1\.awsdns-1\.com.*dns: none/s,
  );
});

describe('set-name-servers', () => {
  const registration = { nameServers: ['ns-9.awsdns-9.org'], isServed: false, hasDnssec: false, isOnHold: false };
  const dns = {
    kind: 'route53',
    hostedZoneId: undefined,
    newZone: 'registrable-domain',
    target: '172.30.0.10',
  } as const;
  const planWith = (more: Partial<NameFacts>, setsNameServers = true) =>
    planOf({ ...freshFacts(), dns: { names: [named('app.example.com', more)] } }, { dns: { ...dns, setsNameServers } });

  test('delegates a domain of this account after its zone has its records, while the host works', () => {
    const plan = planWith({ registration });
    expect(kindsOf(plan).slice(0, 4)).toEqual(['create-zone', 'records', 'set-name-servers', 'bootstrap']);
    expect(plan.phases[0]?.parts).toHaveLength(2);
    expect(plan.steps[2]).toMatchObject({
      zones: [missing],
      because: 'set-name-servers is set, and none of the present ones (ns-9.awsdns-9.org) answers',
    });
  });

  test.each<[string, Partial<NameFacts>]>([
    ['that is registered elsewhere', {}],
    ['whose name servers answer', { registration: { ...registration, isServed: true } }],
    ['with DNSSEC keys', { registration: { ...registration, hasDnssec: true } }],
  ])('leaves a domain alone %s', (_, more) => {
    expect(kindsOf(planWith(more))).not.toContain('set-name-servers');
  });

  test('is not done unasked', () => {
    expect(kindsOf(planWith({ registration }, false))).not.toContain('set-name-servers');
  });
});
