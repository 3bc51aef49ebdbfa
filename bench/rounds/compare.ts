import { type Row, type Unit, verdictOf } from '../results/row.js';
import type { Turns } from './in-turn.js';

interface Comparison<Name extends string> {
  readonly name: string;
  readonly turns: Turns<Name>;
  readonly ours: Name;
  /** Also what the bar calls the alternative: `≤ 0.5 × rsync`. */
  readonly theirs: Name;
  /** The most that ours / theirs may be; without one the row compares, and is not judged. */
  readonly limit?: number;
  readonly unit: Unit;
  readonly remark?: string;
}

/** The row of two sides that ran in turn. The median of the ratios of single rounds decides. */
export function compare<Name extends string>(comparison: Comparison<Name>): Row {
  const { name, turns, ours, theirs, limit, unit, remark } = comparison;
  const spread = turns.ratio(ours, theirs);
  return {
    name,
    bar: limit === undefined ? 'none' : `≤ ${limit} × ${theirs}`,
    ours: turns.median(ours),
    theirs: turns.median(theirs),
    unit,
    ratio: spread.median,
    verdict: limit === undefined ? 'not judged' : verdictOf(spread.median <= limit),
    spread,
    ...(remark === undefined ? {} : { remark }),
  };
}
