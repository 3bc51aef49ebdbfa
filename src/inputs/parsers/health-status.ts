import type { Parsed } from './parsed.js';

/** Statuses from `from` to `to`, both included. */
export interface StatusRange {
  readonly from: number;
  readonly to: number;
}

/** `200-399`, or `200,301-302,401`. */
export function parseHealthStatus(text: string): Parsed<readonly StatusRange[]> {
  const parts = text.split(',').map((part) => part.trim());
  const ranges = parts.map(rangeOf);
  const known = ranges.filter((range) => range !== undefined);
  return known.length === parts.length
    ? { value: known }
    : { problem: 'is not a list of HTTP statuses such as 200-399 or 200,301-302,401' };
}

function rangeOf(part: string): StatusRange | undefined {
  const [, first, last = first] = /^([1-5]\d\d)(?:\s*-\s*([1-5]\d\d))?$/.exec(part) ?? [];
  const [from, to] = [Number(first), Number(last)];
  return from <= to ? { from, to } : undefined;
}
