import { parseDomainName } from './domain-name.js';
import { parseFlag } from './number.js';
import type { Parsed } from './parsed.js';

/** The hosted zone to create for a name that is in none: none at all, that of its registrable domain, or the given one. */
export type NewZone = 'none' | 'registrable-domain' | { readonly name: string };

export function parseNewZone(text: string): Parsed<NewZone> {
  const flag = parseFlag(text);
  if ('value' in flag) return { value: flag.value ? 'registrable-domain' : 'none' };
  const name = parseDomainName(text);
  if ('value' in name) return { value: { name: name.value } };
  return { problem: 'is neither `true`, `false` nor the domain name of a zone' };
}
