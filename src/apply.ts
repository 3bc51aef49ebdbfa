import type { Deadline } from './deadline.js';
import type { Dns } from './dns/dns.js';
import type { Resolver } from './dns/resolver.js';
import type { ReadTemplate } from './edge/settings.js';
import type { Connection } from './host/connection.js';
import type { HostFacts } from './host/facts.js';
import type { Timeline } from './outcome.js';
import type { Plan } from './plan.js';

/** What changing things needs. */
export interface Hands {
  readonly connection: Connection;
  readonly dns: Dns | undefined;
  readonly resolver: Resolver;
  /** Fetches the commit onto the host, over a connection that serves the deploy key; only for `source: git`. */
  readonly fetchCommit: (host: HostFacts) => Promise<void>;
  readonly readTemplate: ReadTemplate;
  readonly say: (line: string) => void;
  readonly now: () => number;
  /** For the lock. */
  readonly whoIsAtWork: () => Promise<string>;
}

/** See applying.ts, which is loaded when there is something to do. */
export async function apply(plan: Plan, hands: Hands, timeline: Timeline, deadline: Deadline): Promise<void> {
  const applying = await import('./applying.js');
  await applying.apply(plan, hands, timeline, deadline);
}

/** As `apply`. */
export async function restore(
  plan: Plan,
  previous: string,
  hands: Hands,
  timeline: Timeline,
  deadline: Deadline,
): Promise<void> {
  const applying = await import('./applying.js');
  await applying.restore(plan, previous, hands, timeline, deadline);
}
