import { posix } from 'node:path';
import { isFile, type RepositoryFiles } from './model/files.js';

const ENDINGS = ['yml', 'yaml'] as const;

/** Files that are meant for a deployment, in this order. */
export const DEPLOY_FILES: readonly string[] = ['deploy', 'prod', 'production', 'prd', 'live', 'public'].flatMap(
  (word) =>
    ['docker-compose-', 'docker-compose.', 'docker-compose_', 'compose.', 'compose-', 'compose_'].flatMap((start) =>
      ENDINGS.map((ending) => `${start}${word}.${ending}`),
    ),
);

/** The same under names that other programs use too: it counts if it is a compose file. cookiecutter-django has the second. */
export const DEPLOY_FILES_IF_COMPOSE: readonly string[] = ['docker-production', 'production', 'prod'].flatMap((name) =>
  ENDINGS.map((ending) => `${name}.${ending}`),
);

/** Whether a text is a compose file at first sight. Render's blueprints have a list of services. */
export function looksLikeCompose(text: string): boolean {
  return /^\uFEFF?services:(?!(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*-\s)/m.test(text);
}

/** `docker-compose.yml.example` is one, too. */
const COMPOSE_NAME = /^[^.].*\.ya?ml(?:[.-](?:example|sample|dist|template|tpl))?$/i;

/** Whether a path is that of a compose file, under any name. */
export function isComposeFile(files: RepositoryFiles, path: string): boolean {
  return COMPOSE_NAME.test(posix.basename(path)) && isFile(files, path) && looksLikeCompose(files.read(path));
}

/** Files for everyday work, in the order in which compose looks for them. */
export const BASE_FILES: readonly string[] = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
];

/** What compose lays over those by itself, which is meant for development. */
export const OVERRIDE_FILES: readonly string[] = ['compose.override', 'docker-compose.override'].flatMap((name) =>
  ENDINGS.map((ending) => `${name}.${ending}`),
);

/** The files that `COMPOSE_FILE` lists; none if it is not set. */
export function listedFiles(variables: ReadonlyMap<string, string>): readonly string[] {
  const listed = variables.get('COMPOSE_FILE') ?? '';
  const separator = variables.get('COMPOSE_PATH_SEPARATOR') ?? '';
  return listed === '' ? [] : listed.split(separator === '' ? ':' : separator);
}

/** Names of compose files for work on the app, not for visitors. */
export const EVERYDAY_NAME = /(?:^|[-_./])(?:dev|devel|development|local|tests?|debug)(?:[-_./]|$)/i;
