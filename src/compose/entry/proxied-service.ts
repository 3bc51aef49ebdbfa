import type { ComposeConfig, ServiceConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import { dockerfileOf } from './candidates.js';
import { proxied, type Proxied } from './proxied.js';

/** A service by its name as a reverse proxy, with its Dockerfile where it is built. */
export function proxiedService(
  files: RepositoryFiles,
  config: ComposeConfig,
  { name, service }: { readonly name: string; readonly service: ServiceConfig },
): Proxied {
  const built = dockerfileOf(files, service);
  const image = service.build === undefined ? service.image : built?.base;
  return proxied(files, config, { name, service, image, built });
}
