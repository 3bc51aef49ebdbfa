import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { RepositoryFiles } from '../compose/model/files.js';
import { DeployError, messageOf } from '../errors/deploy-error.js';
import type { FileEntry } from './manifest/manifest.js';
import { decodeNames } from './paths.js';

/** What a commit has, whatever lies in the workspace: with `source: git` the host checks out that commit and nothing else. */
export interface Commit {
  readonly files: RepositoryFiles;
  /** As the host checks them out, without submodules. @throws DeployError invalid-input (a name that is not UTF-8) */
  readonly list: () => readonly FileEntry[];
}

interface Entry {
  readonly mode: string;
  readonly id: string;
  readonly size: number;
}

const MAX_BYTES = 512 * 1024 * 1024;
/** As Linux: a link that leads to links. */
const MOST_LINKS = 40;
/** `100644 blob ID    SIZE⇥PATH`; a submodule has `-` for its size. */
const ENTRY = /^(\d{6}) \w+ ([0-9a-f]{40,64}) +(\d+|-)\t([^]*)$/;

/**
 * Reads the tree of a commit out of the workspace's git.
 * @throws DeployError invalid-input if the workspace does not have it
 */
export function openCommit(workspace: string, sha: string): Commit {
  const listing = treeOf(workspace, sha);
  let known: ReadonlyMap<string, Entry> | undefined;
  const entries = (): ReadonlyMap<string, Entry> => (known ??= entriesIn(listing));
  const read = new Map<string, Buffer>();
  const contentOf = ({ id }: Entry): Buffer => {
    // A link is followed once for each path behind it.
    const content = read.get(id) ?? git(workspace, ['cat-file', 'blob', id]);
    read.set(id, content);
    return content;
  };
  const tracked = filesOf(entries, contentOf);
  const isLeftBehind = (path: string): boolean => existsSync(join(workspace, path)) && !tracked.exists(path);
  const files = { ...tracked, isLeftBehind };
  return { files, list: () => [...entries()].flatMap(([path, entry]) => fileEntry(path, entry, contentOf)) };
}

function treeOf(workspace: string, sha: string): Buffer {
  try {
    return git(workspace, ['ls-tree', '-r', '-l', '-z', '--full-tree', `${sha}^{commit}`]);
  } catch (thrown) {
    throw new DeployError({
      code: 'invalid-input',
      what: `sha: the workspace does not have commit ${sha}`,
      why: `The plan is made from the files of that commit. git says: ${lastLineOf(thrown)}`,
      hint: 'Let actions/checkout check out what is deployed, in the same job and without "path": its inputs "repository" and "ref" have to be those of this step (repository, sha).',
      cause: thrown,
    });
  }
}

function lastLineOf(thrown: unknown): string {
  const stderr = thrown instanceof Error && 'stderr' in thrown ? String(thrown.stderr).trim() : '';
  return stderr.split('\n').at(-1) || messageOf(thrown);
}

function git(workspace: string, args: readonly string[]): Buffer {
  const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false'];
  return execFileSync('git', [...settings, ...args], { cwd: workspace, stdio: 'pipe', maxBuffer: MAX_BYTES });
}

function entriesIn(listing: Buffer): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const line of decodeNames(listing)) {
    const [, mode = '', id = '', size = '', path = ''] = ENTRY.exec(line) ?? [];
    if (size !== '-' && path !== '') entries.set(path, { mode, id, size: Number(size) });
  }
  return entries;
}

function fileEntry(path: string, entry: Entry, contentOf: (entry: Entry) => Buffer): readonly FileEntry[] {
  const { mode, id, size } = entry;
  if (mode === '120000') return [{ kind: 'symlink', path, target: contentOf(entry).toString('utf8') }];
  // Ids of a repository with SHA-256 are longer than the manifest's; a part tells contents apart as well.
  return [{ kind: 'file', path, mode: mode === '100755' ? 0o755 : 0o644, size, blob: id.slice(0, 40) }];
}

function filesOf(entries: () => ReadonlyMap<string, Entry>, contentOf: (entry: Entry) => Buffer): RepositoryFiles {
  let folders: ReadonlyMap<string, ReadonlySet<string>> | undefined;
  const names = (): ReadonlyMap<string, ReadonlySet<string>> => (folders ??= foldersOf([...entries().keys()]));
  /** Where a path leads, link by link; undefined: out of the repository, or in a circle. */
  const follow = (path: string, links = 0): string | undefined => {
    const parts = posix.normalize(path).replace(/\/$/, '').split('/');
    for (let count = 1; count <= parts.length; count += 1) {
      const entry = entries().get(parts.slice(0, count).join('/'));
      if (entry?.mode !== '120000') continue;
      if (links === MOST_LINKS) return undefined;
      const target = contentOf(entry).toString('utf8');
      const led = posix.join(...parts.slice(0, count - 1), target, ...parts.slice(count));
      return target.startsWith('/') || led.startsWith('..') ? undefined : follow(led, links + 1);
    }
    return parts.join('/');
  };
  return {
    exists(path) {
      const place = follow(path);
      return place !== undefined && (place === '.' || entries().has(place) || names().has(place));
    },
    read(path) {
      const entry = entries().get(follow(path) ?? '');
      if (entry === undefined) throw new Error(`${path} is no file of the commit`);
      return contentOf(entry).toString('utf8');
    },
    list: (folder) => [...(names().get(follow(folder) ?? '') ?? [])],
  };
}

/** The names in each folder. */
function foldersOf(paths: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>();
  for (const path of paths) {
    for (let at = path; at !== '.'; at = posix.dirname(at)) {
      const folder = posix.dirname(at);
      const names = folders.get(folder) ?? new Set<string>();
      if (names.has(posix.basename(at))) break;
      folders.set(folder, names.add(posix.basename(at)));
    }
  }
  return folders;
}
