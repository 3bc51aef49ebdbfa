import { posix } from 'node:path';
import { messageOf } from '../../errors/deploy-error.js';
import { invalid } from './invalid.js';

/** The repository's files, as far as reading a stack needs them. Paths are relative to its root, `/` between parts. */
export interface RepositoryFiles {
  readonly exists: (path: string) => boolean;
  readonly read: (path: string) => string;
  /** Names of what lies in a folder; none if it is not one. undefined: folders cannot be listed. */
  readonly list?: (folder: string) => readonly string[];
  /** The workflows of the git repository, of which these files may be a folder; undefined: those that are among the files. */
  readonly workflows?: () => readonly { readonly path: string; readonly text: string }[];
  /** Whether a file is not the repository's own, so that its content is not to be shown. */
  readonly isGiven?: (path: string) => boolean;
  /** Whether it is on the runner without being deployed, although nothing leaves it out. */
  readonly isLeftBehind?: (path: string) => boolean;
}

/** Reads a file that another one names; undefined: it is not in the repository. @throws DeployError compose-file-invalid */
export function readNamed(files: RepositoryFiles, path: string): string | undefined {
  return isInside(path) && files.exists(path) ? readFile(files, path) : undefined;
}

/** @throws DeployError compose-file-invalid */
export function readFile(files: RepositoryFiles, path: string): string {
  try {
    return files.read(path);
  } catch (thrown) {
    throw invalid(path, messageOf(thrown));
  }
}

function isInside(path: string): boolean {
  return path !== '..' && !path.startsWith('../') && !/^[/~]/.test(path);
}

/** Whether there is a file, and not a folder or a link that leads nowhere. Folders without anything in them are not deployed. */
export function isFile({ exists, list }: Pick<RepositoryFiles, 'exists' | 'list'>, path: string): boolean {
  return exists(path) && (list?.(path).length ?? 0) === 0;
}

/** '.' for the root. */
export function folderOf(path: string): string {
  return posix.dirname(path);
}
