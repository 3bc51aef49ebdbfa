import type { Outcome } from './benchmark.js';

/** One line of JSON: `{rows: [{name, bar, ours, theirs, ratio, met, unit, …}]}`; what a row does not have is null. */
export function rowsAsJson(outcomes: readonly Outcome[]): string {
  const rows = outcomes.flatMap(({ name: benchmark, rows }) =>
    rows.map(({ name, bar, ours, theirs, ratio, met, unit, spread, remark }) => ({
      name,
      bar,
      ours,
      theirs: theirs ?? null,
      ratio: ratio ?? null,
      met,
      unit,
      benchmark,
      ...(spread === undefined ? {} : { spread }),
      ...(remark === undefined ? {} : { remark }),
    })),
  );
  return JSON.stringify({ rows });
}
