import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryFiles } from '../compose/model/files.js';
import type { Inputs } from '../inputs/inputs.js';
import type { Deployed } from './deployed.js';

/** What the release will have at a path: a file of the input `files`, else one of the workspace that is deployed. */
export function releaseFiles(
  { workspace, files }: Pick<Inputs, 'workspace' | 'files'>,
  deployed: Deployed,
): RepositoryFiles {
  const given = new Map(files.map((file) => [file.path, file.content]));
  const at = (relative: string): string => path.join(workspace, relative);
  const isThere = (relative: string): boolean => existsSync(at(relative));
  return {
    exists: (relative) => given.has(relative) || (isThere(relative) && deployed.has(relative)),
    read: (relative) => given.get(relative)?.reveal() ?? readFileSync(at(relative), 'utf8'),
    isGiven: (relative) => given.has(relative),
    list: (folder) => {
      const own = namesIn(at(folder)).filter((name) => deployed.has(path.posix.join(folder, name)));
      return [...new Set([...own, ...namesBelow(folder, [...given.keys()])])].sort();
    },
    isLeftBehind: (relative) =>
      !given.has(relative) && isThere(relative) && !deployed.has(relative) && !deployed.isExcluded(relative),
  };
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function namesBelow(folder: string, paths: readonly string[]): readonly string[] {
  return paths.filter((one) => path.dirname(one) === path.normalize(folder)).map((one) => path.basename(one));
}
