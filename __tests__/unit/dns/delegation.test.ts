import { describe, expect, test } from '@jest/globals';
import {
  canSetNameServers,
  delegationProblem,
  isInUndelegatedZone,
  observeDelegation,
} from '../../../src/dns/delegation.js';
import type { Resolver } from '../../../src/dns/resolver.js';
import { exampleZone, nameFacts } from './name-facts.js';

const own = exampleZone.nameServers;

describe('delegationProblem', () => {
  test.each([
    ['all of the zone’s servers', own, true],
    ['some of the zone’s servers', own.slice(1), true],
    ['nothing', [], false],
    ['another provider', ['ns1.other.net'], false],
    ['a mixture', [...own, 'ns1.other.net'], false],
  ])('delegated to %s', (_, delegatedTo, isFine) => {
    const problem = delegationProblem([nameFacts('app.example.com', { delegatedTo })].filter(isInUndelegatedZone));
    expect(problem === undefined).toBe(isFine);
    if (problem !== undefined) {
      expect(problem.code).toBe('zone-not-delegated');
      for (const server of own) expect(problem.hint).toContain(server);
    }
  });
});

describe('what is to be entered', () => {
  const inZone = (name: string, delegatedTo: readonly string[]) =>
    nameFacts(`app.${name}`, { zone: { id: `Z-${name}`, name, nameServers: [`ns-1.${name}.test`] }, delegatedTo });

  test('is listed for each zone once', () => {
    const names = [inZone('example.com', []), inZone('example.net', []), inZone('example.com', [])];
    const hint = delegationProblem(names)?.hint ?? '';
    expect(hint.match(/Enter exactly these name servers/g)).toHaveLength(2);
    expect(hint).toMatch(
      /for example\.com at [^]*ns-1\.example\.com\.test\n.* for example\.net at [^]*ns-1\.example\.net\.test$/,
    );
  });

  test('comes with a warning where other name servers hold the records of mail', () => {
    expect(delegationProblem([inZone('example.com', [])])?.hint).not.toContain('MX');
    const problem = delegationProblem([inZone('example.com', ['ns1.other.net'])]);
    expect(problem?.why).toContain('The parent zone delegates example.com to ns1.other.net.');
    expect(problem?.hint).toContain('copy all other records of example.com (MX and TXT for mail, other hosts)');
  });
});

describe('a domain that is registered with Route 53', () => {
  const lost = { nameServers: ['ns-9.awsdns-9.org'], isServed: false, hasDnssec: false, isOnHold: false };
  const facts = (more: object) => nameFacts('app.example.com', { delegatedTo: [], registration: { ...lost, ...more } });
  const command =
    'aws route53domains update-domain-nameservers --region us-east-1 --domain-name example.com --nameservers Name=ns-1.awsdns-1.com Name=ns-2.awsdns-2.net';

  test.each([
    ['whose name servers do not answer', {}, true, 'with "set-name-servers: true" the run enters them.'],
    ['whose name servers answer', { isServed: true }, false, `${command}\nset-name-servers does not do that`],
    ['with DNSSEC keys', { hasDnssec: true }, false, 'remove the keys first'],
    [
      'that has these name servers',
      { nameServers: own },
      false,
      'these name servers are entered. The registry may take',
    ],
    ['on hold', { isOnHold: true }, true, 'the registrant has to confirm the email address'],
  ])('%s', (_, more, canSet, hint) => {
    expect(canSetNameServers(facts(more))).toBe(canSet);
    expect(delegationProblem([facts(more)])?.hint).toContain(hint);
  });

  test('elsewhere is not touched', () => {
    const elsewhere = nameFacts('app.example.com', { delegatedTo: [] });
    expect(canSetNameServers(elsewhere)).toBe(false);
    expect(delegationProblem([elsewhere])?.hint).not.toContain('Route 53 in this AWS account');
  });
});

describe('observeDelegation', () => {
  const failing = (code: string) => Promise.reject(Object.assign(new Error(`queryNs ${code}`), { code }));
  const resolver = (
    ns: () => Promise<readonly string[]>,
    addresses: Readonly<Record<string, string>> = {},
  ): Resolver => ({
    resolveNs: ns,
    resolve4: (name) => Promise.resolve(addresses[name] === undefined ? [] : [addresses[name]]),
    resolve6: () => Promise.resolve([]),
    resolveCname: () => Promise.resolve([]),
    resolveCaa: () => Promise.resolve([]),
    at: () => resolver(ns, addresses),
  });

  test('gives what the parent says', async () => {
    expect(
      await observeDelegation(
        exampleZone,
        resolver(() => Promise.resolve(own)),
      ),
    ).toEqual(own);
    expect(
      await observeDelegation(
        exampleZone,
        resolver(() => Promise.resolve(['ns.other.net'])),
      ),
    ).toEqual(['ns.other.net']);
  });

  test('knows a white-label name of one of the zone’s servers by its address', async () => {
    const at = { 'ns-1.awsdns-1.com': '192.0.2.1', 'ns1.example.com': '192.0.2.1' };
    const found = await observeDelegation(
      exampleZone,
      resolver(() => Promise.resolve(['ns1.example.com']), at),
    );
    expect(found).toEqual(['ns-1.awsdns-1.com']);
  });

  test.each(['ESERVFAIL', 'EREFUSED'])('takes %s for a delegation that leads nowhere', async (code) => {
    expect(
      await observeDelegation(
        exampleZone,
        resolver(() => failing(code)),
      ),
    ).toEqual([]);
  });

  test('does not blame the delegation for a resolver that is silent', async () => {
    const answer = observeDelegation(
      exampleZone,
      resolver(() => failing('ETIMEOUT')),
    );
    await expect(answer).rejects.toMatchObject({ code: 'dns-not-resolving' });
  });
});
