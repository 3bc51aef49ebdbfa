import { kindOf as kindOfCandidate } from '../../src/compose/entry/kind.js';
import { candidates } from './candidates.js';

/** A service, written short, with the name that it has. */
export type Named = Parameters<typeof candidates>[0][string] & { readonly name?: string };

/** What a service is for. */
export function kindOf({ name = 'service', ...service }: Named): string {
  const [candidate] = candidates({ [name]: service });
  return candidate === undefined ? '' : kindOfCandidate(candidate);
}
