import { setTimeout as sleep } from 'node:timers/promises';
import type { Exchange } from '../load/record.js';
import { type LoadOptions, startLoad } from '../load/run.js';

/** The requests of a load across an event, and when the event began. */
export interface Trial {
  readonly exchanges: readonly Exchange[];
  /** In milliseconds since 1970. */
  readonly eventAt: number;
}

export interface TrialOptions extends LoadOptions {
  readonly origin: string;
  /** How long the load runs before the event, and at least in all, in seconds. */
  readonly quietSeconds: number;
  readonly seconds: number;
}

/** In the first seconds all connections are opened. */
const warmUpMs = 4000;
/** Requests must not fail for so long after the event either. */
const afterMs = 8000;

/** Starts load, makes the event happen, and stops the load. */
export async function acrossEvent(options: TrialOptions, happen: () => Promise<void>): Promise<Trial> {
  const { origin, quietSeconds, seconds, ...load } = options;
  const running = await startLoad(origin, load);
  const began = Date.now();
  try {
    await sleep(warmUpMs + quietSeconds * 1000);
    const eventAt = Date.now();
    await happen();
    await sleep(Math.max(afterMs, began + warmUpMs + seconds * 1000 - Date.now()));
    return { exchanges: await running.stop(), eventAt };
  } catch (error) {
    await running.stop();
    throw error;
  }
}
