import { posix } from 'node:path';
import { parseDotenv } from './dotenv.js';
import { folderOf, readNamed, type RepositoryFiles } from './files.js';
import { invalidEnvFile, LocalProblem, naming, Problem } from './invalid.js';
import type { LoadFiles, Loading, Part } from './loading.js';
import { merge } from './merge.js';
import { join } from './relative-paths.js';
import { withoutResets } from './resets.js';
import { lookupIn } from './template.js';
import { isList, isMapping, type Mapping, type Path } from './value.js';

/** An item of `include:` in its long form. */
interface Include {
  readonly paths: readonly string[];
  readonly projectDirectory: string | undefined;
  readonly envFiles: readonly string[];
}

const SECTIONS = ['services', 'volumes', 'networks', 'secrets', 'configs', 'models'] as const;

/** A part with what it includes put under it (compose-go, loader/include.go). @throws DeployError compose-file-invalid */
export function withIncludes(part: Part, loading: Loading, load: LoadFiles): Part {
  const { include, ...content } = part.content;
  if (include === undefined || include === null) return { ...part, content };
  const items = naming(part.file, () => readIncludes(include));
  const including = [...loading.including, part.file];
  const all = items.reduce<Mapping>((model, item) => {
    const imported = naming(part.file, () => importOf(item, { ...loading, including }, load));
    return naming(part.file, () => withImported(imported, model, part.resets));
  }, content);
  return { ...part, content: all };
}

function readIncludes(include: unknown): readonly Include[] {
  if (!isList(include)) throw new Problem('`include` is not a list');
  return include.map((item) => {
    const long: Mapping = isMapping(item) ? item : { path: item };
    const directory = long['project_directory'];
    return {
      paths: textsOf(long['path'], 'include.path'),
      projectDirectory: typeof directory === 'string' && directory !== '' ? directory : undefined,
      envFiles: long['env_file'] === undefined ? [] : textsOf(long['env_file'], 'include.env_file'),
    };
  });
}

/** Whether compose reads this file only if there is a `.env` that it names. */
export function namesDotenv({ include }: Mapping): boolean {
  if (!isList(include)) return false;
  const named = include.flatMap((item) => (isMapping(item) ? [item['env_file']].flat() : []));
  return named.some((file) => typeof file === 'string' && posix.basename(file) === '.env');
}

function textsOf(value: unknown, key: string): readonly string[] {
  const all = isList(value) ? value : [value];
  if (all.every((one) => typeof one === 'string')) return all;
  throw new Problem(`\`${key}\` is neither a text nor a list of texts`);
}

function importOf({ paths, projectDirectory, envFiles }: Include, loading: Loading, load: LoadFiles): Mapping {
  const files = paths.map((path) => join(loading.folder, path));
  for (const [index, file] of files.entries()) {
    if (/^(https?|git|ssh|oci):\/\/|^git@|^github\.com\//.test(paths[index] ?? ''))
      throw new LocalProblem(`\`include\` names ${paths[index]}, which is outside of the repository`);
    if (readNamed(loading.files, file) === undefined)
      throw new LocalProblem(`\`include\` names ${paths[index]}, which is not in the repository`);
  }
  const [main = ''] = files;
  if (loading.including.includes(main))
    throw new Problem(`\`include\` has a cycle: ${[...loading.including, main].join(', ')}`);
  const from = projectDirectory === undefined ? folderOf(paths[0] ?? '') : posix.normalize(projectDirectory);
  const folder = join(loading.folder, from);
  const variables = variablesOf(envFiles, folder, loading);
  return load(files, { ...loading, folder, variables, lookup: lookupIn(variables, loading.lookup) }, from);
}

/** The variables of the including file win over those of the included one's own `.env`. */
function variablesOf(envFiles: readonly string[], folder: string, loading: Loading): ReadonlyMap<string, string> {
  const own = join(folder, '.env');
  const named = envFiles.filter((file) => file !== '/dev/null').map((file) => join(loading.folder, file));
  const paths = envFiles.length > 0 ? named : loading.files.exists(own) ? [own] : [];
  const read = paths.reduce((before, path) => readEnvFile(path, before, loading), new Map<string, string>());
  return new Map([...read, ...loading.variables]);
}

function readEnvFile(
  path: string,
  before: ReadonlyMap<string, string>,
  { files, lookup }: { readonly files: RepositoryFiles; readonly lookup: Loading['lookup'] },
): Map<string, string> {
  const text = readNamed(files, path);
  if (text === undefined) throw new LocalProblem(`\`include.env_file\` names ${path}, which is not in the repository`);
  return naming(path, () => parseDotenv(text, lookup, before), invalidEnvFile);
}

function withImported(imported: Mapping, model: Mapping, resets: readonly Path[]): Mapping {
  const sections = SECTIONS.flatMap((section) => {
    const [from, to] = [imported[section], model[section]];
    if (!isMapping(from)) return [];
    const own: Mapping = isMapping(to) ? to : {};
    const both = Object.entries(from).map(([name, value]) => [
      name,
      Object.hasOwn(own, name) ? overridden(section, name, value, own[name], resets) : value,
    ]);
    // What is included stands before what includes it.
    const all = Object.fromEntries(both) as Mapping;
    return [[section, { ...all, ...own, ...all }] as const];
  });
  return { ...model, ...Object.fromEntries(sections) };
}

function overridden(section: string, name: string, imported: unknown, own: unknown, resets: readonly Path[]): unknown {
  const kept = withoutResets({ [section]: { [name]: imported } }, resets)[section] as Mapping;
  return merge(kept[name], own, [section, name]);
}
