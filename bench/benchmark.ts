import type { HostName } from '../lab/hosts/definition.js';
import type { Lab } from '../lab/lab.js';
import type { Spread } from './figures.js';

/** One line of the tables: what was measured, what it has to hold, and whether it does. */
export interface Row {
  /** Says all by itself, such as `nothing changed, 180 ms: whole action against by hand`. */
  readonly name: string;
  /** The bar in words, such as `≤ 0.5 × by hand`. */
  readonly bar: string;
  /** What ours came to, in `unit`: the median where it is a time. */
  readonly ours: number;
  /** What the alternative came to, in the same unit; undefined where the bar is a figure of its own. */
  readonly theirs: number | undefined;
  readonly unit: 's' | 'ms' | 'bytes' | 'MB' | 'round trips' | 'requests' | 'processes' | '×';
  /** ours / theirs, of rounds run in turn the median of the ratios; undefined without an alternative. */
  readonly ratio: number | undefined;
  readonly met: boolean;
  /** How far the ratios of single rounds lay apart. */
  readonly spread?: Spread;
  /**
   * The bar as a number, for the plot: of the ratio where there is an alternative, else of `ours` in its unit. Without it the
   * number after `≤` in `bar` is taken.
   */
  readonly limit?: number;
  /** What nobody can get below here, and how far from it we are; or what the figure leaves out. */
  readonly remark?: string;
}

export interface BenchContext {
  readonly lab: Lab;
  /** The host that may be used up: reset it, deploy to it. */
  readonly host: HostName;
  /** How many rounds of A B A B … to run; the first is often to be thrown away as a warm-up. */
  readonly rounds: number;
  /** Fewer rounds and smaller sizes, for counts that do not depend on them. */
  readonly quick: boolean;
  readonly say: (line: string) => void;
}

/** A group of rows that are measured together. */
export interface Benchmark {
  /** What `--only` calls it: kebab-case. */
  readonly name: string;
  /** One line for people, said before it starts. */
  readonly title: string;
  /** Leaves the host as it likes; whoever comes next resets it. */
  readonly measure: (context: BenchContext) => Promise<readonly Row[]>;
}

/** What became of a benchmark: its rows, or why there are none. */
export interface Outcome {
  readonly name: string;
  readonly title: string;
  readonly rows: readonly Row[];
  /** Set when it could not be measured (to its end). */
  readonly failure: string | undefined;
}
