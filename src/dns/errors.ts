import type { Failure } from '../errors/deploy-error.js';
import type { Zone } from './dns.js';
import { possibleZoneNames, registrableDomain, type ListedZone } from './zone.js';

/** No public zone holds the name. */
export function zoneNotFound(name: string, listed: readonly ListedZone[]): Failure {
  const tried = possibleZoneNames(name);
  const closed = listed.filter((zone) => zone.isPrivate && tried.includes(zone.name));
  const domain = registrableDomain(name);
  return {
    code: 'hosted-zone-not-found',
    what: `Route 53 has no public hosted zone for ${name} in this AWS account`,
    why: [
      `Looked for: ${tried.join(', ')}. ${publicZones(listed)}`,
      ...closed.map((zone) => `${zone.name} (${zone.id}) is a private zone, which the world cannot see.`),
    ].join(' '),
    hint:
      `If ${domain} is in another account, use the credentials of that one. If it has no zone yet: "aws route53 ` +
      `create-hosted-zone --name ${domain} --caller-reference first", then enter the zone's name servers at the ` +
      'registrar. If its DNS is elsewhere, make the record there and set "dns: none".',
  };
}

/** What the credentials see: another account's zones are the sign of the wrong credentials. */
function publicZones(listed: readonly ListedZone[]): string {
  const names = [...new Set(listed.filter(({ isPrivate }) => !isPrivate).map(({ name }) => name))].sort();
  if (names.length === 0) return 'The account has no public zone at all.';
  const rest = names.length > 10 ? ` and ${names.length - 10} more` : '';
  return `The account has ${names.slice(0, 10).join(', ')}${rest}.`;
}

/** The zone that was given by id does not exist, as far as these credentials can see. */
export function givenZoneNotFound(id: string, cause: unknown): Failure {
  return {
    code: 'hosted-zone-not-found',
    what: `There is no hosted zone "${id}" in this AWS account`,
    hint: 'Look up the id with "aws route53 list-hosted-zones", or leave "hosted-zone-id" out: the zone is found by its name.',
    cause,
  };
}

/** The zone that was given by id cannot hold the name, or nobody could see the record there. */
export function givenZoneUnfit(name: string, zone: ListedZone): Failure {
  const why = zone.isPrivate
    ? `${zone.name} (${zone.id}) is a private zone, which the world cannot see`
    : `${name} does not lie in ${zone.name} (${zone.id})`;
  return {
    code: 'hosted-zone-not-found',
    what: `The given hosted zone cannot hold ${name}: ${why}`,
    hint: 'Correct "hosted-zone-id", or leave it out: then each name\'s zone is found by the name.',
  };
}

/** Several public zones of one name, and the delegation does not tell which one counts. */
export function zoneAmbiguous(name: string, zones: readonly (Zone & { delegatedTo: readonly string[] })[]): Failure {
  const [first] = zones;
  const delegatedTo = first === undefined || first.delegatedTo.length === 0 ? 'nowhere' : first.delegatedTo.join(', ');
  return {
    code: 'hosted-zone-ambiguous',
    what: `There are ${zones.length} public hosted zones for ${name}: ${zones.map((zone) => zone.id).join(', ')}`,
    why: [
      `The parent delegates to ${delegatedTo}, which is none of them or more than one:`,
      ...zones.map((zone) => `  ${zone.id} ${zone.name}: ${zone.nameServers.join(', ')}`),
    ].join('\n'),
    hint: 'Say which one it is with "hosted-zone-id", and enter its name servers at the registrar. The others may stay: they may serve somebody.',
  };
}

/** Route 53 took the change but did not bring it to all of its servers in time. */
export function notInSync(zone: Zone, timeoutMs: number): Failure {
  return {
    code: 'dns-not-insync',
    what: `Route 53 did not bring the change in ${zone.name} to all of its name servers within ${Math.round(timeoutMs / 1000)} s`,
    why: 'The change is made and will arrive; usually that takes less than a minute.',
    hint: 'Run the job again: it goes on from here. If it stays so, look at https://health.aws.amazon.com.',
  };
}
