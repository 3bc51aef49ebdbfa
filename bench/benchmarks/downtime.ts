import type { Benchmark } from '../benchmark.js';
import { changeEvents } from '../downtime/events.js';
import { measureEvent } from '../downtime/measure.js';

/** Zero downtime: a minute of load across each event, ours beside plain `docker compose up -d --build`. */
export const downtime: readonly Benchmark[] = changeEvents.map((event) => ({
  name: `downtime-${event.name}`,
  title: `No request lost: ${event.title}`,
  measure: (context) => measureEvent(event, context),
}));
