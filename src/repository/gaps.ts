import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Inputs } from '../inputs/inputs.js';
import { gitListing } from './git.js';
import { matcher } from './globs.js';
import { decodeNames } from './paths.js';
import { repositoryRoot } from './repository-root.js';

/** What git tracks without having its contents: they come from elsewhere. Paths are relative to the workspace. */
export interface Gaps {
  readonly submodules: readonly Submodule[];
  readonly lfsFiles: readonly LfsFile[];
}

/** A submodule that `.gitmodules` lists; one in another submodule only where that one is checked out. */
export interface Submodule {
  readonly path: string;
  readonly isCheckedOut: boolean;
  /** Whether it is a submodule of a submodule. */
  readonly isNested: boolean;
}

/** A file of Git LFS. */
export interface LfsFile {
  readonly path: string;
  /** Whether the workspace has the pointer instead of the content. */
  readonly isPointer: boolean;
}

/** Pointers are shorter (git-lfs, docs/spec.md). */
const MOST_POINTER_BYTES = 1024;
const POINTER = /^version https:\/\/(git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1\n/;

/** Finds the submodules and LFS files of the workspace, less what `exclude` leaves out. None where git cannot list them. */
export async function readGaps({ workspace, source }: Pick<Inputs, 'workspace' | 'source'>): Promise<Gaps> {
  const isExcluded = await matcher(source.kind === 'upload' ? source.exclude : []);
  try {
    const [submodules, lfsFiles] = await Promise.all([readSubmodules(workspace), readLfsFiles(workspace)]);
    return {
      submodules: submodules.filter(({ path }) => !isExcluded(path)),
      lfsFiles: lfsFiles.filter(({ path }) => !isExcluded(path)),
    };
  } catch {
    // Without git the listing of the files reports what is wrong (tracked.ts).
    return { submodules: [], lfsFiles: [] };
  }
}

async function readSubmodules(folder: string, above = ''): Promise<readonly Submodule[]> {
  const root = repositoryRoot(folder);
  if (root === undefined || !existsSync(join(root, '.gitmodules'))) return [];
  const words = ['config', '-z', '--file', join(root, '.gitmodules'), '--get-regexp', '^submodule\\..*\\.path$'];
  // Git ends with status 1 where there is none.
  const entries = await gitListing(root, words).catch(() => Buffer.alloc(0));
  const listed = decodeNames(entries).map((entry) => entry.slice(entry.indexOf('\n') + 1));
  if (listed.length === 0) return [];
  // An entry may be there although the submodule was removed.
  const tracked = await gitListing(root, ['ls-files', '-z', '--stage', '--', ...listed.map(literally)]);
  const links = decodeNames(tracked).filter((entry) => entry.startsWith('160000 '));
  const paths = links.map((entry) => entry.slice(entry.indexOf('\t') + 1));
  const all = within(folder, root, paths).map(async (path): Promise<readonly Submodule[]> => {
    const own = { path: above + path, isCheckedOut: isFilled(join(folder, path)) };
    const nested = own.isCheckedOut ? await readSubmodules(join(folder, path), `${own.path}/`) : [];
    return [{ ...own, isNested: above !== '' }, ...nested];
  });
  return (await Promise.all(all)).flat();
}

async function readLfsFiles(workspace: string): Promise<readonly LfsFile[]> {
  const root = repositoryRoot(workspace);
  if (root === undefined) return [];
  // From the root: below it, git 2.39 does not find the attributes of a directory of its own.
  const paths = decodeNames(await gitListing(root, ['ls-files', '-z', '--', ':(attr:filter=lfs)']));
  return within(workspace, root, paths).map((path) => ({ path, isPointer: isPointer(join(workspace, path)) }));
}

/** Paths of a repository as a directory of it sees them, less what is not in it. */
function within(folder: string, root: string, paths: readonly string[]): readonly string[] {
  const seen = paths.map((path) => relative(folder, join(root, path)).split(sep));
  return seen.filter(([first]) => first !== '' && first !== '..').map((parts) => parts.join('/'));
}

function literally(path: string): string {
  return `:(top,literal)${path}`;
}

function isFilled(folder: string): boolean {
  try {
    return readdirSync(folder).length > 0;
  } catch {
    return false;
  }
}

function isPointer(file: string): boolean {
  try {
    return statSync(file).size < MOST_POINTER_BYTES && POINTER.test(readFileSync(file, 'utf8'));
  } catch {
    return false;
  }
}
