import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The directory with `.git`, which is a file in a submodule, that a directory is in; undefined: there is none. */
export function repositoryRoot(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder;
  const above = dirname(folder);
  return above === folder ? undefined : repositoryRoot(above);
}
