import type { Outcome } from './benchmark.js';
import { benchmarks } from './benchmarks.js';
import { type BenchCommand, parseBenchCommand, usage } from './command-line.js';
import { rowsAsJson } from './json.js';
import { describeMachine } from './machine.js';
import { type ProcessorTime, readProcessorTime } from './processor-time.js';
import { measureAll } from './measure-all.js';
import { writeReport } from './report.js';
import { UsageError } from '../lab/cli/command-line.js';
import { runMain, say } from '../lab/cli/say.js';
import { bringUp } from '../lab/up.js';

/*
 * npm run bench: the action beside what people use instead, in turn, in one run. Ratios are what counts: both sides share the
 * machine and its mood. A row that does not hold its bar is shown as such and is no failure; one that cannot be measured is.
 */

await runMain(() => run(process.argv.slice(2)));

async function run(args: readonly string[]): Promise<number> {
  try {
    const names = benchmarks.map(({ name }) => name);
    const command = parseBenchCommand(args, names);
    if (!command.help) return await measure(command);
    say(usage);
    say(`\nThe benchmarks: ${names.join(', ')}`);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}\n`);
    return 2;
  }
}

async function measure({ only, rounds, quick, host, json, writes }: BenchCommand): Promise<number> {
  const chosen = benchmarks.filter(({ name }) => only.length === 0 || only.includes(name));
  const lab = await bringUp(say);
  const began = await readProcessorTime();
  const outcomes = await measureAll(
    chosen.map((benchmark) => ({
      ...benchmark,
      measure: (sayWithin) => benchmark.measure({ lab, host, rounds, quick, say: sayWithin }),
    })),
    say,
    writes ? (soFar) => write(soFar, { rounds, began }) : undefined,
  );
  const rows = outcomes.flatMap((outcome) => outcome.rows);
  const failed = outcomes.filter(({ failure }) => failure !== undefined);

  say('');
  if (writes) {
    say(`written: ${(await write(outcomes, { rounds, began })).join(', ')}`);
  }
  say(`${rows.filter(({ met }) => met).length} of ${rows.length} rows hold their bar.`);
  if (failed.length > 0) say(`Could not be measured: ${failed.map(({ name }) => name).join(', ')}`);
  if (json) say(rowsAsJson(outcomes));
  return failed.length === 0 ? 0 : 1;
}

async function write(
  outcomes: readonly Outcome[],
  { rounds, began }: { readonly rounds: number; readonly began: ProcessorTime | undefined },
): Promise<readonly string[]> {
  return await writeReport(outcomes, await describeMachine(new Date(), began), rounds);
}
