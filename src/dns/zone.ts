import { getDomain } from 'tldts';
import type { NewZone } from '../inputs/parsers/new-zone.js';

/** A hosted zone as listed by Route 53. The name is lower case, without the final dot. */
export interface ListedZone {
  readonly id: string;
  readonly name: string;
  readonly isPrivate: boolean;
}

/**
 * The public zones with the longest matching suffix: none, one, or several with the same name (Route 53 allows that; only the
 * zone that the parent delegates to receives queries).
 */
export function zonesFor(name: string, zones: readonly ListedZone[]): readonly ListedZone[] {
  const containing = zones.filter((zone) => !zone.isPrivate && isWithin(name, zone.name));
  const longest = Math.max(...containing.map((zone) => zone.name.length));
  return containing.filter((zone) => zone.name.length === longest);
}

/** Whether a name is in a zone: it is the apex or a subdomain. */
export function isWithin(name: string, zone: string): boolean {
  return name === zone || name.endsWith(`.${zone}`);
}

/** The possible names of this name's zone, longest first, down to the registrable domain. */
export function possibleZoneNames(name: string): readonly string[] {
  const registrable = registrableDomain(name);
  const labels = name.split('.');
  const suffixes = labels.map((_, index) => labels.slice(index).join('.'));
  return suffixes.filter((suffix) => isWithin(suffix, registrable));
}

/** The registrable domain (`example.co.uk` of `www.example.co.uk`); the name itself if there is none. */
export function registrableDomain(name: string): string {
  return getDomain(name, { allowPrivateDomains: true }) ?? name;
}

/** The name of the zone to create for a name that is in none; undefined: none may be created for it. */
export function newZoneName(name: string, newZone: NewZone): string | undefined {
  if (newZone === 'none') return undefined;
  if (newZone === 'registrable-domain') return registrableDomain(name);
  return isWithin(name, newZone.name) ? newZone.name : undefined;
}
