import { posix } from 'node:path';
import { dockerfilePath } from './dockerfile-path.js';
import { copiedPaths } from './entry/copied-paths.js';
import type { BuildConfig } from './model/config.js';
import type { RepositoryFiles } from './model/files.js';
import { isElsewhere } from './model/relative-paths.js';

/** What a Dockerfile copies into the image by its name, relative to the repository's root. */
export interface BuildCopy {
  readonly service: string;
  /** May have `*` and `?`. */
  readonly path: string;
}

/** A set of characters, a variable, an address, or text of the Dockerfile itself. */
const NO_PATH = /[[\]$<"'\\]|:\/\/|^git@/;

/** BuildKit wants the folder of a pattern to be there. */
const OPTIONAL = /^[^/]*[*?][^/]*$/;

/** The context itself. */
const ALL = /^\.?\/?$/;

/**
 * What the Dockerfiles need in their build contexts, less what variables stand for that have no value there. `builds` are those of a release,
 * by service. Pure but for the files.
 */
export function buildCopies(
  builds: readonly (readonly [service: string, build: BuildConfig])[],
  files: Pick<RepositoryFiles, 'exists' | 'read'>,
): readonly BuildCopy[] {
  return builds.flatMap(([service, build]) => {
    if (isElsewhere(build.context) || posix.isAbsolute(build.context)) return [];
    const text = build.dockerfile_inline ?? dockerfileText(build, files) ?? '';
    const args = Object.entries(build.args ?? {}).flatMap(([key, value]) =>
      value === null ? [] : [[key, value] as const],
    );
    const copied = copiedPaths(text, build.target, new Map(args)).filter(
      (path) => !NO_PATH.test(path) && !ALL.test(path) && !OPTIONAL.test(path),
    );
    // BuildKit does not leave the context: there `../x` is `x`.
    const paths = copied.map((path) => posix.join(build.context, posix.join('/', path)).replace(/(.)\/$/, '$1'));
    return [...new Set(paths)].map((path) => ({ service, path }));
  });
}

/** The Dockerfile of a build; undefined: it is not in the repository. */
export function dockerfileText(
  build: BuildConfig,
  files: Pick<RepositoryFiles, 'exists' | 'read'>,
): string | undefined {
  const path = dockerfilePath(build, files.exists);
  return path === undefined || path.startsWith('../') || !files.exists(path) ? undefined : files.read(path);
}
