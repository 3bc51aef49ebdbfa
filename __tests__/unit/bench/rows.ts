import type { Row } from '../../../bench/benchmark.js';

/** A row that holds its bar; what is given replaces what it says. */
export function row(given: Partial<Row> = {}): Row {
  return {
    name: 'nothing changed, 60 ms',
    bar: '≤ 0.5 × by hand',
    ours: 1.5,
    theirs: 5,
    unit: 's',
    ratio: 0.3,
    met: true,
    ...given,
  };
}

export const unmet = row({ name: 'first <upload> & "more"', ratio: 1.4, ours: 7, met: false, bar: '≤ 1.1 × R' });
export const count = row({
  name: 'round trips in all',
  bar: '≤ 12',
  ours: 9,
  theirs: undefined,
  ratio: undefined,
  unit: 'round trips',
});
