import { z } from 'zod';

/**
 * A line that the host program prints. The host is not trusted: what is not one of these is passed over, and texts are
 * shown as plain text (runner/plain-text.ts), so that none of them can be a workflow command.
 */
const eventSchema = z.discriminatedUnion('event', [
  z.object({ event: z.literal('begin'), step: z.string() }),
  z.object({ event: z.literal('log'), step: z.string(), text: z.string(), is_waiting: z.boolean().optional() }),
  z.object({ event: z.literal('failure'), step: z.string(), code: z.string(), text: z.string() }),
  z.object({ event: z.literal('end'), step: z.string(), rc: z.number(), milliseconds: z.number() }),
  z.object({ event: z.literal('done'), text: z.enum(['applied', 'failed']) }),
]);

export type HostEvent = z.infer<typeof eventSchema>;

/** The event of a line, or undefined for anything else. */
export function parseEvent(line: string): HostEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const parsed = eventSchema.safeParse(JSON.parse(line));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
