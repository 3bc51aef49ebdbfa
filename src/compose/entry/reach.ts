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

/** Whether a service leads to all of these, by way of any of all. */
export function reachesAll(
  front: Candidate,
  these: readonly Candidate[],
  { all, ways }: { readonly all: readonly Candidate[]; readonly ways: Ways },
): boolean {
  const reached = reach(front, all, ways);
  return these.every(({ name }) => reached.has(name));
}
