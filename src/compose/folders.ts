import { posix } from 'node:path';
import { DeployError } from '../errors/deploy-error.js';
import { BASE_FILES, DEPLOY_FILES, isComposeFile, looksLikeCompose } from './compose-files.js';
import type { Located } from './locate.js';
import { isFile, type RepositoryFiles } from './model/files.js';
import { PRODUCTION } from './production/deploying-texts.js';
import { attempt } from './production/pair.js';
import { hasIdleSite, servesVisitors } from './production/visitors.js';
import { usualFiles } from './usual-files.js';

/** A folder with compose files under usual names. */
export interface ComposeFolder {
  readonly folder: string;
  /** What would be deployed with it as `working-directory`; undefined: that is not clear. */
  readonly chosen: readonly string[] | undefined;
  /** The first of the usual names. */
  readonly first: string;
}

/** Those in the repository's folders, and in the folders of these. */
export function composeFolders(files: RepositoryFiles): readonly ComposeFolder[] {
  return foldersAmong(files, nearbyPaths(files));
}

/** What lies at the root, and in the folders there. */
export function nearbyPaths({ list = () => [] }: RepositoryFiles): readonly string[] {
  const names = list('.');
  return [...names, ...names.flatMap((name) => list(name).map((inside) => posix.join(name, inside)))];
}

function foldersAmong(files: RepositoryFiles, paths: readonly string[]): readonly ComposeFolder[] {
  return paths.flatMap((folder) => {
    const first = [...DEPLOY_FILES, ...BASE_FILES].find((file) => files.exists(`${folder}/${file}`));
    return first === undefined ? [] : [{ folder, first, chosen: chosenIn(files, folder) }];
  });
}

/** Compose files at the root whose names are not the usual ones. */
export function otherNames(files: RepositoryFiles): readonly string[] {
  return (files.list?.('.') ?? []).filter((name) => isComposeFile(files, name));
}

/** Folders whose compose files are not for a site. */
const FOR_TRIALS =
  /^(?:\..*|.*tests?|e2e|ci|dev|local|examples?|samples?|demos?|docs?|monitoring|vendor|node_modules)$/i;

/** A part of an app, and what has its pages where the repository has both. */
const BEHIND_PAGES = /^(?:api|server|backend|back|back-end)$/i;
const PAGES = /^(?:front|front-?end|client|web|www|ui|webapp|website)$/i;

/**
 * The compose files of a repository that has them in one folder only, and none of another name at its root. A folder of which nothing is built
 * from the repository, such as that of a monitoring, does not count beside one of which something is.
 */
export function filesOfOnlyFolder(files: RepositoryFiles, variables: ReadonlyMap<string, string>): Located | undefined {
  if (otherNames(files).length > 0) return undefined;
  const found = composeFolders(files)
    .filter(({ folder }) => !folder.split('/').some((name) => FOR_TRIALS.test(name)))
    .map((one) => ({ ...one, use: useOf({ files, variables }, one) }));
  const sites = found.filter(({ use }) => use !== 'other');
  const builders = sites.filter(({ use }) => use === 'built' || use === 'idle');
  const [only, ...others] = builders.length > 0 ? builders : sites;
  if (only?.chosen === undefined || only.use === 'idle' || others.length > 0) return undefined;
  const [top = ''] = only.folder.split('/');
  const paths = only.chosen.map((path) => posix.join(only.folder, path));
  const hasPages = (files.list?.('.') ?? []).some((name) => PAGES.test(name));
  if (BEHIND_PAGES.test(top) && hasPages && !buildsPages({ files, variables }, paths)) return undefined;
  const dotenv = posix.join(only.folder, '.env');
  // It names files as seen from there.
  if (files.exists(dotenv) && /^\s*(?:export\s+)?COMPOSE_FILE\s*=/m.test(files.read(dotenv))) return undefined;
  const because = found.length === 1 ? 'no other folder has compose files' : 'no other folder has those of a site';
  return { paths, because };
}

/** Whether one of their services is built from the folder at the root that has the pages. */
function buildsPages(repository: Repository, paths: readonly string[]): boolean {
  const read = attempt(repository, paths);
  if (read.kind !== 'read') return false;
  return Object.values(read.config.services).some(({ build }) => PAGES.test(build?.context.split('/')[0] ?? ''));
}

/** Folders of what belongs to a deployment, and to no part of the app. */
export const OF_DEPLOYMENT = /^(?:deploy(?:ment)?s?|prod(?:uction)?|infra(?:structure)?|docker|ops|compose)$/i;

/**
 * Compose files whose names are for production, in folders for deployments: the base at the root may be for everyday work. Not those that only
 * override another one.
 */
export function productionBelow(repository: Repository): readonly (readonly string[])[] {
  const { files } = repository;
  const names = files.list?.('.') ?? [];
  const inFolders = foldersAmong(
    files,
    names.filter((name) => OF_DEPLOYMENT.test(name)),
  )
    .filter(({ chosen = [] }) => DEPLOY_FILES.includes(chosen.at(-1) ?? ''))
    .map(({ folder, chosen = [] }) => chosen.map((path) => posix.join(folder, path)));
  // Under names that are not the usual ones, such as docker-compose.yml.production-example.
  const atRoot = names
    .filter((name) => /compose/i.test(name) && PRODUCTION.test(name) && !DEPLOY_FILES.includes(name))
    .filter((name) => isFile(files, name) && looksLikeCompose(files.read(name)))
    .map((name) => [name]);
  return sitesAmong(repository, [...atRoot, ...inFolders]);
}

/** Sets of compose files of which a service serves visitors. */
export function sitesAmong(
  repository: Repository,
  sets: readonly (readonly string[])[],
): readonly (readonly string[])[] {
  return sets.filter((paths) => {
    const read = attempt(repository, paths);
    return read.kind === 'read' && servesVisitors(repository, read.config);
  });
}

/** What the compose files of a folder are for: a site of which something is built, one of images, one that people start by hand, or else. */
function useOf(
  repository: Repository,
  { folder, chosen, first }: ComposeFolder,
): 'built' | 'images' | 'idle' | 'other' {
  const paths = (chosen ?? [first]).map((path) => posix.join(folder, path));
  const { files } = repository;
  const read = attempt(repository, paths);
  // A template that a program fills in is none of compose's.
  if (read.kind !== 'read') return paths.some((path) => files.read(path).includes('{{')) ? 'other' : 'built';
  if (!servesVisitors(repository, read.config)) return hasIdleSite(repository, read.config) ? 'idle' : 'other';
  return Object.values(read.config.services).some(({ build }) => build !== undefined) ? 'built' : 'images';
}

type Repository = Parameters<typeof attempt>[0];

function chosenIn({ exists, read, list }: RepositoryFiles, folder: string): readonly string[] | undefined {
  const within = (path: string): string => posix.join(folder, path);
  const inside = {
    exists: (path: string) => exists(within(path)),
    read: (path: string) => read(within(path)),
    list: (path: string) => list?.(within(path)) ?? [],
  };
  try {
    return usualFiles(inside, new Map())?.paths;
  } catch (thrown) {
    if (thrown instanceof DeployError) return undefined;
    throw thrown;
  }
}
