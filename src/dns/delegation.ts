import { codeOf, DeployError, messageOf, type Failure } from '../errors/deploy-error.js';
import type { NameFacts, Zone } from './dns.js';
import type { Resolver } from './resolver.js';

/** Codes of a lame delegation: the parent delegates, but the servers do not serve the zone or refuse the query. */
const lame = ['ESERVFAIL', 'EREFUSED', 'EREFUSED_QUERY'];

/**
 * The name servers that a zone is delegated to; empty when no delegation works. A white-label name server is returned by the
 * zone's own name for it when both have the same address.
 * @throws DeployError dns-not-resolving when the resolver itself gives no answer
 */
export async function observeDelegation(
  zone: Pick<Zone, 'name' | 'nameServers'>,
  resolver: Resolver,
): Promise<readonly string[]> {
  const found = await nameServersOf(zone.name, resolver);
  if (found.every((server) => zone.nameServers.includes(server))) return found;
  const ours = await Promise.all(zone.nameServers.map(async (name) => ({ name, at: await addresses(name, resolver) })));
  const sameMachine = async (server: string) => {
    if (zone.nameServers.includes(server)) return server;
    const at = await addresses(server, resolver);
    return ours.find((own) => own.at.some((address) => at.includes(address)))?.name ?? server;
  };
  return await Promise.all(found.map(sameMachine));
}

/** Whether all public queries for the zone reach Route 53. */
export function isDelegated(zone: Pick<Zone, 'nameServers'>, delegatedTo: readonly string[]): boolean {
  return delegatedTo.length > 0 && delegatedTo.every((server) => zone.nameServers.includes(server));
}

/** What is wrong with the delegation of a name's zone, or undefined. Pure. */
export function delegationProblem({ zone, delegatedTo }: NameFacts): Failure | undefined {
  if (isDelegated(zone, delegatedTo)) return undefined;
  const found =
    delegatedTo.length === 0
      ? 'No name server answers for it: the parent zone has no delegation, or a broken one.'
      : `The parent zone delegates to ${delegatedTo.join(', ')}.`;
  return {
    code: 'zone-not-delegated',
    what: `${zone.name} is not delegated to the hosted zone ${zone.id}`,
    why: `${found} Records in this zone are not visible to the public, so no certificate can be issued.`,
    hint: [
      `Enter exactly these name servers for ${zone.name} at the registrar (or as NS record in the parent zone), then run again:`,
      ...zone.nameServers.map((server) => `  ${server}`),
    ].join('\n'),
  };
}

async function nameServersOf(name: string, resolver: Resolver): Promise<readonly string[]> {
  try {
    return await resolver.resolveNs(name);
  } catch (error) {
    if (lame.includes(codeOf(error) ?? '')) return [];
    throw new DeployError({
      code: 'dns-not-resolving',
      what: `The runner's resolver did not answer a query for the name servers of ${name}`,
      why: messageOf(error),
      hint: 'Run the job again. If it fails again, check the DNS settings of the runner.',
      cause: error,
    });
  }
}

async function addresses(name: string, resolver: Resolver): Promise<readonly string[]> {
  return await resolver.resolve4(name).catch(() => []);
}
