import type { ComposeConfig, ServiceConfig } from '../model/config.js';
import { readMounts } from '../mounts.js';

/** Where certbot of a host keeps certificates. */
const CERTBOT = /^\/etc\/letsencrypt(?:\/|$)/;

/**
 * What a new host does not have of a certificate's file, as a place in a sentence; undefined: it may be in the repository, in the image or in
 * a volume that another service fills. Pure.
 */
export function hostsOwn(path: string, service: ServiceConfig, { volumes }: ComposeConfig): string | undefined {
  const mounts = readMounts(service.volumes).filter(({ target }) => isWithin(path, target));
  const [mount] = mounts.sort((one, other) => other.target.length - one.target.length);
  if (mount === undefined) return CERTBOT.test(path) ? 'a directory that nothing provides' : undefined;
  const { kind, source } = mount;
  if (kind === 'bind' && /^[/~]/.test(source)) return `${source} of the host`;
  if (kind === 'volume' && volumes[source]?.external === true) return `the external volume ${source}`;
  return CERTBOT.test(path) ? source : undefined;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`);
}
