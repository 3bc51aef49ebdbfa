import { codeOf, DeployError, messageOf, type Failure } from '../errors/deploy-error.js';
import type { NameFacts, Zone } from './dns.js';
import type { Resolver } from './resolver.js';

/** Why a delegation leads nowhere although the parent has one: its servers do not know the zone, or refuse. */
const lame = ['ESERVFAIL', 'EREFUSED', 'EREFUSED_QUERY'];

/**
 * The name servers to which the world is sent for a zone; empty when there is no delegation that works. A server that goes
 * by a name of the owner's own (white label) is given by the zone's name for it when both have the same address.
 * @throws DeployError name-does-not-resolve when the resolver itself gives no answer
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

/** Whether all the world's questions for the zone reach Route 53. */
export function isDelegated(zone: Pick<Zone, 'nameServers'>, delegatedTo: readonly string[]): boolean {
  return delegatedTo.length > 0 && delegatedTo.every((server) => zone.nameServers.includes(server));
}

/** What is wrong with the delegation of a name's zone, or undefined. Pure. */
export function delegationProblem({ zone, delegatedTo }: NameFacts): Failure | undefined {
  if (isDelegated(zone, delegatedTo)) return undefined;
  const found =
    delegatedTo.length === 0
      ? 'No name servers answer for it: the parent has no delegation, or one that leads nowhere.'
      : `The parent sends the world to ${delegatedTo.join(', ')}.`;
  return {
    code: 'zone-not-delegated',
    what: `The zone ${zone.name} (${zone.id}) is not what the world asks for ${zone.name}`,
    why: `${found} Records in this zone are not seen, so no certificate can be had.`,
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
      code: 'name-does-not-resolve',
      what: `The resolver of the runner did not answer when asked for the name servers of ${name}`,
      why: messageOf(error),
      hint: 'Run the job again; if it stays so, look at the DNS settings of the runner.',
      cause: error,
    });
  }
}

async function addresses(name: string, resolver: Resolver): Promise<readonly string[]> {
  return await resolver.resolve4(name).catch(() => []);
}
