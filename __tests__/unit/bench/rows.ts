import type { Row } from '../../../bench/results/row.js';

/** A row that holds its bar; the given fields replace its own. */
export function row(given: Partial<Row> = {}): Row {
  return {
    name: 'nothing changed, 60 ms',
    bar: '≤ 0.5 × by hand',
    ours: 1.5,
    theirs: 5,
    unit: 's',
    ratio: 0.3,
    verdict: 'held',
    ...given,
  };
}

export const missed = row({
  name: 'first <upload> & "more"',
  ratio: 1.4,
  ours: 7,
  verdict: 'missed',
  bar: '≤ 1.1 × R',
});
export const count = row({
  name: 'round trips in all',
  bar: '≤ 12',
  ours: 9,
  theirs: undefined,
  ratio: undefined,
  unit: 'round trips',
});
