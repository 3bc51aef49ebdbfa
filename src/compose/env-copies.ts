import { posix } from 'node:path';
import { dockerfilePath } from './dockerfile-path.js';
import { copiedPaths } from './entry/copied-paths.js';
import type { BuildConfig } from './model/config.js';
import type { RepositoryFiles } from './model/files.js';
import { isElsewhere } from './model/relative-paths.js';

/** A `.env` that a Dockerfile copies into the image by its name, relative to the repository's root. */
export interface EnvCopy {
  readonly service: string;
  readonly path: string;
}

/** The lines of Dockerfiles that need a `.env` in the build context. `builds` are those of a release, by service. Pure but for the files. */
export function envCopies(
  builds: readonly (readonly [service: string, build: BuildConfig])[],
  files: Pick<RepositoryFiles, 'exists' | 'read'>,
): readonly EnvCopy[] {
  return builds.flatMap(([service, build]) => {
    if (isElsewhere(build.context) || posix.isAbsolute(build.context)) return [];
    const text = build.dockerfile_inline ?? dockerfileText(build, files) ?? '';
    const copied = copiedPaths(text, build.target).filter((path) => posix.basename(path) === '.env');
    return [...new Set(copied)].map((path) => ({ service, path: posix.join(build.context, path) }));
  });
}

function dockerfileText(build: BuildConfig, files: Pick<RepositoryFiles, 'exists' | 'read'>): string | undefined {
  const path = dockerfilePath(build, files.exists);
  return path === undefined || path.startsWith('../') || !files.exists(path) ? undefined : files.read(path);
}
