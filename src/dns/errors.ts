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
      ...closed.map((zone) => `${zone.name} (${zone.id}) is a private zone, which is not publicly visible.`),
    ].join(' '),
    hint:
      `If ${domain} is in another account, use credentials of that account. If it has no zone yet, set ` +
      '"create-hosted-zone: true": the zone is created, and its name servers are printed for the registrar. If its DNS ' +
      'is hosted elsewhere, create the record there and set "dns: none".',
  };
}

/** Lists the visible zones: zones of another account show that the credentials are the wrong ones. */
function publicZones(listed: readonly ListedZone[]): string {
  const names = [...new Set(listed.filter(({ isPrivate }) => !isPrivate).map(({ name }) => name))].sort();
  if (names.length === 0) return 'The account has no public zone.';
  const rest = names.length > 10 ? ` and ${names.length - 10} more` : '';
  return `The account has ${names.slice(0, 10).join(', ')}${rest}.`;
}

/** The zone with the given id does not exist, or these credentials cannot see it. */
export function givenZoneNotFound(id: string, cause: unknown): Failure {
  return {
    code: 'hosted-zone-not-found',
    what: `There is no hosted zone "${id}" in this AWS account`,
    hint: 'Find the id with "aws route53 list-hosted-zones", or remove "hosted-zone-id": the zone is then found by its name.',
    cause,
  };
}

/** The zone with the given id cannot contain the name, or is private. */
export function givenZoneUnfit(name: string, zone: ListedZone): Failure {
  const why = zone.isPrivate
    ? `${zone.name} (${zone.id}) is a private zone, which is not publicly visible`
    : `${name} is not in the zone ${zone.name} (${zone.id})`;
  return {
    code: 'hosted-zone-not-found',
    what: `The given hosted zone cannot contain ${name}: ${why}`,
    hint: 'Correct "hosted-zone-id", or remove it: the zone of each name is then found by the name.',
  };
}

/** Several public zones have the same name, and the delegation does not identify one of them. */
export function zoneAmbiguous(name: string, zones: readonly (Zone & { delegatedTo: readonly string[] })[]): Failure {
  const [first] = zones;
  const delegatedTo = first === undefined || first.delegatedTo.length === 0 ? 'nowhere' : first.delegatedTo.join(', ');
  return {
    code: 'hosted-zone-ambiguous',
    what: `There are ${zones.length} public hosted zones for ${name}: ${zones.map((zone) => zone.id).join(', ')}`,
    why: [
      `The parent zone delegates to ${delegatedTo}, which matches none of them or more than one:`,
      ...zones.map((zone) => `  ${zone.id} ${zone.name}: ${zone.nameServers.join(', ')}`),
    ].join('\n'),
    hint: 'Select one with "hosted-zone-id" and enter its name servers at the registrar. The other zones can stay.',
  };
}

/** Route 53 accepted the change but did not propagate it to all of its servers in time. */
export function notInSync(zone: Zone, timeoutMs: number): Failure {
  return {
    code: 'dns-propagation-timeout',
    what: `Route 53 did not propagate the change in ${zone.name} to all name servers within ${Math.round(timeoutMs / 1000)} s`,
    why: 'Route 53 accepted the change and continues to propagate it; that usually takes less than a minute.',
    hint: 'Run the job again: it continues from here. If it fails again, check https://health.aws.amazon.com.',
  };
}
