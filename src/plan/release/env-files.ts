import { posix } from 'node:path';
import { allServices } from '../../compose/model/config.js';
import type { Stack } from '../../compose/stack.js';
import { isEnvFile } from './data.js';
import { literal } from './literal.js';
import type { SourceOf } from './mount-sources.js';
import { replacedList } from './yaml-tags.js';

/**
 * Env files of the stack that may be in the repository or in the site's directory on the host; `.env` is the release's own. `more` are those
 * that are known although the stack could not be read.
 */
export function envFilePaths(
  { config, folder }: Pick<Stack, 'config' | 'folder'>,
  more: readonly { readonly path: string }[] = [],
): readonly string[] {
  const files = allServices(config).flatMap(([, service]) => service.env_file ?? []);
  return [...new Set([...files, ...more].map(({ path }) => path))].filter(
    (path) => !/^(\/|~|\.\.\/)/.test(path) && !isEnvFile(path, folder),
  );
}

/**
 * The env files of a service where one of them is elsewhere than compose would look for it: all of them, since their order decides which
 * value wins. Relative paths begin at the project directory, as in the first compose file.
 */
export function envFileSettings(
  { config, folder }: Pick<Stack, 'config' | 'folder'>,
  name: string,
  sourceOf: SourceOf,
): Readonly<Record<string, unknown>> {
  const files = (config.services[name] ?? config.inactive[name])?.env_file ?? [];
  if (!files.some(({ path }) => sourceOf(path) !== undefined)) return {};
  const items = files.map(({ path, ...rest }) => ({
    path: sourceOf(path) ?? literal(fromFolder(path, folder)),
    ...rest,
  }));
  return { env_file: replacedList(items) };
}

function fromFolder(path: string, folder: string): string {
  return /^[/~]/.test(path) ? path : posix.join(folder.replace(/[^/]+/g, '..'), path);
}
