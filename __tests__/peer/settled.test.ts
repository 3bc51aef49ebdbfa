import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import type { DnsFacts } from '../../src/dns/dns.js';
import type { RecordTarget } from '../../src/dns/records.js';
import { createResolver } from '../../src/dns/resolver.js';
import { lookupRecords } from '../../src/dns/authoritative.js';
import { startDns, type DnsServer, type Served } from '../support/dns-server.js';

// Real servers on a machine that may be busy.
jest.setTimeout(30_000);

/** The resolver of the runner, and the zone's own server, which listens on the same port of another address. */
let world: DnsServer;
let zone: DnsServer;
let askedOfRoute53: string[];

const name = 'app.example.com';
const host: RecordTarget = { kind: 'ip', address: '192.0.2.7' };
const named: RecordTarget = { kind: 'name', name: 'ec2.amazonaws.com', addresses: ['192.0.2.7'] };
const at = (name: string, type: 'A' | 'AAAA' | 'CNAME' | 'NS', data: string): Served => ({ name, type, data });

beforeEach(async () => {
  world = await startDns('127.0.0.1');
  zone = await startDns('127.0.0.2', world.port);
  world.records.push(at('example.com', 'NS', 'ns-1.awsdns-1.com'), at('ns-1.awsdns-1.com', 'A', '127.0.0.2'));
  askedOfRoute53 = [];
});
afterEach(async () => {
  for (const server of [world, zone]) await server[Symbol.asyncDispose]();
});

const observed = async (target: RecordTarget, names: readonly string[] = [name]): Promise<DnsFacts> =>
  await lookupRecords(names, target, {
    dns: {
      observe: (open) => {
        askedOfRoute53.push(...open);
        return Promise.resolve({ names: [] });
      },
    },
    resolver: createResolver({ servers: ['127.0.0.1'], port: world.port, timeoutMs: 1000, tries: 2 }),
  });

test.each<[string, RecordTarget, Served[]]>([
  ['an address, given by its address', host, [at(name, 'A', '192.0.2.7')]],
  ['an alias of the host, given by its name', named, [at(name, 'CNAME', 'EC2.amazonaws.com')]],
  [
    'an alias whose own address the server knows',
    named,
    [at(name, 'CNAME', 'ec2.amazonaws.com'), at('ec2.amazonaws.com', 'A', '192.0.2.7')],
  ],
])('Route 53 is not asked for a name that is %s', async (_, target, records) => {
  zone.records.push(...records);
  const facts = await observed(target);
  expect(askedOfRoute53).toEqual([]);
  expect(facts.names).toMatchObject([
    { name, zone: { name: 'example.com', nameServers: ['ns-1.awsdns-1.com'] }, delegatedTo: ['ns-1.awsdns-1.com'] },
  ]);
  // What a resolver remembers of the name does not count.
  expect(world.questions).not.toContain(`A ${name}`);
});

test('the apex of a zone, which can be no alias, is settled by its addresses', async () => {
  zone.records.push(at('example.com', 'A', '192.0.2.7'));
  await observed(named, ['example.com']);
  expect(askedOfRoute53).toEqual([]);
});

test.each<[string, RecordTarget, Served[]]>([
  ['has no record', host, []],
  ['leads elsewhere', host, [at(name, 'A', '192.0.2.8')]],
  ['leads here and elsewhere', host, [at(name, 'A', '192.0.2.7'), at(name, 'A', '192.0.2.8')]],
  ['has an IPv6 address that is not the host’s', host, [at(name, 'A', '192.0.2.7'), at(name, 'AAAA', '2001:db8::8')]],
  ['is an address where an alias would be made', named, [at(name, 'A', '192.0.2.7')]],
  ['is an alias of another host', named, [at(name, 'CNAME', 'other.amazonaws.com')]],
])('Route 53 is asked for a name that %s', async (_, target, records) => {
  zone.records.push(...records);
  expect((await observed(target)).names).toEqual([]);
  expect(askedOfRoute53).toEqual([name]);
});

test('what the resolver says does not count where the zone’s own servers say otherwise', async () => {
  world.records.push(at(name, 'A', '192.0.2.7'));
  await observed(host);
  expect(askedOfRoute53).toEqual([name]);
});

test('Route 53 is asked for the names that are not settled, and for no others', async () => {
  zone.records.push(at(name, 'A', '192.0.2.7'));
  const facts = await observed(host, [name, 'www.example.com']);
  expect(askedOfRoute53).toEqual(['www.example.com']);
  expect(facts.names.map((known) => known.name)).toEqual([name]);
});

test.each([
  ['the zone is delegated to nobody', () => void world.records.splice(0, 1)],
  ['its name servers have no address', () => void world.records.splice(1, 1)],
  ['its name servers do not answer', () => void (world.records[1] = at('ns-1.awsdns-1.com', 'A', '127.0.0.3'))],
  ['its name servers answer with a failure', () => void zone.broken.add(name)],
  ['the resolver answers with a failure', () => void world.broken.add('example.com')],
])('Route 53 is asked where %s', async (_, breakIt) => {
  zone.records.push(at(name, 'A', '192.0.2.7'));
  breakIt();
  await observed(host);
  expect(askedOfRoute53).toEqual([name]);
});

test.each([
  ['is known to lead there', ['ns-1.awsdns-1.com'], [{ name, type: 'A', ttlSeconds: 0, values: ['192.0.2.8'] }]],
  ['leads nowhere as far as a zone is concerned that the world does not ask', ['ns-9.awsdns-9.com'], undefined],
])('a name without a record of its own that a wildcard answers %s', async (_, nameServers, inherited) => {
  zone.records.push(at(name, 'A', '192.0.2.8'));
  const own = { name, zone: { id: 'Z1', name: 'example.com', nameServers }, delegatedTo: ['ns-1.awsdns-1.com'] };
  const { names } = await lookupRecords([name], host, {
    dns: {
      observe: () => Promise.resolve({ names: [{ ...own, current: [], special: [], otherTypes: [] }] }),
    },
    resolver: createResolver({ servers: ['127.0.0.1'], port: world.port, timeoutMs: 1000, tries: 2 }),
  });
  expect(names).toEqual([{ ...own, current: [], special: [], otherTypes: [], ...(inherited && { inherited }) }]);
});

test('names that other name servers have right are looked up again for a zone that is to be created, and only those in it', async () => {
  const [apex, elsewhere] = ['example.com', 'example.net'];
  world.records.push(at(elsewhere, 'NS', 'ns-1.awsdns-1.com'));
  zone.records.push(at(apex, 'A', '192.0.2.7'), at(elsewhere, 'A', '192.0.2.7'));
  const missing = { id: '', name: 'example.com', nameServers: [], isMissing: true } as const;
  const empty = { zone: missing, current: [], special: [], otherTypes: [], delegatedTo: ['ns-1.awsdns-1.com'] };
  const asked: string[][] = [];
  const { names } = await lookupRecords([apex, name, elsewhere], host, {
    dns: {
      observe(open) {
        asked.push([...open]);
        return Promise.resolve({ names: open.map((one) => ({ name: one, ...empty })) });
      },
    },
    resolver: createResolver({ servers: ['127.0.0.1'], port: world.port, timeoutMs: 1000, tries: 2 }),
  });
  expect(asked).toEqual([[name], [apex]]);
  const isNew = names.map((facts) => [facts.name, facts.zone.isMissing === true]);
  expect(isNew).toEqual([
    [elsewhere, false],
    [apex, true],
    [name, true],
  ]);
});
