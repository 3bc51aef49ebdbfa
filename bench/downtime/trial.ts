import { setTimeout as sleep } from 'node:timers/promises';
import type { Span } from '../load/figures.js';
import type { Exchange } from '../load/record.js';
import { type LoadOptions, startLoad } from '../load/run.js';

/** Load across an event, and when the event was. */
export interface Trial {
  readonly exchanges: readonly Exchange[];
  /** Undisturbed load before the event, the first seconds left out in which all connections are opened; or after it. */
  readonly quiet: Span & { readonly when: 'before' | 'after' };
  /** The whole event. */
  readonly event: Span;
  /** The part of it in which traffic is moved. */
  readonly during: Span;
}

export interface TrialOptions extends LoadOptions {
  readonly origin: string;
  /** How long the load runs undisturbed, and at least in all, in seconds. */
  readonly quietSeconds: number;
  readonly seconds: number;
  /** What the switch is compared with: usually what was before; what comes after it where the event changes the visitors' way. */
  readonly quiet?: 'before' | 'after';
}

const warmUpMs = 4000;
/** So long after the event nothing may go wrong either. */
const afterMs = 8000;

/** Runs load, lets the event happen in the midst of it, and ends the load. The event gives the span of its decisive part, if it knows one. */
export async function acrossEvent(options: TrialOptions, happen: () => Promise<Span | undefined>): Promise<Trial> {
  const { origin, quietSeconds, seconds, quiet = 'before', ...load } = options;
  const running = await startLoad(origin, load);
  const began = Date.now();
  try {
    await sleep(warmUpMs + quietSeconds * 1000);
    const from = Date.now();
    const during = await happen();
    const to = Date.now();
    await sleep(Math.max(afterMs, began + warmUpMs + seconds * 1000 - to));
    const end = Date.now();
    const exchanges = await running.stop();
    return {
      exchanges,
      quiet: { when: quiet, ...(quiet === 'before' ? { from: began + warmUpMs, to: from } : { from: to, to: end }) },
      event: { from, to },
      during: during ?? { from, to },
    };
  } catch (error) {
    await running.stop();
    throw error;
  }
}
