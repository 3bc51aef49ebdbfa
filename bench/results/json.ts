import type { Outcome } from './row.js';

/** One line of JSON: `{rows: [{benchmark, name, bar, ours, theirs, unit, ratio, verdict, …}], failures: [{benchmark, failure}]}`. */
export function outcomesAsJson(outcomes: readonly Outcome[]): string {
  const rows = outcomes.flatMap(({ name: benchmark, rows }) =>
    rows.map((row) => ({ benchmark, ...row, theirs: row.theirs ?? null, ratio: row.ratio ?? null })),
  );
  const failures = outcomes.flatMap(({ name: benchmark, failure }) =>
    failure === undefined ? [] : [{ benchmark, failure }],
  );
  return JSON.stringify({ rows, failures });
}
