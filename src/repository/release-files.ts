import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryFiles } from '../compose/model/files.js';
import type { Inputs } from '../inputs/inputs.js';

/** What the release will have at a path: a file of the input `files`, else the workspace's own. `.env` counts if it is sent. */
export function releaseFiles({
  workspace,
  source,
  files,
}: Pick<Inputs, 'workspace' | 'source' | 'files'>): RepositoryFiles {
  const given = new Map(files.map((file) => [file.path, file.content]));
  const at = (relative: string): string => path.join(workspace, relative);
  let isEnvSent: boolean | undefined;
  const sendsEnv = (): boolean => (isEnvSent ??= existsSync(at('.env')) && isSent('.env', workspace, source));
  return {
    exists: (relative) => given.has(relative) || (relative === '.env' ? sendsEnv() : existsSync(at(relative))),
    read: (relative) => given.get(relative)?.reveal() ?? readFileSync(at(relative), 'utf8'),
    isGiven: (relative) => given.has(relative),
    list: (folder) => [...new Set([...namesIn(at(folder)), ...namesBelow(folder, [...given.keys()])])].sort(),
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
