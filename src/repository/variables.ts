import { parseDotenv } from '../compose/model/dotenv.js';
import { invalidEnvFile, naming } from '../compose/model/invalid.js';
import type { RepositoryFiles } from '../compose/model/files.js';
import type { EnvEntry } from '../dotenv/entry.js';
import type { Inputs } from '../inputs/inputs.js';
import { Secret } from '../secret.js';

/** A `.env` that is among the release's files. */
export interface TrackedEnv {
  readonly entries: readonly EnvEntry[];
  readonly text: Secret;
}

/**
 * The variables that compose fills in: of a tracked `.env` and of `env` and `env-file`, which win; one on the host is not known here.
 * @throws DeployError compose-file-invalid
 */
export function variablesOf(inputs: Pick<Inputs, 'env'>, files: RepositoryFiles): ReadonlyMap<string, string> {
  const entries = [...(trackedEnv(inputs, files)?.entries ?? []), ...(inputs.env ?? [])];
  return new Map(entries.map(({ key, value }) => [key, value.reveal()]));
}

/**
 * The `.env` that is among the release's files, as compose reads it; in its `${…}` the inputs win too. undefined: there is none.
 * @throws DeployError compose-file-invalid
 */
export function trackedEnv({ env }: Pick<Inputs, 'env'>, files: RepositoryFiles): TrackedEnv | undefined {
  if (!files.exists('.env')) return undefined;
  const text = files.read('.env');
  const given = new Map((env ?? []).map(({ key, value }) => [key, value]));
  const read = naming('.env', () => parseDotenv(text, (key) => given.get(key)?.reveal()), invalidEnvFile);
  const entries = [...read].map(([key, value]) => ({ key, value: new Secret(value) }));
  return { entries, text: new Secret(text) };
}
