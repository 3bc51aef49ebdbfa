import type { EnvEntry } from '../../dotenv/entry.js';

/** The variables of the release's `.env`, and where they come from. */
export interface ReleaseEnv {
  readonly entries: readonly EnvEntry[];
  /** How many are those of the repository's own `.env`. */
  readonly tracked: number;
  /** How many are those of the inputs `env` and `env-file`. */
  readonly given: number;
  /** How many of the latter replace one of the repository. */
  readonly replaced: number;
}

/** The repository's own `.env` with the inputs over it; undefined: no input is given, so nothing is merged. Pure. */
export function releaseEnv(
  given: readonly EnvEntry[] | undefined,
  tracked: readonly EnvEntry[] = [],
): ReleaseEnv | undefined {
  if (given === undefined) return undefined;
  const keys = new Set(given.map(({ key }) => key));
  const kept = tracked.filter(({ key }) => !keys.has(key));
  return {
    entries: [...kept, ...given],
    tracked: kept.length,
    given: given.length,
    replaced: tracked.length - kept.length,
  };
}
