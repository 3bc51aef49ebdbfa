import { createHash } from 'node:crypto';
import { DeployError } from '../errors/deploy-error.js';
import { locateFiles } from './locate.js';
import { folderOf, type RepositoryFiles } from './model/files.js';
import { readConfig } from './model/project.js';
import { allServices, type ComposeConfig } from './model/config.js';
import { findOwnProxy } from './own-proxy.js';
import { contentFiles, deviceVolumes } from './sources.js';
import { readService, unreadableOf } from './service.js';
import { activeProfiles } from './profiles.js';
import type { Service, Stack } from './stack.js';

export interface StackOptions {
  /** The input; undefined: look for them. */
  readonly composeFiles: readonly string[] | undefined;
  /** The input; undefined: COMPOSE_PROFILES says. */
  readonly profiles: readonly string[] | undefined;
  /** The input, for a repository without a compose file; undefined: `Dockerfile`. */
  readonly dockerfile: string | undefined;
  /** The service that the bundled proxy passes requests to. */
  readonly appService: string;
  /** The release's variables, for `${…}` in the compose file. */
  readonly variables: ReadonlyMap<string, string>;
}

const NOTHING: ComposeConfig = {
  ...{ name: undefined, services: {}, inactive: {}, networks: {}, volumes: {}, secrets: {}, configs: {} },
};

/**
 * What the repository asks to run, as far as its compose files tell.
 * @throws DeployError compose-file-missing, compose-file-invalid, compose-service-missing, nothing-to-deploy
 */
export function readStack(files: RepositoryFiles, options: StackOptions): Stack {
  const { paths: composeFiles, because: composeBecause } = locateFiles(files, {
    given: options.composeFiles,
    dockerfile: options.dockerfile ?? 'Dockerfile',
    variables: options.variables,
  });
  const [composeFile] = composeFiles;
  const located = { composeFile, composeFiles, composeBecause };
  if (composeFile === undefined) {
    const nothing = { services: [], volumes: [], deviceVolumes: [], contentFiles: [], unreadable: [], profiles: [] };
    return {
      kind: 'dockerfile',
      name: undefined,
      ...located,
      composeDigest: '',
      folder: '',
      ownProxy: undefined,
      config: NOTHING,
      ...nothing,
    };
  }
  const profiles = activeProfiles(options);
  const config = readConfig(files, { composeFiles, variables: options.variables, profiles });
  const services = allServices(config).map(([name, service]) => readService(name, service, config));
  const ownProxy = findOwnProxy(config, services);
  if (ownProxy === undefined) checkAppService(composeFiles.join(', '), services, options.appService);
  const folder = folderOf(composeFile);
  return {
    kind: ownProxy === undefined ? 'app' : 'whole',
    ...located,
    name: config.name,
    composeDigest: createHash('sha256').update(files.read(composeFile)).digest('hex'),
    folder: folder === '.' ? '' : folder,
    profiles,
    config,
    services,
    volumes: Object.keys(config.volumes),
    deviceVolumes: deviceVolumes(config),
    contentFiles: contentFiles(config),
    ownProxy,
    unreadable: allServices(config).flatMap(([name, service]) => unreadableOf(name, service)),
  };
}

function checkAppService(composeFile: string, services: readonly Service[], appService: string): void {
  const service = services.find(({ name }) => name === appService);
  if (service !== undefined && !service.hasProfile) return;
  const startable = services.filter(({ hasProfile }) => !hasProfile).map(({ name }) => name);
  throw new DeployError({
    code: 'compose-service-missing',
    what:
      service === undefined
        ? `${composeFile} has no service ${appService} for the bundled nginx to talk to`
        : `The service ${appService} of ${composeFile} is in a profile, so it is not started`,
    why: `No service publishes port 80 or 443, so the bundled nginx is laid over the services: ${startable.join(', ')}`,
    hint: 'Name the service that answers HTTP or uWSGI as `app-service`, with its `app-port` and `app-protocol`.',
  });
}
