import { posix } from 'node:path';
import { DeployError } from '../errors/deploy-error.js';
import { BASE_FILES } from './compose-files.js';
import { isStore } from './entry/stores.js';
import type { BuildConfig, ComposeConfig, ServiceConfig } from './model/config.js';
import { folderOf, type RepositoryFiles } from './model/files.js';
import { readConfig } from './model/project.js';
import { isAutomatic } from './own-proxy/acme.js';

/**
 * A project with the Dockerfiles that the images of its services were likely built from: where a file for production pulls what the one for
 * everyday work builds, or a folder has the service's name. Only to find out what a service is; nothing is built by it.
 */
export function withLikelyBuilds(
  files: RepositoryFiles,
  config: ComposeConfig,
  read: readonly string[],
): ComposeConfig {
  const folder = folderOf(read[0] ?? '');
  const isUnknown = ({ build, image = '' }: ServiceConfig): boolean => build === undefined && !isKnown(image);
  if (!Object.values(config.services).some(isUnknown)) return config;
  const everyday = everydayBuilds(files, folder, read);
  const services = Object.entries(config.services).map(([name, service]) => {
    const build = isUnknown(service) ? (everyday.get(name) ?? folderBuild(files, folder, name)) : undefined;
    return [name, build === undefined ? service : { ...service, build }] as const;
  });
  return { ...config, services: Object.fromEntries(services) };
}

/** Images of Docker Hub that nobody builds under these names, though a folder may be called `nginx`. */
const OFFICIAL = /^(?:docker\.io\/)?(?:library\/)?(?:nginx|caddy|traefik|haproxy|httpd)(?:[:@]|$)/;

/** Whether its name shows what it is. */
function isKnown(image: string): boolean {
  return isStore(image) || isAutomatic(image) || OFFICIAL.test(image);
}

function everydayBuilds(
  files: RepositoryFiles,
  folder: string,
  read: readonly string[],
): ReadonlyMap<string, BuildConfig> {
  const base = BASE_FILES.map((name) => posix.join(folder, name)).find((path) => files.exists(path));
  if (base === undefined || read.includes(base)) return new Map();
  try {
    const options = { variables: new Map<string, string>(), profiles: ['*'], missing: () => undefined };
    const { services } = readConfig(files, { composeFiles: [base], ...options });
    return new Map(
      Object.entries(services).flatMap(([name, { build }]) =>
        build !== undefined && hasDockerfile(files, build) ? [[name, build] as const] : [],
      ),
    );
  } catch (thrown) {
    if (thrown instanceof DeployError) return new Map();
    throw thrown;
  }
}

function folderBuild(files: RepositoryFiles, folder: string, name: string): BuildConfig | undefined {
  const build = { context: posix.join(folder, name) };
  return hasDockerfile(files, build) ? build : undefined;
}

function hasDockerfile(files: RepositoryFiles, { context, dockerfile = 'Dockerfile' }: BuildConfig): boolean {
  return files.exists(posix.join(context, dockerfile));
}
