import { posix } from 'node:path';
import { readDockerfile } from './entry/dockerfile.js';
import { isFile, type RepositoryFiles } from './model/files.js';

/**
 * Where a Rails app of a repository with a Dockerfile alone keeps uploads, and since Rails 8 its SQLite databases too (config/storage.yml,
 * config/database.yml of `rails new`), as a path of its image; undefined: it is no Rails app, or its image does not have the folder, whose
 * owner a volume takes over.
 */
export function railsStorage(
  files: RepositoryFiles,
  dockerfile: string,
  target: string | undefined,
): string | undefined {
  const isRails = isFile(files, 'Gemfile') && /^\s*gem\s+["']rails["']/m.test(files.read('Gemfile'));
  if (!isRails || (files.list?.('storage') ?? []).length === 0) return undefined;
  const { workdir } = readDockerfile(files.read(dockerfile), target);
  return workdir === '/' || workdir.includes('$') ? undefined : posix.join(workdir, 'storage');
}
