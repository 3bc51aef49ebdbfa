import type { Exchange } from './record.js';

export function failedOf(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.filter(({ failure }) => failure !== undefined);
}

/** What went wrong, each kind once, the most frequent first: `3 × reset of page (kept, reused: ECONNRESET …)`. */
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
