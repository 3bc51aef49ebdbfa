import { failedContainerFields } from './failed-container.js';
import { hostProjectFields } from './host-project.js';
import { flag, list, number, object, oneOf, orMissing, text, type Read } from './shape.js';

/** Texts of programs may hold anything. */
const anyText = text(/^/);

/**
 * A line that the host program prints. The host is not trusted: what is not one of these is passed over, and texts are
 * shown as plain text (runner/plain-text.ts), so that none of them can be a workflow command.
 */
const EVENTS = {
  begin: object({ event: oneOf('begin'), step: anyText }),
  log: object({ event: oneOf('log'), step: anyText, text: anyText, is_waiting: orMissing(flag) }),
  failure: object({ event: oneOf('failure'), step: anyText, code: anyText, text: anyText }),
  unhealthy: object({ event: oneOf('unhealthy'), step: anyText, ...failedContainerFields }),
  contradiction: object({ event: oneOf('contradiction'), step: anyText, differs: list(anyText), ...hostProjectFields }),
  end: object({ event: oneOf('end'), step: anyText, rc: number, milliseconds: number }),
  done: object({ event: oneOf('done'), text: oneOf('applied', 'failed', 'replan') }),
} as const;

export type HostEvent = { readonly [K in keyof typeof EVENTS]: Read<(typeof EVENTS)[K]> }[keyof typeof EVENTS];

/** The event of a line, or undefined for anything else. */
export function parseEvent(line: string): HostEvent | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(line);
    const kind = object({ event: oneOf(...KINDS) }).read(parsed, '').event;
    return EVENTS[kind].read(parsed, '');
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

const KINDS = Object.keys(EVENTS) as readonly (keyof typeof EVENTS)[];
