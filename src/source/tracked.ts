import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DeployError, messageOf } from '../errors.js';
import { decodePath } from './path-bytes.js';

const exec = promisify(execFile);
const MAX_LISTING_BYTES = 512 * 1024 * 1024;

/** A path that git tracks. */
export interface Tracked {
  readonly path: string;
  /** `100755` and so on as git keeps it; undefined where the file system itself knows modes and links. */
  readonly gitMode: string | undefined;
}

/**
 * What git tracks in the workspace, submodules' files included.
 * @throws DeployError workspace-empty when it is no git checkout, or nothing is tracked
 */
export async function listTracked(workspace: string, platform: NodeJS.Platform): Promise<readonly Tracked[]> {
  const listing = await list(workspace, platform === 'win32' ? '--stage' : '--cached');
  const tracked = listing.map((entry) => parseEntry(entry, platform));
  // A file in conflict stands three times in the index.
  const unique = new Map(tracked.map((file) => [file.path, file]));
  if (unique.size === 0) {
    throw emptyError(workspace, 'It is a git repository, but git tracks no file in it.');
  }
  return [...unique.values()];
}

function parseEntry(entry: Buffer, platform: NodeJS.Platform): Tracked {
  if (platform !== 'win32') return { path: decodePath(entry), gitMode: undefined };
  const tab = entry.indexOf('\t');
  return { path: decodePath(entry.subarray(tab + 1)), gitMode: entry.subarray(0, 6).toString('latin1') };
}

async function list(workspace: string, mode: '--cached' | '--stage'): Promise<readonly Buffer[]> {
  // The workspace often belongs to another user than the step's (containers), and its configuration may name a program
  // to run as file system monitor: neither matters for a list of names.
  const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false'];
  try {
    const { stdout } = await exec('git', [...settings, 'ls-files', '-z', mode, '--recurse-submodules'], {
      cwd: workspace,
      encoding: 'buffer',
      maxBuffer: MAX_LISTING_BYTES,
    });
    return splitAtNul(stdout);
  } catch (error) {
    throw emptyError(workspace, reasonOf(error), error);
  }
}

function splitAtNul(bytes: Buffer): readonly Buffer[] {
  const parts: Buffer[] = [];
  for (let start = 0, end = bytes.indexOf(0); end !== -1; start = end + 1, end = bytes.indexOf(0, start)) {
    parts.push(bytes.subarray(start, end));
  }
  return parts;
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    return 'Either the folder or the program git does not exist.';
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
