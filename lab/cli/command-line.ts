import { parseArgs } from 'node:util';
import { type HostName, hostNames, usualHosts } from '../hosts/definition.js';

/** What was asked for on the command line. */
export type Command =
  | { readonly verb: 'help' | 'up' | 'down' }
  | { readonly verb: 'status'; readonly json: boolean }
  | { readonly verb: 'reset'; readonly hosts: readonly HostName[] }
  | {
      readonly verb: 'deploy';
      readonly folder: string;
      readonly host: HostName;
      /** As typed; a value `@file` is not yet read. */
      readonly inputs: Readonly<Record<string, string>>;
      readonly envFile: string | undefined;
    };

export const usage = `npm run lab -- up                      bring the lab up, or mend what is missing of it
npm run lab -- down                    stop it; images, keys and the registry's content are kept
npm run lab -- status [--json]         what runs and how to reach it
npm run lab -- reset [--host NAME]     give a host (or all that up starts) back as it was when new
npm run lab -- deploy DIR [--host NAME] [--input k=v]... [--env-file F]
                                       deploy a folder through dist/ as a workflow's step would

NAME is ${hostNames.join(', ')} (deploy: fresh unless said); second, v5, bench and bare are started when they are named. --input k=@FILE takes the value from a file, k=@@x is the text "@x".
F becomes the input env. Host, keys, domain (<folder>.lab.test) and AWS settings are filled in unless given.`;

/** Someone mistyped; the message says what is expected. */
export class UsageError extends Error {}

/** Reads the arguments after the script's name. Throws a UsageError for what it does not understand. */
export function parseCommandLine(args: readonly string[]): Command {
  const [verb = 'help', ...rest] = args;
  switch (verb) {
    case 'up':
    case 'down':
      parse(rest, {});
      return { verb };
    case 'status':
      return { verb, json: parse(rest, { json: { type: 'boolean' } }).values['json'] === true };
    case 'reset': {
      const { host } = parse(rest, { host: { type: 'string' } }).values;
      return { verb, hosts: typeof host === 'string' ? [hostName(host)] : usualHosts };
    }
    case 'deploy':
      return parseDeploy(rest);
    case 'help':
    case '--help':
    case '-h':
      return { verb: 'help' };
    default:
      throw new UsageError(`The lab does not know "${verb}"`);
  }
}

function parseDeploy(rest: readonly string[]): Command {
  const { values, positionals } = parse(
    rest,
    { host: { type: 'string' }, input: { type: 'string', multiple: true }, 'env-file': { type: 'string' } },
    'with a folder',
  );
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0) throw new UsageError('deploy takes one folder');
  const { host, input } = values;
  const envFile = values['env-file'];
  return {
    verb: 'deploy',
    folder,
    host: typeof host === 'string' ? hostName(host) : 'fresh',
    inputs: Object.fromEntries((Array.isArray(input) ? input : []).map((pair) => splitInput(String(pair)))),
    envFile: typeof envFile === 'string' ? envFile : undefined,
  };
}

function splitInput(pair: string): [string, string] {
  const equals = pair.indexOf('=');
  if (equals < 1) throw new UsageError(`--input ${pair}: expected name=value`);
  return [pair.slice(0, equals), pair.slice(equals + 1)];
}

function hostName(text: string): HostName {
  const name = hostNames.find((known) => known === text);
  if (name === undefined) throw new UsageError(`There is no host "${text}": the lab has ${hostNames.join(', ')}`);
  return name;
}

type Options = Readonly<Record<string, { readonly type: 'string' | 'boolean'; readonly multiple?: boolean }>>;

function parse(
  args: readonly string[],
  options: Options,
  positionals: 'with a folder' | 'options only' = 'options only',
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: positionals === 'with a folder', strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}
