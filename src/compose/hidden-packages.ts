import { posix } from 'node:path';
import { commandOf, dockerfileOf } from './entry/candidates.js';
import type { DockerfileFacts } from './entry/dockerfile.js';
import type { ComposeConfig, ServiceConfig } from './model/config.js';
import type { RepositoryFiles } from './model/files.js';
import { mountTargets } from './mounts.js';
import { scriptText } from './script-text.js';
import type { Service } from './stack.js';

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
  services: readonly Pick<Service, 'name' | 'binds'>[],
): readonly HiddenPackages[] {
  return services.flatMap(({ name: service, binds }) => {
    const body = config.services[service];
    if (body === undefined || binds.length === 0) return [];
    const targets = mountTargets(body);
    const built = dockerfileOf(files, body);
    const start = startOf(files, body, built);
    const runs = `${body.image ?? built?.base ?? ''} ${start ?? ''}`;
    // The packages are where the image works, if its Dockerfile shows that.
    const workdir = built === undefined || built.workdir === '/' ? undefined : built.workdir;
    const covering = binds.filter(({ target }) => workdir === undefined || `${workdir}/`.startsWith(`${target}/`));
    return covering.flatMap(({ path, target }) =>
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
function startOf(
  files: RepositoryFiles,
  service: ServiceConfig,
  built: DockerfileFacts | undefined,
): string | undefined {
  const command = commandOf(service, built);
  const texts = [...command.matchAll(SCRIPT)]
    .map(([name]) => name)
    // Those of official images install nothing.
    .filter((name) => !/docker-(?:php-)?entrypoint(?:\.sh)?$/.test(name))
    .map((name) => scriptText(name, service, files));
  return texts.includes(undefined) ? undefined : [command, ...texts].join('\n');
}
