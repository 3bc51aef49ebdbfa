import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryFiles } from '../compose/model/files.js';
import type { Inputs } from '../inputs/inputs.js';
import type { Deployed } from './deployed.js';
import { repositoryRoot } from './repository-root.js';

/** What the release will have at a path: a file of the input `files`, else the repository's own. */
export function releaseFiles(
  { exists, read, list, isLeftBehind, workflows }: RepositoryFiles,
  files: Inputs['files'],
): RepositoryFiles {
  const given = new Map(files.map((file) => [file.path, file.content]));
  return {
    exists: (relative) => given.has(relative) || exists(relative),
    read: (relative) => given.get(relative)?.reveal() ?? read(relative),
    isGiven: (relative) => given.has(relative),
    list: (folder) => [...new Set([...(list?.(folder) ?? []), ...namesBelow(folder, [...given.keys()])])].sort(),
    isLeftBehind: (relative) => !given.has(relative) && isLeftBehind?.(relative) === true,
    ...(workflows === undefined ? {} : { workflows }),
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
    workflows: () => workflowsAt(workspace),
  };
}

const WORKFLOWS = path.join('.github', 'workflows');

/** Of the folder itself; if it has none, of the git repository that it is a folder of. */
function workflowsAt(workspace: string): ReturnType<NonNullable<RepositoryFiles['workflows']>> {
  const folders = [workspace, repositoryRoot(workspace) ?? workspace].map((folder) => path.join(folder, WORKFLOWS));
  const found = folders.map((folder) =>
    namesIn(folder)
      .filter((name) => /\.ya?ml$/.test(name) && isFile(path.join(folder, name)))
      .map((name) => ({
        path: path.posix.join('.github/workflows', name),
        text: readFileSync(path.join(folder, name), 'utf8'),
      })),
  );
  return found.find((workflows) => workflows.length > 0) ?? [];
}

function isFile(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isFile() === true;
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
