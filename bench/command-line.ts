import { parseArgs } from 'node:util';
import { UsageError } from '../lab/cli/command-line.js';
import { type HostName, hostNames } from '../lab/hosts/definition.js';

/** The arguments of `npm run bench`. */
export interface BenchCommand {
  readonly help: boolean;
  readonly json: boolean;
  readonly quick: boolean;
  /** Names of benchmarks, or their first words; empty: all. */
  readonly only: readonly string[];
  readonly rounds: number;
  readonly host: HostName;
  /** Whether docs/benchmarks.md is written: in a whole run, or with `--write`. */
  readonly writes: boolean;
}

const usualRounds = 5;
const quickRounds = 2;

export const usage = `npm run bench                         measure everything and write docs/benchmarks.md
npm run bench -- --only NAME…         only these benchmarks; a first word stands for all with it (downtime)
npm run bench -- --quick              ${quickRounds} rounds instead of ${usualRounds}, and smaller sizes, which are not judged
npm run bench -- --rounds N           N rounds
npm run bench -- --json               the last line is a JSON object with all rows
npm run bench -- --write              write docs/benchmarks.md also after --only or --quick
npm run bench -- --host NAME          the host with Docker to use up (${hostNames.join(', ')}); default: bench

Exit code: 0 all bars held, 1 a bar missed or a benchmark not measured, 2 wrong arguments.`;

/** Reads the arguments after the script's name; `known` are the benchmarks' names. Throws a UsageError for anything unknown. */
export function parseBenchCommand(args: readonly string[], known: readonly string[]): BenchCommand {
  const { values, positionals } = parse(args);
  const { help = false, json = false, quick = false, write = false } = values;
  const [stray] = positionals;
  if (values.only === undefined && stray !== undefined)
    throw new UsageError(`Unexpected "${stray}": names of benchmarks go after --only`);
  const only = [...(values.only ?? []), ...positionals];
  const unknown = only.find((name) => !known.some((one) => isCalled(one, name)));
  if (unknown !== undefined)
    throw new UsageError(`There is no benchmark "${unknown}": there are ${known.join(', ') || 'none'}`);
  return {
    help,
    json,
    quick,
    only,
    rounds: values.rounds === undefined ? (quick ? quickRounds : usualRounds) : positive(values.rounds),
    host: values.host === undefined ? 'bench' : hostName(values.host),
    writes: write || (only.length === 0 && !quick),
  };
}

/** Whether a benchmark is among those asked for. */
export function chosenFrom(only: readonly string[], benchmark: string): boolean {
  return only.length === 0 || only.some((name) => isCalled(benchmark, name));
}

/** By its name or its first word: `downtime` stands for `downtime-code` and the others. */
function isCalled(benchmark: string, name: string): boolean {
  return benchmark === name || benchmark.startsWith(`${name}-`);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        quick: { type: 'boolean' },
        write: { type: 'boolean' },
        only: { type: 'string', multiple: true },
        rounds: { type: 'string' },
        host: { type: 'string' },
      },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function positive(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new UsageError(`--rounds ${text}: expected a number from 1 to 9999`);
  return Number(text);
}

function hostName(text: string): HostName {
  const name = hostNames.find((known) => known === text);
  if (name === undefined) throw new UsageError(`There is no host "${text}": the lab has ${hostNames.join(', ')}`);
  return name;
}
