export type Unit = 's' | 'bytes' | 'MB' | 'round trips' | 'requests';

/** The middle of some figures, and the two that are farthest apart. */
export interface Spread {
  readonly median: number;
  readonly lowest: number;
  readonly highest: number;
}

/** One line of the report: what was measured, the bar, and whether the figure holds it. */
export interface Row {
  /** Understandable on its own, such as `nothing changed, 180 ms: whole action, compared with a script by hand`. */
  readonly name: string;
  /** The bar in words, such as `≤ 0.5 × script by hand`; `none` for a row that only compares. */
  readonly bar: string;
  /** Our figure, in `unit`: the median where there are several rounds. */
  readonly ours: number;
  /** The alternative's figure in the same unit; undefined where the bar is a plain number. */
  readonly theirs: number | undefined;
  readonly unit: Unit;
  /** Of rounds run in turn the median of ours / theirs; undefined where the bar is a plain number. */
  readonly ratio: number | undefined;
  readonly verdict: Verdict;
  /** The lowest and the highest ratio of single rounds. */
  readonly spread?: Spread;
  /** What the figure includes and leaves out. */
  readonly remark?: string;
}

/** `not judged`: measured on smaller sizes (`--quick`), for which the bar does not apply, or a row without a bar. */
export type Verdict = 'held' | 'missed' | 'not judged';

export function verdictOf(isHeld: boolean): Verdict {
  return isHeld ? 'held' : 'missed';
}

/** The same figures without a verdict: fixed costs weigh more on small sizes, so the bar says nothing about them. */
export function notJudged(row: Row): Row {
  return { ...row, verdict: 'not judged' };
}

/** The result of one benchmark: its rows, or why there are none. */
export interface Outcome {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly Row[];
  /** Set when the benchmark could not be measured to its end. */
  readonly failure: string | undefined;
}
