import { posix } from 'node:path';
import type { BuildConfig } from './model/config.js';
import { isElsewhere } from './model/relative-paths.js';

/** Whether there is a file at a path relative to the repository's root. */
type Exists = (path: string) => boolean;

/**
 * The Dockerfile that a build reads, relative to the repository's root, whether it is there or not; undefined: its text is in the compose
 * file, or it comes with a context that is elsewhere.
 */
export function dockerfilePath(
  { context, dockerfile = 'Dockerfile', dockerfile_inline: inline }: BuildConfig,
  exists: Exists,
): string | undefined {
  if (inline !== undefined || isElsewhere(context)) return undefined;
  const path = posix.isAbsolute(dockerfile) ? dockerfile : posix.join(context, dockerfile);
  return /^[/~]/.test(path) ? undefined : usedDockerfile(path, exists);
}

/** Buildx takes `dockerfile` where there is no `Dockerfile` of that name (docker/buildx, build/opt.go, handleLowercaseDockerfile). */
export function usedDockerfile(path: string, exists: Exists): string {
  if (posix.basename(path) !== 'Dockerfile' || exists(path)) return path;
  const small = posix.join(posix.dirname(path), 'dockerfile');
  return exists(small) ? small : path;
}
