import { posix } from 'node:path';
import { isWithin } from '../within.js';
import { allServices, type ComposeConfig, type ServiceConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import { readMounts } from '../mounts.js';

/** Where certbot of a host keeps certificates. */
const CERTBOT = /^\/etc\/letsencrypt(?:\/|$)/;

/**
 * What a new host does not have of a certificate's file, as a place in a sentence; undefined: it may be in the repository, in the image or in
 * a volume that another service fills. Pure.
 */
export function hostsOwn(
  path: string,
  service: ServiceConfig,
  { config, files }: { readonly config: ComposeConfig; readonly files: RepositoryFiles },
): string | undefined {
  const mounts = readMounts(service.volumes).filter(({ target }) => isWithin(path, target));
  const [mount] = mounts.sort((one, other) => other.target.length - one.target.length);
  if (mount === undefined) return CERTBOT.test(path) ? 'a directory that nothing provides' : undefined;
  const { kind, source, target } = mount;
  if (kind === 'bind' && /^[/~]/.test(source)) return `${source} of the host`;
  if (kind === 'volume' && config.volumes[source]?.external === true) return `the external volume ${source}`;
  if (CERTBOT.test(path)) return source;
  const file = posix.join(source, posix.relative(target, path));
  const isKnown =
    kind === 'bind' && !file.includes('$') && !file.startsWith('..') && !isFilled(source, service, config);
  return isKnown && !files.exists(file) ? `${file}, which is not in the repository` : undefined;
}

/** Another service may make it in the same folder. */
function isFilled(source: string, service: ServiceConfig, config: ComposeConfig): boolean {
  const others = allServices(config).filter(([, one]) => one !== service);
  return others.some(([, { volumes }]) =>
    readMounts(volumes).some((mount) => mount.source === source && !mount.readOnly),
  );
}
