import type { Candidate } from './candidate.js';

/** The service that visitors reach first, or why none could be chosen. */
export type Choice = Chosen | Unclear;

export interface Chosen {
  readonly kind: 'chosen';
  readonly service: Candidate;
  /** The end of a sentence that begins with the service's name. */
  readonly because: string;
  /** false: a guess that the plan has to say is one. */
  readonly isSure: boolean;
}

export interface Unclear {
  readonly kind: 'unclear';
  readonly candidates: readonly Candidate[];
  readonly why: string;
}

/** Chooses one of these services, or finds that nobody can; undefined: the next rule decides. `all`: with those that are no sites. */
export type Rule = (services: readonly Candidate[], all: readonly Candidate[]) => Choice | undefined;

export function chosen(service: Candidate, because: string, isSure = true): Chosen {
  return { kind: 'chosen', service, because, isSure };
}

/** The choice where exactly one was found. */
export function only(found: readonly Candidate[], because: string, isSure = true): Chosen | undefined {
  const [service] = found;
  return service === undefined || found.length > 1 ? undefined : chosen(service, because, isSure);
}

/** The choice of the first rule that makes one. */
export function firstOf(
  rules: readonly Rule[],
  services: readonly Candidate[],
  all: readonly Candidate[],
): Choice | undefined {
  for (const rule of rules) {
    const choice = rule(services, all);
    if (choice !== undefined) return choice;
  }
  return undefined;
}
