import { posix } from 'node:path';
import { listedFiles } from '../compose/compose-files.js';
import { parseDotenv } from '../compose/model/dotenv.js';
import { invalidEnvFile, naming } from '../compose/model/invalid.js';
import { folderOf, type RepositoryFiles } from '../compose/model/files.js';
import type { EnvEntry } from '../dotenv/entry.js';
import type { Inputs } from '../inputs/inputs.js';
import { Secret } from '../secret.js';

/** A `.env` that is among the release's files. */
export interface TrackedEnv {
  readonly entries: readonly EnvEntry[];
  readonly text: Secret;
}

/**
 * The `.env` files from which compose takes variables: the one in the directory that it runs in, or with `-f` the one of the project
 * directory; and if `COMPOSE_FILE` leads to another project directory, the one there too (toProjectOptions of docker compose). The host
 * gives compose the files that are found here in `COMPOSE_FILE`.
 */
export interface ProjectEnv {
  /** Path of the release's own, in which the inputs `env` and `env-file` are: `.env`, or in the folder of the first of `compose-file`. */
  readonly path: string;
  /** What the repository has there; undefined: nothing. */
  readonly tracked: TrackedEnv | undefined;
  /** Path of the second one, if the repository has it; its variables come last. */
  readonly second: string | undefined;
  /** All variables that are known here; those of a `.env` that only the host has are not. */
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * Reads the variables as compose does; in `${…}` of a `.env` the inputs win too. `find` gives the compose files that no input names.
 * @throws DeployError compose-file-invalid
 */
export function readEnv(
  { env, composeFiles }: Pick<Inputs, 'env' | 'composeFiles'>,
  files: RepositoryFiles,
  find: (variables: ReadonlyMap<string, string>) => readonly string[] = listedFiles,
): ProjectEnv {
  const given = valuesOf(env ?? []);
  const path = dotenvOf(composeFiles ?? []);
  const tracked = trackedEnv(path, files, given);
  const first = new Map([...valuesOf(tracked?.entries ?? []), ...given]);
  const beside = composeFiles === undefined ? dotenvOf(find(first)) : path;
  const more = beside === path ? undefined : trackedEnv(beside, files, first);
  return {
    ...{ path, tracked },
    second: more === undefined ? undefined : beside,
    variables: new Map([...valuesOf(more?.entries ?? []), ...first]),
  };
}

/** The `.env` of the project directory, which is that of the first compose file. */
function dotenvOf([first = '']: readonly string[]): string {
  const folder = folderOf(first);
  return /^(?:\/|~|\.\.(?:\/|$))/.test(folder) ? '.env' : posix.join(folder, '.env');
}

function trackedEnv(path: string, files: RepositoryFiles, known: ReadonlyMap<string, string>): TrackedEnv | undefined {
  if (!files.exists(path)) return undefined;
  const text = files.read(path);
  const read = naming(path, () => parseDotenv(text, (key) => known.get(key)), invalidEnvFile);
  const entries = [...read].map(([key, value]) => ({ key, value: new Secret(value) }));
  return { entries, text: new Secret(text) };
}

function valuesOf(entries: readonly EnvEntry[]): ReadonlyMap<string, string> {
  return new Map(entries.map(({ key, value }) => [key, value.reveal()]));
}
