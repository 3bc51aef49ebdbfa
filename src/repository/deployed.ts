import { realpathSync } from 'node:fs';
import path from 'node:path';
import type { Source } from '../inputs/inputs.js';
import { matcher } from './globs.js';
import { foldersAnd } from './paths.js';
import type { Tracked } from './tracked.js';

/** Which files and folders of the workspace are deployed. */
export interface Deployed {
  /** Paths are relative to the workspace. What a link leads to has to be deployed too, unless it is outside. */
  readonly has: (path: string) => boolean;
  /** Whether `exclude` leaves it out. */
  readonly isExcluded: (path: string) => boolean;
}

/** What git tracks and what `include` names, less what `exclude` names. Without git it is everything but a `.env`: tracked.ts reports that. */
export async function deployedPaths(
  workspace: string,
  source: Source,
  tracked: Promise<readonly Tracked[]>,
): Promise<Deployed> {
  const { include, exclude } = source.kind === 'upload' ? source : { include: [], exclude: [] };
  const [isIncluded, isExcluded, files] = await Promise.all([
    matcher(include),
    matcher(exclude),
    tracked.catch(() => undefined),
  ]);
  if (files === undefined) return { has: (name) => path.basename(name) !== '.env', isExcluded };
  const names = new Set(files.map((file) => file.path));
  let folders: ReadonlySet<string> | undefined;
  const isSent = (name: string): boolean =>
    !isExcluded(name) && (names.has(name) || isIncluded(name) || (folders ??= foldersOf(names)).has(name));
  const isLinked = (name: string): boolean =>
    foldersAnd(name).some((one) => (names.has(one) || isIncluded(one)) && !isExcluded(one));
  return {
    has(relative) {
      const name = clean(relative);
      const real = realName(workspace, name);
      if (real === undefined) return false;
      if (real === name) return isSent(name);
      return isLinked(name) && (real.startsWith('../') || isSent(real));
    },
    isExcluded: (relative) => isExcluded(clean(relative)),
  };
}

function clean(relative: string): string {
  return path.posix.normalize(relative).replace(/(.)\/+$/, '$1');
}

/** The path without links, relative to the workspace; undefined: there is nothing. */
function realName(workspace: string, name: string): string | undefined {
  try {
    const real = path.relative(realpathSync(workspace), realpathSync(path.join(workspace, name)));
    return real === '' ? '.' : real.split(path.sep).join('/');
  } catch {
    return undefined;
  }
}

/** All folders of some files, `.` being the root. */
function foldersOf(names: ReadonlySet<string>): ReadonlySet<string> {
  const found = new Set<string>(['.']);
  for (const name of names) {
    for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
      const folder = name.slice(0, end);
      if (found.has(folder)) break;
      found.add(folder);
    }
  }
  return found;
}
