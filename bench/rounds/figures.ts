import type { Spread } from '../results/row.js';

/** The median; of an even number of values the mean of the two in the middle. Throws when there are no values. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  if (low === undefined || high === undefined) throw new Error('There is no median of no values');
  return (low + high) / 2;
}

/** Throws when there are no values. */
export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), lowest: Math.min(...values), highest: Math.max(...values) };
}

/**
 * The ratios of two series of figures, round by round. What slowed both sides of a round (a busy machine) cancels out, which
 * it does not in a ratio of medians.
 */
export function ratios(ours: readonly number[], theirs: readonly number[]): readonly number[] {
  if (ours.length !== theirs.length)
    throw new Error(`Expected figures in pairs: ${ours.length} of ours, ${theirs.length} of theirs`);
  return ours.map((value, round) => value / (theirs[round] ?? Number.NaN));
}
