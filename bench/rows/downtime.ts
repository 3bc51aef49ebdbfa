import type { Benchmark } from '../benchmark.js';
import { changeEvents } from '../downtime/events.js';
import { measureEvent } from '../downtime/measure.js';

/** Requests lost: a minute of load across each event, compared with plain `docker compose up -d --build`. */
export const downtime: readonly Benchmark[] = changeEvents.map((event) => ({
  name: `downtime-${event.name}`,
  title: `Requests lost: ${event.title}`,
  measure: (context) => measureEvent(event, context),
}));
