import type { FileEntry } from '../../repository/manifest/manifest.js';
import type { Stack } from '../../compose/stack.js';
import { isFileLike } from './file-like.js';

/** A path of the repository that outlives releases: it lies in `shared/`, and a release's files are written into it. */
export interface DataPlace {
  /** Relative to the repository's root; '' for all of it. */
  readonly path: string;
  /** What has to be there: the repository's files, or a directory or file that the repository does not have. */
  readonly kind: 'tracked' | 'directory' | 'file';
  /** Why it outlives releases, as the end of a sentence that begins with the path. */
  readonly because: string;
}

/** Every path of the repository that a container gets to see by a mount. */
export function mountedPaths(stack: Parameters<typeof dataPlaces>[0]): ReadonlySet<string> {
  return new Set(usesOf(stack).flatMap(({ path }) => (isEnvFile(path, stack.folder) ? [] : [path])));
}

export interface DataContext {
  /** The places of the running release. */
  readonly before?: readonly string[];
  /** Paths of the input `files`: what is mounted as a file belongs to the release. */
  readonly given?: ReadonlySet<string>;
}

interface Use {
  /** It is a file, whatever its name looks like. */
  readonly isFile?: boolean;
  readonly by: string;
  readonly path: string;
  readonly readOnly: boolean;
  readonly target: string;
}

/**
 * The rule, which people can predict: what a service mounts read-write, and what the repository does not have, outlives releases;
 * so does a mount that overlaps with one of these, since in one directory the two would show the same files, and one that did
 * before. All other mounts belong to the release. `.env` is the release's own.
 */
export function dataPlaces(
  stack: Pick<Stack, 'services' | 'deviceVolumes' | 'contentFiles' | 'folder'>,
  files: readonly FileEntry[],
  { before = [], given = new Set() }: DataContext = {},
): readonly DataPlace[] {
  const uses = usesOf(stack).filter(({ path }) => !isEnvFile(path, stack.folder) && !given.has(path));
  const tracked = new Map(
    [...new Set(uses.map(({ path }) => path))].map((path) => [path, files.some((file) => isWithin(file.path, path))]),
  );
  const reasons = new Map<string, string>();
  for (const { by, path, readOnly } of uses) {
    if (!readOnly) reasons.set(path, `${by} may write to it`);
    else if (tracked.get(path) !== true) reasons.set(path, reasons.get(path) ?? 'the repository does not have it');
    else if (before.some((place) => overlaps(place, path))) {
      reasons.set(path, reasons.get(path) ?? 'containers could write to it until now');
    }
  }
  for (let size = -1; size !== reasons.size;) {
    size = reasons.size;
    for (const { path } of uses) {
      const other = [...reasons.keys()].find((place) => overlaps(place, path));
      if (other !== undefined && !reasons.has(path)) reasons.set(path, `it overlaps with ${shown(other)}`);
    }
  }
  return [...reasons].sort().map(([path, because]) => ({ path, because, kind: kindOf(path, uses, tracked) }));
}

/** A path of the repository as a compose file writes it. */
export function shown(path: string): string {
  return path === '' ? 'the whole repository' : `./${path}`;
}

/** Whether a path is a place, or lies below it. */
export function isWithin(path: string, place: string): boolean {
  return place === '' || path === place || path.startsWith(`${place}/`);
}

function overlaps(one: string, other: string): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

function usesOf({ services, deviceVolumes, contentFiles }: Parameters<typeof dataPlaces>[0]): readonly Use[] {
  return [
    ...services.flatMap(({ name, binds }) => binds.map((bind) => ({ by: name, ...bind }))),
    ...deviceVolumes.map(({ key, path }) => ({ by: `the volume ${key}`, path, readOnly: false, target: '' })),
    ...contentFiles.map(({ key, path }) => ({ by: key, path, readOnly: true, target: path, isFile: true })),
  ];
}

/** Whether a path is that of the release's `.env`, which is in the compose file's folder too. */
export function isEnvFile(path: string, folder: string): boolean {
  return path === '.env' || path === `${folder}/.env`;
}

function kindOf(path: string, uses: readonly Use[], tracked: ReadonlyMap<string, boolean>): DataPlace['kind'] {
  if (tracked.get(path) === true) return 'tracked';
  const own = uses.filter((use) => use.path === path);
  return own.some(({ target, isFile }) => isFile === true || isFileLike(path, target)) ? 'file' : 'directory';
}
