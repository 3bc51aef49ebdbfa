import { parseDotenv } from '../compose/model/dotenv.js';
import { invalidEnvFile, naming } from '../compose/model/invalid.js';
import type { RepositoryFiles } from '../compose/model/files.js';
import type { Inputs } from '../inputs/inputs.js';

/** The variables that compose fills in: of `env` and `env-file`, else of a tracked `.env`; one on the host is not known here. */
export function variablesOf({ env }: Pick<Inputs, 'env'>, files: RepositoryFiles): ReadonlyMap<string, string> {
  if (env !== undefined) return new Map(env.map(({ key, value }) => [key, value.reveal()]));
  if (!files.exists('.env')) return new Map();
  return naming('.env', () => parseDotenv(files.read('.env'), () => undefined), invalidEnvFile);
}
