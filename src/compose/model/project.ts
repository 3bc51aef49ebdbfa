import { checkConsistency } from './consistency.js';
import type { ComposeConfig, ResourceConfig, ServiceConfig } from './config.js';
import { folderOf, readFile, type RepositoryFiles } from './files.js';
import { invalid, naming, Problem } from './invalid.js';
import { loadFiles } from './load.js';
import { normalised } from './normal.js';
import { lookupIn, substitute, type Lookup, type Noting } from './template.js';
import { isMapping, type Mapping } from './value.js';
import { atRoot, WORKING_DIRECTORY } from './working-directory.js';
import { readDocuments } from './yaml.js';

export interface ProjectOptions extends Noting {
  /** In compose's order. */
  readonly composeFiles: readonly string[];
  /** Of the release's `.env`. */
  readonly variables: ReadonlyMap<string, string>;
  /** The active ones. */
  readonly profiles: readonly string[];
  /** What compose calls the project where neither the files nor the variables do. */
  readonly project?: string;
  /** The name that it is given whatever they say. */
  readonly named?: string | undefined;
  /** Whether what the services name, such as volumes, has to be there; undefined: yes. */
  readonly isChecked?: boolean;
}

/**
 * The project that compose makes of these files: what `docker compose config --format json` would print.
 * @throws DeployError compose-file-invalid
 */
export function readConfig(
  files: RepositoryFiles,
  { composeFiles, variables, profiles, project, named, missing, blanks, isChecked = true }: ProjectOptions,
): ComposeConfig {
  const [first = ''] = composeFiles;
  const folder = folderOf(first);
  const given = new Map([['HOME', '~'], ...variables, ['PWD', WORKING_DIRECTORY]]);
  const name = projectName(files, composeFiles, lookupIn(given, { missing, blanks }));
  given.set('COMPOSE_PROJECT_NAME', named ?? name ?? project ?? '');
  const lookup = lookupIn(given, { missing, blanks });
  const model = loadFiles(composeFiles, { files, folder, variables: given, lookup, including: [] }, folder);
  return naming(composeFiles, () => {
    const config = configOf(atRoot(normalised(model, lookup, folder)) as Mapping, profiles, name);
    if (isChecked) checkConsistency(config);
    return config;
  });
}

/** COMPOSE_PROJECT_NAME, or the last `name:`. */
function projectName(files: RepositoryFiles, paths: readonly string[], lookup: Lookup): string | undefined {
  const given = lookup('COMPOSE_PROJECT_NAME');
  if (given !== undefined && given !== '') {
    if (/^[a-z0-9][a-z0-9_-]*$/.test(given)) return given;
    throw invalid(paths, `COMPOSE_PROJECT_NAME is ${JSON.stringify(given)}: small letters, digits, - and _ only`);
  }
  const names = paths.flatMap((path) =>
    readDocuments(path, readFile(files, path)).flatMap(({ content: { name } }) => {
      if (typeof name !== 'string' || name === '') return [];
      return [naming(path, () => lookup.blanks?.fill(name, { path: ['name'], lookup }) ?? substitute(name, lookup))];
    }),
  );
  const name = (names.at(-1) ?? '')
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[_-]+/, '');
  return name === '' ? undefined : name;
}

function configOf(model: Mapping, profiles: readonly string[], name: string | undefined): ComposeConfig {
  const services = Object.entries(section<ServiceConfig>(model, 'services'));
  if (services.length === 0) throw new Problem('it has no services');
  const isActive = ([, service]: readonly [string, ServiceConfig]): boolean => {
    const own = service.profiles ?? [];
    return own.length === 0 || own.some((profile) => profiles.includes('*') || profiles.includes(profile));
  };
  return {
    name,
    services: Object.fromEntries(services.filter(isActive)),
    inactive: Object.fromEntries(services.filter((service) => !isActive(service))),
    networks: section<ResourceConfig>(model, 'networks'),
    volumes: section<ResourceConfig>(model, 'volumes'),
    secrets: section<ResourceConfig>(model, 'secrets'),
    configs: section<ResourceConfig>(model, 'configs'),
  };
}

/** Its shape is checked, and all forms are long ones. */
function section<Item>(model: Mapping, key: string): Readonly<Record<string, Item>> {
  const items = isMapping(model[key]) ? model[key] : {};
  return Object.fromEntries(Object.entries(items).map(([name, item]) => [name, (item ?? {}) as Item]));
}
