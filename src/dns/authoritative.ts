import type { Dns, DnsFacts, NameFacts, RecordSet, Zone } from './dns.js';
import { isDelegated } from './delegation.js';
import { planRecords, type RecordTarget } from './records.js';
import type { Resolver } from './resolver.js';
import { plainName } from './name.js';
import { possibleZoneNames } from './zone.js';

/** So long a name server is waited for; where a network lets no questions out, Route 53 can say all of it. */
const patience = { timeoutMs: 500, tries: 1 };

/** So many of a zone's name servers are tried, one after the other. */
const mostServers = 2;

/**
 * What the records of the names are. The name servers that the world asks are asked first: where all of a name is as it would be
 * made, nobody needs Route 53, its library or its credentials. It is asked for the other names.
 * @throws DeployError whatever `dns` throws
 */
export async function observeNames(
  names: readonly string[],
  target: RecordTarget,
  { dns, resolver }: { readonly dns: Dns; readonly resolver: Resolver },
): Promise<DnsFacts> {
  const answered = await askAll(names.map(plainName), resolver);
  const settled = answered.filter((facts) => isSettled(facts, target));
  const open = names.filter((name) => settled.every((facts) => facts.name !== plainName(name)));
  if (open.length === 0) return { names: settled };
  const { names: observed } = await dns.observe(open);
  return { names: [...settled, ...observed.map((facts) => withInherited(facts, answered))] };
}

/** What the zones' name servers say of the names, where they could be asked. Never rejects. */
async function askAll(names: readonly string[], resolver: Resolver): Promise<readonly NameFacts[]> {
  const answers = await Promise.all(names.map((name) => askNameServers(name, resolver).catch(() => undefined)));
  return answers.filter((facts) => facts !== undefined);
}

/**
 * A name without a record of its own that is answered all the same is answered by a wildcard's. What the servers of another
 * zone say is not: while the world does not ask this one, a record in it leads nobody anywhere.
 */
function withInherited(facts: NameFacts, answered: readonly NameFacts[]): NameFacts {
  if (!isDelegated(facts.zone, facts.delegatedTo)) return facts;
  const inherited = answered.find(({ name }) => name === facts.name)?.current ?? [];
  return facts.current.length > 0 || inherited.length === 0 ? facts : { ...facts, inherited };
}

/** Whether the plan for what was found is to leave it; one that knew more than was asked would leave it too. */
function isSettled(facts: NameFacts, target: RecordTarget): boolean {
  const { because, refusals } = planRecords([facts.name], { names: [facts] }, target);
  return facts.current.length > 0 && refusals.length === 0 && because.every(({ change }) => change === 'none');
}

/** A name as its zone's own servers have it, with no cache between; undefined: nobody could be asked. */
async function askNameServers(name: string, resolver: Resolver): Promise<NameFacts | undefined> {
  const zone = await findZone(name, resolver);
  if (zone === undefined) return undefined;
  const found = await Promise.all(zone.nameServers.map((server) => resolver.resolve4(server)));
  const addresses = found.flat().slice(0, mostServers);
  if (addresses.length === 0) return undefined;
  const current = await recordSets(name, resolver.at(addresses, patience));
  return { name, zone, current, special: [], otherTypes: [], delegatedTo: zone.nameServers };
}

/** The lowest zone that the name may lie in. */
async function findZone(name: string, resolver: Resolver): Promise<Zone | undefined> {
  const asked = possibleZoneNames(name).map(async (zone) => ({
    id: '',
    name: zone,
    nameServers: await resolver.resolveNs(zone),
  }));
  return (await Promise.all(asked)).find(({ nameServers }) => nameServers.length > 0);
}

/** A server gives an alias's own addresses too where it knows them: then the alias is what is there. */
async function recordSets(name: string, server: Resolver): Promise<readonly RecordSet[]> {
  const [cname, v4, v6] = await Promise.all([server.resolveCname(name), server.resolve4(name), server.resolve6(name)]);
  const sets = [recordSet(name, 'CNAME', cname), recordSet(name, 'A', v4), recordSet(name, 'AAAA', v6)];
  return sets.filter(({ values }) => values.length > 0).slice(0, cname.length > 0 ? 1 : undefined);
}

/** The TTL does not matter where nothing is changed. */
function recordSet(name: string, type: RecordSet['type'], values: readonly string[]): RecordSet {
  return { name, type, ttlSeconds: 0, values };
}
