import { posix } from 'node:path';
import type { RepositoryFiles } from '../compose/model/files.js';
import { DeployError } from '../errors/deploy-error.js';

/** A Django project of the repository. */
export interface Django {
  /** Of its manage.py; '' for the root. */
  readonly folder: string;
  /** `config.settings.deploy` */
  readonly settings: string;
  /** `config.wsgi`; undefined: there is none. */
  readonly wsgi: string | undefined;
  readonly staticCommand: string | undefined;
  readonly because: string;
}

/** Names of the settings that are for a server, in a package of settings. */
const DEPLOYED = ['deploy', 'production', 'prod', 'live'];
const SETTINGS = /DJANGO_SETTINGS_MODULE["']\s*,\s*["']([\w.]+)["']/;

/**
 * Finds the Django project: manage.py, the settings module and the WSGI module. The settings are those of the release's variables, else the
 * ones for a server next to those that manage.py names, else those that wsgi.py or manage.py name.
 * @throws DeployError native-project-unclear
 */
export function djangoOf(files: RepositoryFiles, variables: ReadonlyMap<string, string>): Django | undefined {
  const folder = folderOf(files);
  if (folder === undefined) return undefined;
  const at = (path: string): string => posix.join(folder, path);
  const named = SETTINGS.exec(files.read(at('manage.py')))?.[1];
  const root = named?.split('.')[0] ?? onlyPackage(files, folder);
  const wsgi = wsgiModules(files, folder, root);
  const given = variables.get('DJANGO_SETTINGS_MODULE');
  const found = given ?? deployedSettings(files, folder, named) ?? fromWsgi(files, folder, wsgi) ?? named;
  if (found === undefined)
    throw unclear('names no settings', 'DJANGO_SETTINGS_MODULE', settingsIn(files, folder, root));
  if (!hasModule(files, folder, found))
    throw unclear(`has no settings module ${found}`, 'DJANGO_SETTINGS_MODULE', settingsIn(files, folder, root));
  const module = chosenWsgi(wsgi, found);
  return {
    folder,
    settings: found,
    wsgi: module,
    staticCommand: collects(files, folder, found) ? 'python manage.py collectstatic --noinput' : undefined,
    because: `Django is in ${folder || 'the root'}: settings ${found}${given === undefined ? reasonOf(found, named) : ' of the variable DJANGO_SETTINGS_MODULE'}, WSGI module ${module ?? 'none'}`,
  };
}

/** The folder of manage.py: the root, or one folder below it. */
function folderOf(files: RepositoryFiles): string | undefined {
  if (files.exists('manage.py')) return '';
  const below = (files.list?.('.') ?? []).filter((name) => !name.startsWith('.') && files.exists(`${name}/manage.py`));
  if (below.length > 1)
    throw new DeployError({
      code: 'native-project-unclear',
      what: `The repository has several Django projects: ${below.join(', ')}`,
      hint: `Set working-directory to one of them, such as: working-directory: ${below[0] ?? ''}`,
    });
  return below[0];
}

/** The settings for a server next to those that manage.py names, which are for development in a project that splits them. */
function deployedSettings(files: RepositoryFiles, folder: string, named: string | undefined): string | undefined {
  if (named === undefined) return undefined;
  const isPackage = files.exists(posix.join(folder, pathOf(named), '__init__.py')) || !hasFile(files, folder, named);
  const parent = isPackage ? named : named.split('.').slice(0, -1).join('.');
  // Without a package of settings the parent is that of the whole project.
  if (!isPackage && !/(^|\.)settings$/.test(parent)) return undefined;
  return DEPLOYED.map((name) => `${parent}.${name}`).find((module) => hasFile(files, folder, module));
}

function reasonOf(found: string, named: string | undefined): string {
  return found === named ? ' that manage.py names' : `, while manage.py names ${named ?? 'none'}`;
}

