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
  const root = passed.find(({ name }) => front.passesRootTo.includes(name));
  const first = root ?? passed[0];
  if (first === undefined) return chosenOf(others) ?? chosen(front, 'is the stack’s own reverse proxy');
  if (passed.length === 1) return chosen(first, because);
  const choice = root?.isWebServer === true ? chooseEntry(passed.map(withoutPorts)) : chosenOf(passed);
  if (choice !== undefined && choice.kind === 'chosen') return chosen(choice.service, because);
  return chosen(first, `${because} for /`, false);
}

/** A web server is the last choice: behind another one it has files to show, and the app is beside it. */
function chosenOf(services: readonly Candidate[]): Chosen | undefined {
  const choose = (some: readonly Candidate[]): ReturnType<typeof chooseEntry> => chooseEntry(some.map(withoutPorts));
  const app = choose(services.filter(({ isWebServer }) => !isWebServer));
  const choice = app.kind === 'unclear' && app.candidates.length === 0 ? choose(services) : app;
  return choice.kind === 'chosen' ? choice : undefined;
}

/** Behind a proxy it means nothing that a service publishes a port. */
function withoutPorts(service: Candidate): Candidate {
  return { ...service, ports: [] };
}
