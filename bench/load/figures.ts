import { type Exchange, isQuick } from './record.js';

/** A span of time, in milliseconds since 1970. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The value below which `share` (0 to 1) of the values lie, by the nearest rank; undefined of none. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** How long the quick answers took that were begun within the span and came right, in milliseconds. */
export function quickTimes(exchanges: readonly Exchange[], { from, to }: Span): readonly number[] {
  return exchanges
    .filter((one) => isQuick(one) && one.failure === undefined && one.at >= from && one.at < to)
    .map(({ ms }) => ms);
}

/** What went wrong, each kind once, the most frequent first: `reset ×3 (page kept, …: ECONNRESET)`. */
export function describeFailures(exchanges: readonly Exchange[]): string {
  const groups = new Map<string, number>();
  for (const { failure, work, way, reused } of exchanges) {
    if (failure === undefined) continue;
    const text = `${failure.kind} of ${work} (${way}${reused ? ', reused' : ''}: ${failure.said})`;
    groups.set(text, (groups.get(text) ?? 0) + 1);
  }
  const byNumber = [...groups].sort(([, a], [, b]) => b - a);
  return byNumber.map(([text, count]) => `${count} × ${text}`).join('; ');
}
