import { DeployError } from '../errors/deploy-error.js';
import type { InputFile } from '../inputs/inputs.js';
import type { FileEntry } from './manifest/manifest.js';

/**
 * The repository's files less those that the input `files` replaces.
 * @throws DeployError invalid-input where a path is a file in one of the two and a directory in the other
 */
export function withoutInputs(
  all: readonly FileEntry[],
  given: readonly InputFile[],
): { readonly files: readonly FileEntry[]; readonly replaced: readonly string[] } {
  if (given.length === 0) return { files: all, replaced: [] };
  const paths = new Set(given.map(({ path }) => path));
  const folders = new Set([...paths].flatMap(foldersOf));
  for (const { path } of all) {
    if (folders.has(path)) throw conflict(path, [...paths].find((one) => one.startsWith(`${path}/`)) ?? path);
    const folder = foldersOf(path).find((one) => paths.has(one));
    if (folder !== undefined) throw conflict(path, folder);
  }
  return {
    files: all.filter(({ path }) => !paths.has(path)),
    replaced: all.flatMap(({ path }) => (paths.has(path) ? [path] : [])),
  };
}

/** `a` and `a/b` of `a/b/c`. */
function foldersOf(path: string): readonly string[] {
  return path
    .split('/')
    .slice(0, -1)
    .map((_, index, parts) => parts.slice(0, index + 1).join('/'));
}

function conflict(tracked: string, given: string): DeployError {
  return new DeployError({
    code: 'invalid-input',
    what: `files: ${given} cannot be added to the repository, which has ${tracked}`,
    why: 'One of them is a file or a link, and the other needs a directory of that name',
    hint: 'Give the file another path, in `files` and in the compose file.',
  });
}
