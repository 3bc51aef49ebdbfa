import type { ServiceConfig } from '../model/config.js';
import { parseDotenv } from '../model/dotenv.js';
import { isFile } from '../model/files.js';
import { Problem } from '../model/invalid.js';
import { isMapping } from '../model/value.js';
import { isUnknown } from './hosts.js';
import type { Pair } from './pair.js';

/** The variables of a service, as far as they are known here. */
export interface ServiceVariables {
  /** undefined: it is set, and only the host knows to what. */
  readonly values: ReadonlyMap<string, string | undefined>;
  /** An env file that is not known here; undefined: all are. */
  readonly unknownFile: string | undefined;
}

export function variablesOf(pair: Pair, { environment, env_file: envFiles = [] }: ServiceConfig): ServiceVariables {
  const read = envFiles.map(({ path }) => [path, readEnvFile(pair, path)] as const);
  const own = isMapping(environment) ? Object.entries(environment) : [];
  return {
    values: new Map([
      ...read.flatMap(([, values]) => [...(values ?? [])]),
      ...own.map(([key, value]) => [key, known(value)] as const),
    ]),
    unknownFile: read.find(([, values]) => values === undefined)?.[0],
  };
}

function known(value: unknown): string | undefined {
  return typeof value === 'string' && !isUnknown(value) ? value : undefined;
}

function readEnvFile({ files, variables }: Pair, path: string): ReadonlyMap<string, string> | undefined {
  // The release's own `.env` holds the variables.
  if (path === '.env') return variables.size > 0 ? variables : undefined;
  if (!isFile(files, path)) return undefined;
  try {
    return parseDotenv(files.read(path), (name) => variables.get(name));
  } catch (thrown) {
    if (thrown instanceof Problem) return undefined;
    throw thrown;
  }
}
