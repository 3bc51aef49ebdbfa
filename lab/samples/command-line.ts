import { parseArgs } from 'node:util';
import { UsageError } from '../cli/command-line.js';

/** What was asked for. */
export type SamplesCommand =
  | { readonly verb: 'plan' | 'help' }
  | { readonly verb: 'deploy'; readonly names: readonly string[] }
  | { readonly verb: 'rotate'; readonly count: number };

export const usage = `npm run samples                         what the action finds in each sample, as a table
npm run samples -- deploy NAME...       deploy samples to the lab's host "ready", each twice: the second run must do nothing
npm run samples -- deploy --rotate N    the same for N samples, others on each day`;

/** Reads the arguments after the script's name. Throws a UsageError for what it does not understand. */
export function parseSamplesCommand(args: readonly string[]): SamplesCommand {
  const [verb = 'plan', ...rest] = args;
  if (verb === 'help' || verb === '--help' || verb === '-h') return { verb: 'help' };
  if (verb === 'plan' && rest.length === 0) return { verb: 'plan' };
  if (verb !== 'deploy') throw new UsageError(`npm run samples does not know "${args.join(' ')}"`);
  const { values, positionals } = parse(rest);
  if (values.rotate === undefined) {
    if (positionals.length === 0) throw new UsageError('deploy takes names of samples, or --rotate N');
    return { verb, names: positionals };
  }
  const count = Number(values.rotate);
  if (!Number.isInteger(count) || count < 1 || positionals.length > 0) {
    throw new UsageError('deploy --rotate takes a number of samples, and no names');
  }
  return { verb: 'rotate', count };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { rotate: { type: 'string' } },
      allowPositionals: true,
      strict: true,
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
