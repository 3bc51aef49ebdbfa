import type { Row } from './benchmark.js';

/** What the plot shows of a row: where it lies and where its bar lies, on the axis of ratios. */
export interface Place {
  /** The ratio; where there is no alternative, ours as a multiple of the bar. */
  readonly at: number;
  /** Undefined where the bar is no number. */
  readonly bar: number | undefined;
  readonly means: 'of theirs' | 'of the bar';
}

/** Where a row lies; undefined for one that has neither an alternative nor a bar that is a number. */
export function placeOf(row: Row): Place | undefined {
  const limit = row.limit ?? limitIn(row.bar);
  if (row.ratio !== undefined) return { at: row.ratio, bar: limit, means: 'of theirs' };
  if (limit === undefined) return undefined;
  // A bar of none at all (0 failed requests) is held by 0 and by nothing else.
  const at = limit === 0 ? (row.ours === 0 ? 0 : Infinity) : row.ours / limit;
  return { at, bar: 1, means: 'of the bar' };
}

/** The number after the first `≤`, or one that a bar starts with (`0 failed`). */
function limitIn(bar: string): number | undefined {
  const found = /≤\s*([\d.,]*\d)/.exec(bar)?.[1] ?? /^([\d.,]*\d)/.exec(bar)?.[1];
  return found === undefined ? undefined : Number(found.replaceAll(',', ''));
}
