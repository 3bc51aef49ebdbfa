import { DeployError, messageOf } from '../errors/deploy-error.js';
import { gitListing } from './git.js';
import { decodeNames } from './paths.js';

/** A path that git tracks. */
export interface Tracked {
  readonly path: string;
  /** `100755` and so on as git keeps it; undefined where the file system itself knows modes and links. */
  readonly gitMode: string | undefined;
}

/**
 * What git tracks in the workspace, submodules' files included.
 * @throws DeployError workspace-empty when it is no git checkout, or nothing is tracked; invalid-input (a name that is not UTF-8)
 */
export async function listTracked(workspace: string, platform: NodeJS.Platform): Promise<readonly Tracked[]> {
  const listing = await list(workspace, platform === 'win32' ? '--stage' : '--cached');
  const files: Tracked[] = [];
  for (const entry of decodeNames(listing)) {
    const file = parseEntry(entry, platform);
    // A file in conflict stands three times in the index, one after the other.
    if (file.path !== files.at(-1)?.path) files.push(file);
  }
  if (files.length === 0) {
    throw emptyError(workspace, 'It is a git repository, but git tracks no file in it.');
  }
  return files;
}

function parseEntry(entry: string, platform: NodeJS.Platform): Tracked {
  if (platform !== 'win32') return { path: entry, gitMode: undefined };
  return { path: entry.slice(entry.indexOf('\t') + 1), gitMode: entry.slice(0, 6) };
}

async function list(workspace: string, mode: '--cached' | '--stage'): Promise<Buffer> {
  try {
    return await gitListing(workspace, ['ls-files', '-z', mode, '--recurse-submodules']);
  } catch (error) {
    throw emptyError(workspace, reasonOf(error), error);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    return 'Either the directory or the program git does not exist.';
  }
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  return `git says: ${stderr === '' ? messageOf(error) : stderr}`;
}

function emptyError(workspace: string, why: string, cause?: unknown): DeployError {
  return new DeployError({
    code: 'workspace-empty',
    what: `There is nothing to upload in ${workspace}`,
    why,
    hint: 'Put a step with actions/checkout before this one (in the same job, and with the same path if one is set).',
    cause,
  });
}
