import { stringify } from 'yaml';
import { allServices } from '../../compose/model/config.js';
import type { Stack } from '../../compose/stack.js';
import { isEnvFile } from './data.js';
import { literal } from './literal.js';
import { removedList } from './yaml-tags.js';

type Section = Readonly<Record<string, object>>;

/**
 * The settings that take away the env files of services: those of the input `files`, and those that were prepared on the host, do not lie
 * where the project looks for them, and no fact and no build comes from them. `more` are services that are known although the stack could not
 * be read.
 */
export function withoutEnvFiles({ config }: Pick<Stack, 'config'>, more: readonly string[] = []): Section {
  const read = allServices(config).flatMap(([name, { env_file: files = [] }]) => (files.length === 0 ? [] : [name]));
  return Object.fromEntries([...new Set([...read, ...more])].map((name) => [name, { env_file: removedList() }]));
}

/**
 * The compose file that is laid over a release while its images are built and `.env` is in its record: services do not read it there, and a
 * build that gets it as a secret reads it in the record. '' where the project does not name it.
 */
export function buildOverlay(
  stack: Pick<Stack, 'config' | 'contentFiles' | 'folder'>,
  { root, release }: { readonly root: string; readonly release: string },
): string {
  const named = stack.contentFiles.filter(
    ({ section, path }) => section === 'secrets' && isEnvFile(path, stack.folder),
  );
  const file = literal(`${root}/records/${release}/env`);
  const secrets = Object.fromEntries(named.map(({ key }) => [key, { file }]));
  return composeText({ services: withoutEnvFiles(stack), secrets });
}

/** The text of a compose file of these sections; '' if all are empty. */
export function composeText(sections: Readonly<Record<string, Section>>): string {
  const filled = Object.entries(sections).filter(([, items]) => Object.keys(items).length > 0);
  return filled.length === 0 ? '' : stringify(Object.fromEntries(filled));
}
