import type { Dns, DnsFacts, NameFacts, RecordSet, Zone } from './dns.js';
import { isDelegated } from './delegation.js';
import { planRecords, type RecordTarget } from './records.js';
import type { Resolver } from './resolver.js';
import { plainName } from './name.js';
import { isWithin, possibleZoneNames } from './zone.js';

/** Short limits for direct queries: if the network blocks outgoing DNS, Route 53 can answer everything. */
const limits = { timeoutMs: 500, tries: 1 };

/** How many of a zone's name servers are tried, one after the other. */
const maxServers = 2;

/**
 * Reads the records of the names. The authoritative name servers are queried first: if all records of a name are already as
 * planned, neither Route 53, its SDK nor credentials are needed. Route 53 is called only for the other names.
 * @throws DeployError whatever `dns` throws
 */
export async function lookupRecords(
  names: readonly string[],
  target: RecordTarget,
  { dns, resolver }: { readonly dns: Pick<Dns, 'observe'>; readonly resolver: Resolver },
): Promise<DnsFacts> {
  const answered = await queryAll(names.map(plainName), resolver);
  const upToDate = answered.filter((facts) => isUpToDate(facts, target));
  const open = names.filter((name) => upToDate.every((facts) => facts.name !== plainName(name)));
  if (open.length === 0) return { names: upToDate };
  const { names: observed } = await dns.observe(open);
  // A new zone needs all of its records before it is delegated, also those that other name servers have now.
  const newZones = observed.filter(({ zone }) => zone.isMissing === true).map(({ zone }) => zone.name);
  const forNewZone = upToDate.filter(({ name }) => newZones.some((zone) => isWithin(name, zone)));
  const added = forNewZone.length === 0 ? [] : (await dns.observe(forNewZone.map(({ name }) => name))).names;
  return {
    names: [
      ...upToDate.filter((facts) => !forNewZone.includes(facts)),
      ...added,
      ...observed.map((facts) => withInherited(facts, answered)),
    ],
  };
}

/** The answers of the zones' name servers, for the names where they could be queried. Never rejects. */
async function queryAll(names: readonly string[], resolver: Resolver): Promise<readonly NameFacts[]> {
  const answers = await Promise.all(names.map((name) => queryNameServers(name, resolver).catch(() => undefined)));
  return answers.filter((facts) => facts !== undefined);
}

/**
 * A name that resolves without a record of its own is covered by a wildcard record. Answers from another zone's servers do not
 * count: as long as this zone is not delegated, its records have no effect.
 */
function withInherited(facts: NameFacts, answered: readonly NameFacts[]): NameFacts {
  if (!isDelegated(facts.zone, facts.delegatedTo)) return facts;
  const inherited = answered.find(({ name }) => name === facts.name)?.current ?? [];
  return facts.current.length > 0 || inherited.length === 0 ? facts : { ...facts, inherited };
}

/** Whether the plan changes nothing for these records; a plan with more facts would not change them either. */
function isUpToDate(facts: NameFacts, target: RecordTarget): boolean {
  const { because, refusals } = planRecords([facts.name], { names: [facts] }, target);
  return facts.current.length > 0 && refusals.length === 0 && because.every(({ change }) => change === 'none');
}

/** A name as its authoritative servers have it, without any cache; undefined: no server could be queried. */
async function queryNameServers(name: string, resolver: Resolver): Promise<NameFacts | undefined> {
  const zone = await findZone(name, resolver);
  if (zone === undefined) return undefined;
  const found = await Promise.all(zone.nameServers.map((server) => resolver.resolve4(server)));
  const addresses = found.flat().slice(0, maxServers);
  if (addresses.length === 0) return undefined;
  const current = await recordSets(name, resolver.at(addresses, limits));
  return { name, zone, current, special: [], otherTypes: [], delegatedTo: zone.nameServers };
}

/** The most specific zone that can contain the name. */
async function findZone(name: string, resolver: Resolver): Promise<Zone | undefined> {
  const candidates = possibleZoneNames(name).map(async (zone) => ({
    id: '',
    name: zone,
    nameServers: await resolver.resolveNs(zone),
  }));
  return (await Promise.all(candidates)).find(({ nameServers }) => nameServers.length > 0);
}

/** A server may add the target's addresses to a CNAME answer: then the CNAME is the record. */
async function recordSets(name: string, server: Resolver): Promise<readonly RecordSet[]> {
  const [cname, v4, v6] = await Promise.all([server.resolveCname(name), server.resolve4(name), server.resolve6(name)]);
  const sets = [recordSet(name, 'CNAME', cname), recordSet(name, 'A', v4), recordSet(name, 'AAAA', v6)];
  return sets.filter(({ values }) => values.length > 0).slice(0, cname.length > 0 ? 1 : undefined);
}

/** The TTL is irrelevant because nothing is changed. */
function recordSet(name: string, type: RecordSet['type'], values: readonly string[]): RecordSet {
  return { name, type, ttlSeconds: 0, values };
}
