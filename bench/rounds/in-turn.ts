import type { Spread } from '../results/row.js';
import { median, ratios, spreadOf } from './figures.js';

/** One of the sides that are compared. */
export interface Side<Name extends string> {
  readonly name: Name;
  /** Runs once and returns the figure of that round, such as its seconds. */
  readonly run: (round: number) => Promise<number>;
}

/** The figures of all rounds except the warm-up. */
export interface Turns<Name extends string> {
  readonly figures: (name: Name) => readonly number[];
  readonly median: (name: Name) => number;
  /** Of the ratios `of / to` of single rounds. */
  readonly ratio: (of: Name, to: Name) => Spread;
}

interface TurnOptions {
  readonly rounds: number;
  /** Called before each run of a side and not measured: change a file, remove a folder. */
  readonly before?: (round: number, side: string) => Promise<void>;
}

/** The round before those that count. */
const warmUp = -1;

/** Runs all sides once per round: A B C A B C …, one warm-up round (number -1) first. */
export async function inTurn<Name extends string>(
  { rounds, before }: TurnOptions,
  sides: readonly Side<Name>[],
): Promise<Turns<Name>> {
  const all: Record<Name, number>[] = [];
  for (let round = warmUp; round < rounds; round += 1) {
    const figures: Partial<Record<Name, number>> = {};
    for (const { name, run } of sides) {
      await before?.(round, name);
      figures[name] = await run(round);
    }
    if (round > warmUp) all.push(figures as Record<Name, number>);
  }
  return turnsOf(all);
}

/** For sides that are measured together in one go: all their figures, one record per round. */
export function turnsOf<Name extends string>(rounds: readonly Readonly<Record<Name, number>>[]): Turns<Name> {
  const figures = (name: Name): readonly number[] => rounds.map((round) => round[name]);
  return {
    figures,
    median: (name) => median(figures(name)),
    ratio: (of, to) => spreadOf(ratios(figures(of), figures(to))),
  };
}
