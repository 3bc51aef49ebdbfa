import { getDomain } from 'tldts';

/** A hosted zone as a list of zones shows it. The name is lower case without the final dot. */
export interface ListedZone {
  readonly id: string;
  readonly name: string;
  readonly isPrivate: boolean;
}

/**
 * The public zones of the longest suffix of the name: none, one, or several of the same name (which Route 53 allows, and of
 * which only the one that the parent delegates to is ever asked).
 */
export function zonesFor(name: string, zones: readonly ListedZone[]): readonly ListedZone[] {
  const containing = zones.filter((zone) => !zone.isPrivate && isWithin(name, zone.name));
  const longest = Math.max(...containing.map((zone) => zone.name.length));
  return containing.filter((zone) => zone.name.length === longest);
}

/** Whether a name lies in a zone: is its apex or ends in it at a dot. */
export function isWithin(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

/** The names that a zone for this name may have, longest first, down to the domain that one registers. */
export function possibleZoneNames(name: string): readonly string[] {
  const registrable = registrableDomain(name);
  const labels = name.split('.');
  const suffixes = labels.map((_, index) => labels.slice(index).join('.'));
  return suffixes.filter((suffix) => isWithin(suffix, registrable));
}

/** The domain that is registered (`example.co.uk` of `www.example.co.uk`); the name itself where there is none. */
export function registrableDomain(name: string): string {
  return getDomain(name, { allowPrivateDomains: true }) ?? name;
}
