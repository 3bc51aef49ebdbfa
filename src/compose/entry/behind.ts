import type { OwnProxy } from '../stack.js';
import type { Candidate } from './candidate.js';
import { chosen, type Chosen } from './choice.js';
import { chooseEntry } from './choose.js';

/**
 * The app that a stack's own proxy passes requests to: of several the one that can be told apart without ports, else the one that gets `/`;
 * the proxy itself where nothing is to be seen.
 */
export function behindOwnProxy(
  candidates: readonly Candidate[],
  { proxy, certbot }: Pick<OwnProxy, 'proxy' | 'certbot'>,
): Chosen {
  const front = candidates.find(({ name }) => name === proxy);
  if (front === undefined) throw new Error(`There is no service ${proxy}`);
  const others = candidates.filter(({ name }) => name !== proxy && name !== certbot);
  const passed = front.passesTo.flatMap((name) => others.find((one) => one.name === name) ?? []);
  const because = `receives the requests of ${proxy}`;
  const [first] = passed;
  if (first === undefined) {
    const choice = chooseEntry(others.map(withoutPorts));
    return choice.kind === 'chosen' ? choice : chosen(front, 'is the stack’s own reverse proxy');
  }
  if (passed.length === 1) return chosen(first, because);
  const choice = chooseEntry(passed.map(withoutPorts));
  return choice.kind === 'chosen' ? chosen(choice.service, because) : chosen(first, `${because} for /`, false);
}

/** Behind a proxy it means nothing that a service publishes a port. */
function withoutPorts(service: Candidate): Candidate {
  return { ...service, ports: [] };
}
