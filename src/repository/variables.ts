import { parseDotenv } from '../compose/model/dotenv.js';
import { invalidEnvFile, naming } from '../compose/model/invalid.js';
import type { RepositoryFiles } from '../compose/model/files.js';
import type { EnvEntry } from '../dotenv/entry.js';
import type { Inputs } from '../inputs/inputs.js';
import { Secret } from '../secret.js';

/**
 * The variables that compose fills in: of a tracked `.env` and of `env` and `env-file`, which win; one on the host is not known here.
 * @throws DeployError compose-file-invalid
 */
export function variablesOf(inputs: Pick<Inputs, 'env'>, files: RepositoryFiles): ReadonlyMap<string, string> {
  const entries = [...(trackedEnv(inputs, files) ?? []), ...(inputs.env ?? [])];
  return new Map(entries.map(({ key, value }) => [key, value.reveal()]));
}

/**
 * The variables of a `.env` that is among the release's files, as compose reads it; in its `${…}` the inputs win too. undefined: there is none.
 * @throws DeployError compose-file-invalid
 */
export function trackedEnv({ env }: Pick<Inputs, 'env'>, files: RepositoryFiles): readonly EnvEntry[] | undefined {
  if (!files.exists('.env')) return undefined;
  const given = new Map((env ?? []).map(({ key, value }) => [key, value]));
  const read = naming('.env', () => parseDotenv(files.read('.env'), (key) => given.get(key)?.reveal()), invalidEnvFile);
  return [...read].map(([key, value]) => ({ key, value: new Secret(value) }));
}
