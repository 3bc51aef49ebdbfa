import { posix } from 'node:path';
import { commandOf, dockerfileOf } from './entry/candidates.js';
import type { ComposeConfig, ServiceConfig } from './model/config.js';
import { isFile, type RepositoryFiles } from './model/files.js';
import { mountTargets, readMounts, repositoryBinds } from './mounts.js';

/** A folder of packages that an image has, and that a mount of the repository hides. */
export interface HiddenPackages {
  readonly service: string;
  /** Relative to the repository's root; '' for all of it. */
  readonly mounted: string;
  readonly target: string;
  /** `vendor` or `node_modules`. */
  readonly folder: string;
  /** What installs them. */
  readonly command: string;
}

const KINDS = [
  {
    ...{ manifest: 'composer.json', folder: 'vendor', command: 'composer install --no-dev --no-interaction' },
    ...{ installs: /composer\s+(?:install|update|i\b)/, runsIn: /php|apache|artisan/i },
  },
  {
    ...{ manifest: 'package.json', folder: 'node_modules', command: 'npm ci' },
    ...{ installs: /\b(?:npm|pnpm|bun)\s+(?:ci|i|install)\b|\byarn(?:\s+install)?\s*(?:$|&|;)/m },
    runsIn: /\b(?:node|npm|npx|yarn|pnpm|next|nest|vite|bun)\b/,
  },
] as const;

/**
 * Services that mount sources of the repository over their image, without the packages that git does not track. What the start command
 * installs is not missed, nor what a script may install whose text is not known. Pure but for the files.
 */
export function hiddenPackages(
  files: RepositoryFiles,
  config: ComposeConfig,
  folder: string,
): readonly HiddenPackages[] {
  return Object.entries(config.services).flatMap(([service, body]) => {
    const targets = mountTargets(body);
    const start = startOf(files, body, folder);
    const runs = `${body.image ?? dockerfileOf(files, body)?.base ?? ''} ${start ?? ''}`;
    return repositoryBinds(readMounts(body.volumes), folder).flatMap(({ path, target }) =>
      KINDS.flatMap(({ manifest, installs, runsIn, ...kind }) => {
        const isThere =
          files.exists(posix.join(path, kind.folder)) || targets.includes(posix.join(target, kind.folder));
        if (isThere || !files.exists(posix.join(path, manifest)) || !runsIn.test(runs)) return [];
        return start === undefined || installs.test(start) ? [] : [{ service, mounted: path, target, ...kind }];
      }),
    );
  });
}

const SCRIPT = /[\w./-]+\.(?:sh|bash)\b|\S*entrypoint\S*/g;

/** What a container runs, with the texts of its scripts; undefined: they are not all known. */
function startOf(files: RepositoryFiles, service: ServiceConfig, folder: string): string | undefined {
  const built = dockerfileOf(files, service);
  const command = commandOf(service, built);
  const copies = (built?.copies ?? []).map(({ from }) => posix.join(service.build?.context ?? '.', from));
  const binds = repositoryBinds(readMounts(service.volumes), folder);
  const texts = [...command.matchAll(SCRIPT)]
    .map(([name]) => name)
    .filter((name) => !name.includes('docker-php-entrypoint') && !name.includes('docker-entrypoint.sh'))
    .map((name) => {
      const base = posix.basename(name);
      const inMounts = binds.flatMap(({ path, target }) =>
        name.startsWith(`${target}/`) ? [posix.join(path, name.slice(target.length))] : [],
      );
      const places = [...copies, ...copies.map((copy) => posix.join(copy, base)), ...inMounts, base];
      const found = places.find((place) => posix.basename(place) === base && isFile(files, place));
      return found === undefined ? undefined : files.read(found);
    });
  return texts.includes(undefined) ? undefined : [command, ...texts].join('\n');
}
