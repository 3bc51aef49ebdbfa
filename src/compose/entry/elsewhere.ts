import { posix } from 'node:path';
import { looksLikeCompose } from '../compose-files.js';
import type { ComposeConfig } from '../model/config.js';
import type { Candidate } from './candidate.js';
import { entryCandidates } from './candidates.js';
import { kindOf } from './kind.js';
import { folderOf, type RepositoryFiles } from '../model/files.js';

/** What shows that a folder holds an app. */
const MANIFESTS = [
  ...[
    'Dockerfile',
    'manage.py',
    'requirements.txt',
    'pyproject.toml',
    'Pipfile',
    'package.json',
    'composer.json',
    'artisan',
    'Gemfile',
  ],
  ...['pom.xml', 'build.gradle', 'build.gradle.kts', 'go.mod', 'Cargo.toml', 'mix.exs', 'deno.json'],
];

/** Names that compose files may have; what else there is in YAML is not read. */
const COMPOSE_NAME = /(?:compose|docker|stack).*\.ya?ml$/i;

/** Where the app is if the compose files do not have it. */
export interface Elsewhere {
  /** A file that shows it, if no service is built from the repository. */
  readonly manifest: string | undefined;
  /** Compose files next to those that are read. */
  readonly composeFiles: readonly string[];
  /** Profiles that are not active and have a service that may be the app. */
  readonly profiles: readonly string[];
}

/** `candidates`: the services of the compose files `read`. */
export function elsewhereOf(
  files: RepositoryFiles,
  candidates: readonly Candidate[],
  { config, read }: { readonly config: ComposeConfig; readonly read: readonly string[] },
): Elsewhere {
  const folder = folderOf(read[0] ?? '');
  const isBuilt = candidates.some(
    (one) => config.services[one.name]?.build !== undefined && !['store', 'tool'].includes(kindOf(one)),
  );
  const names = files.list?.(folder) ?? [];
  const compose = names.filter((name) => COMPOSE_NAME.test(name)).map((name) => posix.join(folder, name));
  return {
    manifest: isBuilt ? undefined : manifestIn(files, folder, names),
    composeFiles: compose.filter((path) => !read.includes(path) && looksLikeCompose(files.read(path))),
    profiles: profilesOf(files, config),
  };
}

/** In the folder itself, or in one below it. */
function manifestIn(files: RepositoryFiles, folder: string, names: readonly string[]): string | undefined {
  const folders = ['', ...names.filter((name) => !name.startsWith('.'))];
  return folders
    .flatMap((name) => MANIFESTS.map((manifest) => posix.join(folder, name, manifest)))
    .find((path) => files.exists(path));
}

function profilesOf(files: RepositoryFiles, config: ComposeConfig): readonly string[] {
  const inactive = entryCandidates(files, { ...config, services: config.inactive });
  const web = inactive.filter((service) => kindOf(service) === 'web');
  return [...new Set(web.flatMap(({ name }) => config.inactive[name]?.profiles ?? []))];
}
