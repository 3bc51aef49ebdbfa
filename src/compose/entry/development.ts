import { posix } from 'node:path';
import type { ComposeConfig, ServiceConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import { isMapping, mappingOf } from '../model/value.js';
import { isServerCommand } from './workers.js';

/** Servers of the assets of a Rails app, which its pages name; only Rails has them in `bin`. */
const RAILS_ASSETS =
  /(?:^|[\s"'])(?:\.\/|\/(?!usr\/)\S+\/)?bin\/(?:webpack(?:er)?-dev-server|shakapacker-dev-server|vite(?:\s+dev)?)(?:\s+-\S+)*["'\s]*$/;

/** Something that goes on beside it. */
const IN_BACKGROUND = /[^&]&(?!&)/;

/** Plugins with which Vite serves the assets of pages that another server makes. */
const ASSET_PLUGINS = /\b(?:laravel-vite-plugin|vite-plugin-(?:laravel|ruby|rails|symfony))\b/;

const VITE_FILES = ['js', 'mjs', 'ts', 'mts', 'cjs'].map((ending) => `vite.config.${ending}`);

/** Vite itself, started without anything else. */
const VITE = /^(?:(?:npx|yarn|bunx|pnpm(?:\s+exec)?)\s+)?(?:\S*\/)?vite(?:\s+(?:dev|serve))?(?:\s+-[^&|;]*)?$/;

/** A script of package.json. */
const SCRIPT = /^(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?([\w:-]+)(?:\s+-[^&|;]*)?$/;

const TEST_NAME = /(?:^|[-_])(?:tests?|e2e)(?:[-_]|$)/;

export interface Started {
  readonly name: string;
  readonly service: ServiceConfig;
  readonly command: string;
  /** Where its image works; undefined: not known. */
  readonly workdir: string | undefined;
}

/** Whether a service only serves developers: the assets of pages that another one makes, or tests, as a copy of another one. */
export function isForDevelopment(of: Started, config: ComposeConfig, files: RepositoryFiles): boolean {
  return isTestCopy(of, config) || servesAssets(of, files);
}

/** Called a test, and built in the same way as a service with another name that publishes a port. */
function isTestCopy({ name, service: { build } }: Started, { services }: ComposeConfig): boolean {
  if (build === undefined || !TEST_NAME.test(name)) return false;
  const key = JSON.stringify(build);
  return Object.entries(services).some(
    ([other, { build: same, ports = [] }]) =>
      !TEST_NAME.test(other) && ports.length > 0 && same !== undefined && JSON.stringify(same) === key,
  );
}

function servesAssets({ command, service, workdir }: Started, files: RepositoryFiles): boolean {
  if (isServerCommand(command) || IN_BACKGROUND.test(command)) return false;
  if (RAILS_ASSETS.test(command)) return true;
  const parts = command.replace(/^\s*(?:\/\S*\/)?(?:ba|da|a)?sh\s+-\w*c\s+/, '').replace(/^["'\s]+|["'\s]+$/g, '');
  const steps = parts.split(/&&|;|\n/).map((step) => step.trim().replace(/^exec\s+/, ''));
  const last = steps.at(-1) ?? '';
  if (steps.some((step) => /^cd\s/.test(step))) return false;
  return foldersOf(service, workdir).some((folder) => {
    const hasPlugin = VITE_FILES.map((name) => posix.join(folder, name)).some(
      (path) => files.exists(path) && ASSET_PLUGINS.test(files.read(path)),
    );
    return hasPlugin && VITE.test(scriptIn(files, folder, last) ?? last);
  });
}

/** Folders of the repository in which its command may be started. */
function foldersOf({ build, volumes = [], ...service }: ServiceConfig, workdir: string | undefined): readonly string[] {
  const own = service['working_dir'];
  const at = typeof own === 'string' ? own : workdir;
  const mounted = volumes.flatMap(({ type, source = '', target }) => {
    if (type !== 'bind') return [];
    const way = at === undefined ? '' : posix.relative(target, at);
    return way.startsWith('..') ? [] : [posix.join(source, way)];
  });
  return [...mounted, ...(build === undefined ? [] : [build.context])];
}

/** The text of the script of package.json that a command starts; undefined: it starts none that is known. */
function scriptIn(files: RepositoryFiles, folder: string, command: string): string | undefined {
  const path = posix.join(folder, 'package.json');
  const name = SCRIPT.exec(command)?.[1];
  if (name === undefined || !files.exists(path)) return undefined;
  try {
    const read: unknown = JSON.parse(files.read(path));
    const script = isMapping(read) ? mappingOf(read['scripts'])[name] : undefined;
    return typeof script === 'string' ? script.trim() : undefined;
  } catch {
    return undefined;
  }
}
