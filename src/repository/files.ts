import { lstatSync, readFileSync, readlinkSync, type Stats } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { decodePath, sortByPath } from './paths.js';
import { blobOf } from './blob-id.js';
import { listIncluded, matcher } from './globs.js';
import { knownBlobs } from './git-index.js';
import type { FileEntry } from './manifest/manifest.js';
import { listTracked, type Tracked } from './tracked.js';

/** Some milliseconds' worth. */
const FILES_AT_ONCE = 500;

export interface Selection {
  /** Globs of more files than git tracks, such as a front end built in the job; a folder means all that is in it. */
  readonly include: readonly string[];
  /** Globs of what to leave out; they win. */
  readonly exclude: readonly string[];
  /** Leaves out `.env`: the release's own comes from elsewhere. */
  readonly withoutEnv: boolean;
  /** Where it is; default: at the root. */
  readonly dotenv?: string;
  /** Of the runner; default: this one. */
  readonly platform?: NodeJS.Platform;
  /** What git tracks, where that is found out already. */
  readonly tracked?: Promise<readonly Tracked[]>;
}

/**
 * The files of the release to be, as they lie in the workspace, in the order of their paths' bytes. Links stay links. What
 * git tracks but is not there, `.git`, and submodules that were not checked out are left out.
 * @throws DeployError workspace-empty, invalid-input (a name that is not UTF-8)
 */
export async function listFiles(workspace: string, selection: Selection): Promise<readonly FileEntry[]> {
  const platform = selection.platform ?? process.platform;
  const telling = knownBlobs(workspace, platform);
  const tracked = await (selection.tracked ?? listTracked(workspace, platform));
  const known = new Set(tracked.map((file) => file.path));
  const more = (await listIncluded(workspace, selection.include)).filter((file) => !known.has(file));
  const isExcluded = await matcher(selection.exclude);
  const chosen = sortByPath(
    [...tracked, ...more.map((file): Tracked => ({ path: file, gitMode: undefined }))].filter(
      (file) => !isExcluded(file.path) && !(selection.withoutEnv && file.path === (selection.dotenv ?? '.env')),
    ),
  );
  // The contents' ids take git longer than the names: meanwhile the files are looked at.
  const seen = await inPieces(chosen, (file) => see(workspace, file, platform));
  const blobs = await telling;
  for (const file of seen) {
    if (file.kind === 'file')
      file.blob = blobs.get(file.path) ?? (await blobOf(`${workspace}/${file.path}`, file.size));
  }
  return seen;
}

/** What has been made of each, less what is undefined. */
async function inPieces<Item, Made>(
  items: readonly Item[],
  make: (item: Item) => Made | undefined,
): Promise<readonly Made[]> {
  const all: Made[] = [];
  for (const [index, item] of items.entries()) {
    // Meanwhile the connection is being made: the host's half of the key exchange is not to wait for ours.
    if (index % FILES_AT_ONCE === 0) await setImmediate();
    const made = make(item);
    if (made !== undefined) all.push(made);
  }
  return all;
}

/** The contents' id is put in when it is known: an object more for each of 100,000 files would weigh. */
type Seen = Extract<FileEntry, { kind: 'symlink' }> | (Extract<FileEntry, { kind: 'file' }> & { blob: string });

function see(workspace: string, file: Tracked, platform: NodeJS.Platform): Seen | undefined {
  const absolute = `${workspace}/${file.path}`;
  const stats = look(absolute);
  if (stats === undefined) return undefined;
  if (stats.isSymbolicLink()) {
    return { kind: 'symlink', path: file.path, target: decodePath(readlinkSync(absolute, { encoding: 'buffer' })) };
  }
  // Directories (submodules that were not checked out), sockets and the like.
  if (!stats.isFile()) return undefined;
  // Git for Windows writes a link as a file that holds its target.
  if (file.gitMode === '120000') return { kind: 'symlink', path: file.path, target: readFileSync(absolute, 'utf8') };
  const mode = platform === 'win32' ? (file.gitMode === '100755' ? 0o755 : 0o644) : stats.mode & 0o777;
  return { kind: 'file', path: file.path, mode, size: stats.size, blob: '' };
}

function look(absolute: string): Stats | undefined {
  try {
    return lstatSync(absolute, { throwIfNoEntry: false });
  } catch {
    // A part of its path is a file now.
    return undefined;
  }
}