/** WSGI modules of the project. A package `wsgi/` hides a module `wsgi.py` next to it (Python's import system). */
function wsgiModules(files: RepositoryFiles, folder: string, root: string | undefined): readonly string[] {
  if (root === undefined) return [];
  const at = posix.join(folder, root);
  const names = files.list?.(`${at}/wsgi`) ?? [];
  const isPackage = names.some((name) => name.endsWith('.py'));
  if (!isPackage) return files.exists(`${at}/wsgi.py`) ? [`${root}.wsgi`] : [];
  const modules = names
    .filter((name) => /^[a-z]\w*\.py$/.test(name))
    .map((name) => `${root}.wsgi.${name.slice(0, -3)}`);
  const isApplication = names.includes('__init__.py') && /\bapplication\b/.test(files.read(`${at}/wsgi/__init__.py`));
  return isApplication ? [`${root}.wsgi`, ...modules] : modules;
}

/** Of several the one with the settings' own name. */
function chosenWsgi(modules: readonly string[], settings: string): string | undefined {
  const last = settings.split('.').at(-1) ?? '';
  return modules.find((one) => one.endsWith(`.${last}`)) ?? modules.find((one) => one.endsWith('.wsgi')) ?? modules[0];
}

function fromWsgi(files: RepositoryFiles, folder: string, modules: readonly string[]): string | undefined {
  const texts = modules
    .filter((module) => hasFile(files, folder, module))
    .map((module) => files.read(`${posix.join(folder, pathOf(module))}.py`));
  return texts.map((text) => SETTINGS.exec(text)?.[1]).find((found) => found !== undefined);
}

/** Whether the settings say where static files are collected; settings that are split may say it in any file of their package. */
function collects(files: RepositoryFiles, folder: string, settings: string): boolean {
  const parts = settings.split('.');
  const near = parts.slice(0, -1).join('/');
  const paths = [
    `${pathOf(settings)}.py`,
    ...(files.list?.(posix.join(folder, near)) ?? []).map((name) => `${near}/${name}`),
  ];
  return paths.some((path) => {
    const at = posix.join(folder, path);
    return at.endsWith('.py') && files.exists(at) && /^\s*STATIC_ROOT\s*=/m.test(files.read(at));
  });
}

function settingsIn(files: RepositoryFiles, folder: string, root: string | undefined): readonly string[] {
  if (root === undefined) return [];
  const names = files.list?.(posix.join(folder, root, 'settings')) ?? [];
  const modules = names
    .filter((name) => /^[a-z]\w*\.py$/.test(name))
    .map((name) => `${root}.settings.${name.slice(0, -3)}`);
  return files.exists(posix.join(folder, root, 'settings.py')) ? [`${root}.settings`, ...modules] : modules;
}

function unclear(what: string, variable: string, candidates: readonly string[]): DeployError {
  const [first = 'config.settings'] = candidates;
  return new DeployError({
    code: 'native-project-unclear',
    what: `The Django project ${what}`,
    why: candidates.length === 0 ? 'No settings were found next to manage.py' : `There are: ${candidates.join(', ')}`,
    hint: `Set it in the input env, such as:\nenv: |\n  ${variable}=${first}`,
  });
}

function onlyPackage(files: RepositoryFiles, folder: string): string | undefined {
  const names = (files.list?.(folder === '' ? '.' : folder) ?? []).filter((name) =>
    ['settings.py', 'settings'].some(
      (part) =>
        files.exists(posix.join(folder, name, part)) || files.exists(posix.join(folder, name, part, '__init__.py')),
    ),
  );
  return names.length === 1 ? names[0] : undefined;
}

function hasModule(files: RepositoryFiles, folder: string, module: string): boolean {
  return hasFile(files, folder, module) || files.exists(posix.join(folder, pathOf(module), '__init__.py'));
}

function hasFile(files: RepositoryFiles, folder: string, module: string): boolean {
  return files.exists(`${posix.join(folder, pathOf(module))}.py`);
}

function pathOf(module: string): string {
  return module.replaceAll('.', '/');
}
