import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryFiles } from '../compose/model/files.js';
import type { Inputs } from '../inputs/inputs.js';
import type { Deployed } from './deployed.js';

/** What the release will have at a path: a file of the input `files`, else the repository's own. */
export function releaseFiles(
  { exists, read, list, isLeftBehind }: RepositoryFiles,
  files: Inputs['files'],
): RepositoryFiles {
  const given = new Map(files.map((file) => [file.path, file.content]));
  return {
    exists: (relative) => given.has(relative) || exists(relative),
    read: (relative) => given.get(relative)?.reveal() ?? read(relative),
    isGiven: (relative) => given.has(relative),
    list: (folder) => [...new Set([...(list?.(folder) ?? []), ...namesBelow(folder, [...given.keys()])])].sort(),
    isLeftBehind: (relative) => !given.has(relative) && isLeftBehind?.(relative) === true,
  };
}

/** The files of the workspace that are deployed. */
export function workspaceFiles(workspace: string, deployed: Deployed): RepositoryFiles {
  const at = (relative: string): string => path.join(workspace, relative);
  const isThere = (relative: string): boolean => existsSync(at(relative));
  return {
    exists: (relative) => isThere(relative) && deployed.has(relative),
    read: (relative) => readFileSync(at(relative), 'utf8'),
    list: (folder) => namesIn(at(folder)).filter((name) => deployed.has(path.posix.join(folder, name))),
    isLeftBehind: (relative) => isThere(relative) && !deployed.has(relative) && !deployed.isExcluded(relative),
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
