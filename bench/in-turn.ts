import type { Row } from './benchmark.js';
import { median, ratios, type Spread, spreadOf } from './figures.js';

/** One of the things that are compared. */
export interface Side<Name extends string> {
  readonly name: Name;
  /** Does it once and returns the figure of that round: seconds (see `inSeconds`), bytes, whatever is compared. */
  readonly run: (round: number) => Promise<number>;
}

/** The figures of all rounds but the warm-up's. */
export interface Turns<Name extends string> {
  readonly figures: (name: Name) => readonly number[];
  readonly median: (name: Name) => number;
  /** Of the ratios `of / to` of single rounds. */
  readonly ratio: (of: Name, to: Name) => Spread;
}

interface TurnOptions {
  readonly rounds: number;
  /** Rounds before those that count; 1 unless said. */
  readonly warmup?: number;
  /** What has to be done before each side's run and does not count: a file changed, a project taken down. */
  readonly before?: (round: number, side: string) => Promise<void>;
}

/**
 * Runs all sides once a round: A B C A B C …, warm-up rounds first. `run` and `before` are told the round, the warm-up's
 * being negative (-1 is the last of them).
 */
export async function inTurn<Name extends string>(
  { rounds, warmup = 1, before }: TurnOptions,
  sides: readonly Side<Name>[],
): Promise<Turns<Name>> {
  const figures = new Map<string, number[]>(sides.map(({ name }) => [name, []]));
  for (let round = -warmup; round < rounds; round += 1) {
    for (const { name, run } of sides) {
      await before?.(round, name);
      const figure = await run(round);
      if (round >= 0) figures.get(name)?.push(figure);
    }
  }
  const of = (name: Name): readonly number[] => figures.get(name) ?? [];
  return {
    figures: of,
    median: (name) => median(of(name)),
    ratio: (ours, theirs) => spreadOf(ratios(of(ours), of(theirs))),
  };
}

/** How long it took, in seconds. */
export async function inSeconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

interface Comparison<Name extends string> {
  readonly name: string;
  readonly turns: Turns<Name>;
  readonly ours: Name;
  readonly theirs: Name;
  /** What `theirs` is called in the bar's words: `≤ 0.5 × by hand`. */
  readonly called?: string;
  /** The most that ours / theirs may be. */
  readonly limit: number;
  readonly unit: Row['unit'];
  readonly remark?: string;
}

/** The row of two sides that ran in turn: medians, and of the ratios of single rounds the median, which is what counts. */
export function compare<Name extends string>(comparison: Comparison<Name>): Row {
  const { name, turns, ours, theirs, called = theirs, limit, unit, remark } = comparison;
  const spread = turns.ratio(ours, theirs);
  return {
    name,
    bar: `≤ ${limit} × ${called}`,
    ours: turns.median(ours),
    theirs: turns.median(theirs),
    unit,
    ratio: spread.median,
    met: spread.median <= limit,
    spread,
    limit,
    ...(remark === undefined ? {} : { remark }),
  };
}
