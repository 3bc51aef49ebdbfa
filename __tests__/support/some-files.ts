import { posix } from 'node:path';
import type { RepositoryFiles } from '../../src/compose/model/files.js';

/** A repository that has these files, by path. */
export function someRepository(files: Readonly<Record<string, string>>): RepositoryFiles {
  const paths = Object.keys(files);
  const below = (folder: string): readonly string[] => {
    const start = folder === '.' || folder === '' ? '' : `${posix.normalize(folder)}/`;
    return paths.filter((path) => path.startsWith(start)).map((path) => path.slice(start.length).split('/')[0] ?? '');
  };
  return {
    exists: (path) => posix.normalize(path) in files,
    read: (path) => files[posix.normalize(path)] ?? '',
    list: (folder) => [...new Set(below(folder))].sort(),
  };
}
