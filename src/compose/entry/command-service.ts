import { behindOwnProxy } from './behind.js';
import type { Candidate } from './candidate.js';
import { kindOf } from './kind.js';

/**
 * The service with the code of the app, in which a release command runs: the entry, or what a web server there passes requests to. Of several
 * the one that uses a store, since migrations do. Pure.
 */
export function commandService(candidates: readonly Candidate[], entry: string): string {
  const front = candidates.find(({ name }) => name === entry);
  if (front === undefined || !front.isWebServer || front.passesTo.length === 0) return entry;
  const passed = candidates.filter(({ name }) => front.passesTo.includes(name));
  const stores = candidates.filter((one) => kindOf(one) === 'store').map(({ name }) => name);
  const using = passed.filter(({ dependsOn, calls }) => [...dependsOn, ...calls].some((name) => stores.includes(name)));
  const [only] = using;
  if (only !== undefined && using.length === 1) return only.name;
  return behindOwnProxy(candidates, { proxy: entry, certbot: undefined }).service.name;
}
