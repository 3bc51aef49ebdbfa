import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryFiles } from '../compose/model/files.js';
import type { Inputs } from '../inputs/inputs.js';

/** What the release will have at a path: a file of the input `files`, else the repository's own. */
export function releaseFiles({ exists, read, list }: RepositoryFiles, files: Inputs['files']): RepositoryFiles {
  const given = new Map(files.map((file) => [file.path, file.content]));
  return {
    exists: (relative) => given.has(relative) || exists(relative),
    read: (relative) => given.get(relative)?.reveal() ?? read(relative),
    list: (folder) => [...new Set([...(list?.(folder) ?? []), ...namesBelow(folder, [...given.keys()])])].sort(),
  };
}

/** The files that lie in the workspace. `.env` counts if it is sent. */
export function workspaceFiles({ workspace, source }: Pick<Inputs, 'workspace' | 'source'>): RepositoryFiles {
  const at = (relative: string): string => path.join(workspace, relative);
  let isEnvSent: boolean | undefined;
  const sendsEnv = (): boolean => (isEnvSent ??= existsSync(at('.env')) && isSent('.env', workspace, source));
  return {
    exists: (relative) => (relative === '.env' ? sendsEnv() : existsSync(at(relative))),
    read: (relative) => readFileSync(at(relative), 'utf8'),
    list: (folder) => namesIn(at(folder)),
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

/** Whether git tracks a file, or the input `include` names it; `exclude` wins. Patterns count where they are the path itself. */
function isSent(file: string, workspace: string, source: Inputs['source']): boolean {
  const names = (patterns: readonly string[]): boolean =>
    patterns.some((pattern) => pattern.trim().replace(/^(\.?\/)+/, '') === file);
  if (source.kind === 'upload' && names(source.exclude)) return false;
  return (source.kind === 'upload' && names(source.include)) || isTracked(file, workspace);
}

function isTracked(file: string, workspace: string): boolean {
  // Without git the listing of the files says what is wrong (tracked.ts).
  const words = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false', 'ls-files', '--cached', '--', file];
  try {
    return execFileSync('git', words, { cwd: workspace, stdio: ['ignore', 'pipe', 'ignore'] }).length > 0;
  } catch {
    return false;
  }
}
