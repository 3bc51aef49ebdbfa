import type { Outcome, Row } from './results/row.js';
import { textTable } from './results/table.js';

type Say = (line: string) => void;

/** A benchmark bound to its context. */
export interface Measurable {
  readonly name: string;
  readonly title: string;
  readonly measure: (say: Say) => Promise<readonly Row[]>;
}

/**
 * Measures one benchmark after another and prints the table of each. One that fails is reported and does not stop the others.
 * `keep` receives everything measured so far after each, so that an interrupted run is not lost.
 */
export async function measureAll(
  all: readonly Measurable[],
  say: Say,
  keep: (outcomes: readonly Outcome[]) => Promise<unknown> = () => Promise.resolve(),
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const one of all) {
    say(`\n== ${one.name}: ${one.title}`);
    const outcome = await measureOne(one, (line) => say(`   ${line}`));
    if (outcome.rows.length > 0) for (const line of textTable(outcome.rows)) say(line);
    if (outcome.failure !== undefined) say(`It could not be measured: ${outcome.failure}`);
    outcomes.push(outcome);
    await keep(outcomes);
  }
  return outcomes;
}

async function measureOne({ name, title, measure }: Measurable, say: Say): Promise<Outcome> {
  try {
    return { name, title, rows: await measure(say), failure: undefined };
  } catch (error) {
    return { name, title, rows: [], failure: error instanceof Error ? error.message : String(error) };
  }
}
