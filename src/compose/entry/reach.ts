import type { Candidate } from './candidate.js';

/** Services that a service leads to in one step. */
export type Ways = (service: Candidate) => readonly string[];

/** The service and those that it leads to, at any depth. */
export function reach(front: Candidate, all: readonly Candidate[], ways: Ways): ReadonlySet<string> {
  const reached = new Set<string>([front.name]);
  for (const name of reached) {
    const service = all.find((one) => one.name === name);
    for (const next of service === undefined ? [] : ways(service)) reached.add(next);
  }
  return reached;
}

/** Whether a service leads to all the others. */
export function reachesAll(front: Candidate, all: readonly Candidate[], ways: Ways): boolean {
  const reached = reach(front, all, ways);
  return all.every(({ name }) => reached.has(name));
}
