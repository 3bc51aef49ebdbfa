import { posix } from 'node:path';
import type { FileEntry } from '../../repository/manifest/manifest.js';
import { foldersAnd } from '../../repository/paths.js';
import type { PlacedFile } from './placed-file.js';

/** What the directory of a release has at a path. `elsewhere`: a link leads to an absolute path of the host, which is not known here. */
export type Found = 'file' | 'directory' | 'missing' | 'outside' | 'elsewhere';

/** As many links follow each other at most (Linux, MAXSYMLINKS). */
const MOST_LINKS = 40;

/** Finds what is deployed at a path relative to the repository's root; links are followed. Pure. */
export function deployedAt(
  files: readonly FileEntry[],
  placed: readonly Pick<PlacedFile, 'path' | 'place'>[],
): (path: string) => Found {
  const links = new Map(files.flatMap((file) => (file.kind === 'symlink' ? [[file.path, file.target] as const] : [])));
  const added = placed.filter(({ place }) => place === 'tree');
  const isFile = (path: string): boolean => [...files, ...added].some((file) => file.path === path);
  const isDirectory = (path: string): boolean =>
    path === '.' || [...files, ...added].some((file) => file.path.startsWith(`${path}/`));
  const find = (path: string, left: number): Found => {
    if (/^[/~]/.test(path)) return 'elsewhere';
    const clean = posix.normalize(path).replace(/(.)\/+$/, '$1');
    if (clean === '..' || clean.startsWith('../')) return 'outside';
    const link = foldersAnd(clean).find((one) => links.has(one));
    if (link !== undefined) return left === 0 ? 'missing' : find(behind(clean, link, links.get(link) ?? ''), left - 1);
    if (isFile(clean)) return 'file';
    return isDirectory(clean) ? 'directory' : 'missing';
  };
  return (path) => find(path, MOST_LINKS);
}

function behind(path: string, link: string, target: string): string {
  const start = posix.isAbsolute(target) ? target : posix.join(posix.dirname(link), target);
  return posix.join(start, path.slice(link.length));
}
