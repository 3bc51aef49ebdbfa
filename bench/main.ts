import type { Benchmark } from './benchmark.js';
import { type BenchCommand, chosenFrom, parseBenchCommand, usage } from './command-line.js';
import { measureAll } from './measure-all.js';
import { outcomesAsJson } from './results/json.js';
import { describeMachine } from './results/machine.js';
import { readProcessorTime } from './results/processor-time.js';
import { writeReport } from './results/report.js';
import type { Outcome } from './results/row.js';
import { exitCodeOf, summaryOf } from './results/summary.js';
import { benchmarks } from './rows/all.js';
import { UsageError } from '../lab/cli/command-line.js';
import { runMain, say } from '../lab/cli/say.js';
import { startWhenNamed } from '../lab/hosts.js';
import { bringUp } from '../lab/up.js';

/* npm run bench: compares the action with what people use instead, in turn, in one run. See README.md here. */

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

async function measure(command: BenchCommand): Promise<number> {
  const chosen = benchmarks.filter(({ name }) => chosenFrom(command.only, name));
  const write = await reportWriter(command);
  const outcomes = await measureAll(await withContext(chosen, command), say, write);
  say('');
  for (const line of summaryOf(outcomes)) say(line);
  if (command.json) say(outcomesAsJson(outcomes));
  return exitCodeOf(outcomes);
}

async function withContext(chosen: readonly Benchmark[], { rounds, quick, host }: BenchCommand) {
  const lab = await bringUp(say);
  const hosts = { host, bareHost: 'bare' } as const;
  return chosen.map(({ name, title, measure, hosts: used = ['host'] }) => ({
    ...{ name, title },
    measure: async (sayWithin: typeof say) => {
      for (const one of used) await startWhenNamed(hosts[one], sayWithin);
      return await measure({ lab, ...hosts, rounds, quick, say: sayWithin });
    },
  }));
}

async function reportWriter({
  writes,
  rounds,
}: BenchCommand): Promise<(outcomes: readonly Outcome[]) => Promise<void>> {
  if (!writes) return () => Promise.resolve();
  const began = await readProcessorTime();
  return async (outcomes) => {
    say(`written: ${await writeReport(outcomes, await describeMachine(new Date(), began), rounds)}`);
  };
}
