import { setTimeout as sleep } from 'node:timers/promises';
import { codeOf, DeployError, messageOf, type Failure } from '../errors/deploy-error.js';
import type { NameFacts, Registration, Zone } from './dns.js';
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

/** Interval between two queries for a delegation that is on its way. */
const pollMs = 10_000;

/** Waits, within the time limit, until a zone is delegated. The name servers that it is delegated to then. */
export async function untilDelegated(
  zone: Zone,
  resolver: Resolver,
  { say, timeoutMs }: { readonly say: (line: string) => void; readonly timeoutMs: number },
): Promise<readonly string[]> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const delegatedTo = await observeDelegation(zone, resolver).catch(() => []);
    const leftMs = end - Date.now();
    if (isDelegated(zone, delegatedTo) || leftMs <= 0) return delegatedTo;
    say(
      `${zone.name} is not delegated to its hosted zone yet: waiting for the registry, at most ${Math.ceil(leftMs / 1000)} s`,
    );
    await sleep(Math.min(pollMs, leftMs));
  }
}

/** A name whose zone's records are not visible to the public. */
export type Undelegated = Pick<NameFacts, 'name' | 'zone' | 'delegatedTo' | 'registration'>;

export function isInUndelegatedZone({ zone, delegatedTo }: Undelegated): boolean {
  return !isDelegated(zone, delegatedTo);
}

/** What to do about these names' zones; undefined: there are none. Pure. */
export function delegationProblem(names: readonly Undelegated[]): Failure | undefined {
  const zones = [...new Map(names.map((facts) => [facts.zone.name, facts])).values()];
  const [first] = zones;
  if (first === undefined) return undefined;
  return {
    code: 'zone-not-delegated',
    what: `${first.zone.name} is not delegated to the hosted zone ${first.zone.id}`,
    why: `${zones.map(whatIsDelegated).join(' ')} Records in a zone that is not delegated are not visible to the public, so no certificate can be issued.`,
    hint: zones.map(whatToEnter).join('\n'),
  };
}

function whatIsDelegated({ zone, delegatedTo }: Undelegated): string {
  return delegatedTo.length === 0
    ? `No name server answers for ${zone.name}: the parent zone has no delegation, or a broken one.`
    : `The parent zone delegates ${zone.name} to ${delegatedTo.join(', ')}.`;
}

function whatToEnter(facts: Undelegated): string {
  const { name, zone, delegatedTo, registration } = facts;
  return [
    `Enter exactly these name servers for ${zone.name} at the registrar (or as NS record in the parent zone), then run again:`,
    ...zone.nameServers.map((server) => `  ${server}`),
    ...(registration === undefined ? [] : registrationHints(zone, registration)),
    ...(delegatedTo.length === 0 ? [] : [whatIsLost(name, zone)]),
  ].join('\n');
}

/** Whether the name servers of the domain can be set without a loss: the present ones do not serve it, and no key signs its records. */
export function canSetNameServers({ zone, registration }: Undelegated): boolean {
  if (registration === undefined || registration.isServed || registration.hasDnssec) return false;
  return !isEntered(zone, registration);
}

function isEntered({ nameServers }: Zone, registration: Registration): boolean {
  return isDelegated({ nameServers }, registration.nameServers);
}

function registrationHints(zone: Zone, registration: Registration): readonly string[] {
  const { name, nameServers } = zone;
  const { hasDnssec, isOnHold, isServed } = registration;
  const servers = nameServers.map((server) => `Name=${server}`).join(' ');
  const command = `aws route53domains update-domain-nameservers --region us-east-1 --domain-name ${name} --nameservers ${servers}`;
  const found = `${name} is registered with Route 53 in this AWS account`;
  const isDone = isEntered(zone, registration);
  return [
    ...(isDone
      ? [
          `${found}, and these name servers are entered. The registry may take an hour to publish them: run the job again.`,
        ]
      : [`${found}: ${isServed || hasDnssec ? command : 'with "set-name-servers: true" the run enters them.'}`]),
    ...(isServed && !isDone
      ? ['set-name-servers does not do that, because the present name servers answer for the domain.']
      : []),
    ...(hasDnssec
      ? [
          `The registry has DNSSEC keys for ${name}, so resolvers reject unsigned records: remove the keys first (Route 53 console, Registered domains).`,
        ]
      : []),
    ...(isOnHold
      ? [
          `The registry does not publish ${name} (clientHold): the registrant has to confirm the email address first (Route 53 console, Registered domains).`,
        ]
      : []),
  ];
}

/** A delegation takes all names of the zone along, and mail is what people forget. */
function whatIsLost(name: string, zone: Zone): string {
  return (
    `Before that, copy all other records of ${zone.name} (MX and TXT for mail, other hosts) into the hosted zone: those at the current ` +
    `name servers have no effect afterwards. To leave the delegation as it is, create the record of ${name} there and set "dns: none".`
  );
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
