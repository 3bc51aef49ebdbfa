import { isList, isMapping, mapValues } from './value.js';
import { join } from './relative-paths.js';

/** Stands for the folder that compose is run in, which is known on the host only: an absolute path, so that no other folder is put before it. */
export const WORKING_DIRECTORY = '/\uE000';

/** A model in which `$PWD` stands for the root of the repository, whichever folder the compose files are in. */
export function atRoot(value: unknown): unknown {
  if (isList(value)) return value.map(atRoot);
  if (isMapping(value)) return mapValues(value, atRoot);
  if (typeof value !== 'string' || !value.includes(WORKING_DIRECTORY)) return value;
  const rest = value.startsWith(WORKING_DIRECTORY) ? value.slice(WORKING_DIRECTORY.length) : undefined;
  if (rest === '' || rest?.startsWith('/') === true) return join('.', `.${rest}`);
  return value.replaceAll(WORKING_DIRECTORY, '.');
}
