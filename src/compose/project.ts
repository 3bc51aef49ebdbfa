import { posix } from 'node:path';
import { messageOf } from '../errors/deploy-error.js';
import { interpolate } from './interpolate.js';
import { rebased } from './rebase.js';
import { invalid, isMapping, readYaml, type Mapping } from './yaml-file.js';

/** The repository's files, as far as reading a stack needs them. Paths are relative to its root, `/` between parts. */
export interface RepositoryFiles {
  readonly exists: (path: string) => boolean;
  readonly read: (path: string) => string;
}

/** A service as written, its variables filled in, with the folder that its relative paths start from. */
export interface RawService {
  readonly folder: string;
  readonly body: Mapping;
}

/** A compose file with all that it includes and extends. */
export interface Project {
  readonly services: ReadonlyMap<string, RawService>;
  readonly volumes: Mapping;
  readonly secrets: Mapping;
  readonly configs: Mapping;
  /** Top-level `name:`. */
  readonly name: string | undefined;
  readonly unreadable: readonly string[];
}

export type Variables = ReadonlyMap<string, string>;

/** Deeper nesting of `include` and `extends` than this is a circle. */
const DEEPEST = 20;

/** @throws DeployError compose-file-invalid */
export function readProject(files: RepositoryFiles, path: string, variables: Variables, depth = 0): Project {
  const content = filledIn(readYaml(path, readText(files, path)), variables);
  const folder = folderOf(path);
  const included = readIncluded(files, path, content['include'], variables, depth);
  const own = content['services'] ?? {};
  if (!isMapping(own)) throw invalid(path, '`services` is not a mapping');
  const services = new Map(included.flatMap((project) => [...project.services]));
  const unreadable = included.flatMap((project) => project.unreadable);
  for (const name of Object.keys(own)) {
    const body = own[name];
    if (!isMapping(body)) throw invalid(path, `the service ${name} is not a mapping`);
    const extended = extend(files, { path, services: own, body, variables, depth });
    services.set(name, { folder, body: extended.body });
    unreadable.push(...extended.unreadable);
  }
  if (services.size === 0 && unreadable.length === 0) throw invalid(path, 'it has no services');
  const all = (section: 'volumes' | 'secrets' | 'configs'): Mapping =>
    Object.assign({}, ...included.map((project) => project[section]), mappingOf(content[section])) as Mapping;
  const name = typeof content['name'] === 'string' ? content['name'] : included.find((project) => project.name)?.name;
  return { services, volumes: all('volumes'), secrets: all('secrets'), configs: all('configs'), name, unreadable };
}

function readText(files: RepositoryFiles, path: string): string {
  try {
    return files.read(path);
  } catch (thrown) {
    throw invalid(path, messageOf(thrown));
  }
}

/** '' for the root. */
export function folderOf(path: string): string {
  const folder = posix.dirname(path);
  return folder === '.' ? '' : folder;
}

function mappingOf(section: unknown): Mapping {
  return isMapping(section) ? section : {};
}

function readIncluded(
  files: RepositoryFiles,
  path: string,
  include: unknown,
  variables: Variables,
  depth: number,
): readonly Project[] {
  const items = Array.isArray(include) ? (include as readonly unknown[]) : [];
  const paths = items
    .flatMap((item) => (isMapping(item) ? item['path'] : item))
    .filter((item) => typeof item === 'string');
  return paths.map((relative) => {
    const target = posix.join(folderOf(path), relative);
    if (depth < DEEPEST && isReadable(files, target)) return readProject(files, target, variables, depth + 1);
    return {
      services: new Map(),
      ...{ volumes: {}, secrets: {}, configs: {}, name: undefined },
      unreadable: [`${path} includes ${relative}, which is not in the repository`],
    };
  });
}

interface Extending {
  readonly path: string;
  /** The services of the file at `path`. */
  readonly services: Mapping;
  readonly body: Mapping;
  readonly variables: Variables;
  readonly depth: number;
}

interface Extended {
  readonly body: Mapping;
  readonly unreadable: readonly string[];
}

function extend(files: RepositoryFiles, extending: Extending): Extended {
  const { path, services, body, variables, depth } = extending;
  const base = body['extends'];
  const name = isMapping(base) ? base['service'] : base;
  if (typeof name !== 'string') return { body, unreadable: [] };
  const file = isMapping(base) && typeof base['file'] === 'string' ? posix.join(folderOf(path), base['file']) : path;
  if (depth >= DEEPEST || !isReadable(files, file)) {
    return { body, unreadable: [`A service of ${path} extends ${name} of ${file}, which is not in the repository`] };
  }
  const others = file === path ? services : filledIn(readYaml(file, readText(files, file)), variables)['services'];
  const found = isMapping(others) ? others[name] : undefined;
  if (!isMapping(found) || !isMapping(others)) {
    return { body, unreadable: [`A service of ${path} extends ${name}, which ${file} does not have`] };
  }
  const parent = extend(files, { path: file, services: others, body: found, variables, depth: depth + 1 });
  const inherited = rebased(parent.body, folderOf(file), folderOf(path));
  return { body: merged(inherited, body), unreadable: parent.unreadable };
}

/** Lists of both are put together, mappings merged, and all else is the later one's. */
function merged(earlier: Mapping, later: Mapping): Mapping {
  const result: Record<string, unknown> = { ...earlier };
  for (const [key, value] of Object.entries(later)) {
    const before = result[key];
    if (Array.isArray(before) && Array.isArray(value))
      result[key] = [...(before as unknown[]), ...(value as unknown[])];
    else result[key] = isMapping(before) && isMapping(value) ? { ...before, ...value } : value;
  }
  return result;
}

function isReadable(files: RepositoryFiles, path: string): boolean {
  return path !== '..' && !path.startsWith('../') && !path.startsWith('/') && files.exists(path);
}

/** The same values with the variables filled in everywhere but in keys. */
function filledIn(mapping: Mapping, variables: Variables): Mapping {
  return Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, fill(value, variables)]));
}

function fill(value: unknown, variables: Variables): unknown {
  if (typeof value === 'string') return interpolate(value, variables);
  if (Array.isArray(value)) return value.map((item: unknown) => fill(item, variables));
  return isMapping(value) ? filledIn(value, variables) : value;
}
