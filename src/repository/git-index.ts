import { gitListing } from './git.js';
import { decodeNames } from './paths.js';

/** Files whose contents git changes on their way into the workspace (LFS, another encoding) are read themselves. */
const STORED_AS_THEY_ARE = ':(attr:!filter !working-tree-encoding)';

/** `H`: neither skipped nor assumed to be unchanged. Files only, not in conflict, in a repository of SHA-1 ids. */
const ENTRY = /^H 100(?:644|755) [0-9a-f]{40} 0\t/;

/**
 * The ids of the files that are in the workspace as git put them there, by path: git has kept each file's size, times and
 * inode (gitformat-index(5)), so nothing has to be read. Without those of submodules. Line ends may have been converted;
 * that changes the size, which the manifest holds too. Empty when git cannot tell.
 */
export async function knownBlobs(workspace: string, platform: NodeJS.Platform): Promise<ReadonlyMap<string, string>> {
  if (platform === 'win32') return new Map();
  try {
    const [entries, touched] = await Promise.all([
      gitListing(workspace, ['ls-files', '-z', '-v', '--stage', '--', STORED_AS_THEY_ARE]),
      gitListing(workspace, ['diff-files', '-z', '--name-only', '--ignore-submodules=all']),
    ]);
    const known = new Map<string, string>();
    for (const entry of decodeNames(entries)) {
      if (ENTRY.test(entry)) known.set(entry.slice(52), entry.slice(9, 49));
    }
    for (const path of decodeNames(touched)) known.delete(path);
    return known;
  } catch {
    return new Map();
  }
}
