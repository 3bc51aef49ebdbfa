import { parseArgs } from 'node:util';
import { UsageError } from '../lab/cli/command-line.js';
import { type HostName, hostNames } from '../lab/hosts/definition.js';

/** What `npm run bench` was asked for. */
export interface BenchCommand {
  readonly help: boolean;
  readonly json: boolean;
  readonly quick: boolean;
  /** The benchmarks to run, by name; empty: all. */
  readonly only: readonly string[];
  readonly rounds: number;
  readonly host: HostName;
  /** Whether docs/benchmarks.md and its plot are written: after a whole run, or when it was asked for. */
  readonly writes: boolean;
}

const usualRounds = 5;
const quickRounds = 2;

export const usage = `npm run bench                         measure everything, print it, write docs/benchmarks.md and its plot
npm run bench -- --only NAME…         only these benchmarks
npm run bench -- --quick              fewer rounds (${quickRounds} instead of ${usualRounds}) and smaller sizes
npm run bench -- --rounds N           so many rounds
npm run bench -- --json               the last line holds all rows as one JSON object
npm run bench -- --write              write docs/benchmarks.md also after --only or --quick
npm run bench -- --host NAME          the host that is used up (${hostNames.join(', ')}); ready unless said`;

/** Reads the arguments after the script's name; `known` are the benchmarks' names. Throws a UsageError for what it does not understand. */
export function parseBenchCommand(args: readonly string[], known: readonly string[]): BenchCommand {
  const { values, positionals } = parse(args);
  const { help = false, json = false, quick = false, write = false } = values;
  const [stray] = positionals;
  if (values.only === undefined && stray !== undefined)
    throw new UsageError(`What is "${stray}"? Benchmarks are named after --only`);
  const only = [...(values.only ?? []), ...positionals];
  const unknown = only.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(`There is no benchmark "${unknown}": there are ${known.join(', ') || 'none'}`);
  return {
    help,
    json,
    quick,
    only,
    rounds: values.rounds === undefined ? (quick ? quickRounds : usualRounds) : positive(values.rounds),
    host: values.host === undefined ? 'ready' : hostName(values.host),
    writes: write || (only.length === 0 && !quick),
  };
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
