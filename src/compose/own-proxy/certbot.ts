import { readMounts, type Mount } from '../mounts.js';
import { allServices, type ComposeConfig, type ServiceConfig } from '../model/config.js';
import type { OwnProxy } from '../stack.js';
import type { Front } from './front.js';
import { liveCertificates } from './lineages.js';
import { startsWithout } from './start-script.js';
import type { RepositoryFiles } from '../model/files.js';

const CERTIFICATES = '/etc/letsencrypt';
const WEBROOT = /acme|challenge|webroot|www|html/i;

/** The certbot of a stack, and what it shares with the proxy. */
export interface Certbot {
  readonly name: string;
  /** The volume or folder that certbot keeps its certificates in, if the proxy mounts it too. */
  readonly certificates: SharedMount | undefined;
  readonly shared: readonly SharedMount[];
}

/** A volume or folder that both services mount. */
export interface SharedMount {
  readonly certbot: Mount;
  readonly proxy: Mount;
}

/** The stack's certbot service; undefined: it has none. */
export function certbotOf(config: ComposeConfig, proxy: string): Certbot | undefined {
  const name = findCertbot(config, proxy);
  if (name === undefined) return undefined;
  const shared = sharedMounts(config, name, proxy);
  return { name, certificates: shared.find((pair) => pair.certbot.target === CERTIFICATES), shared };
}

/** Whether the proxy uses certificates of this certbot: it mounts what certbot writes, and its configuration names nothing else. */
export function feeds({ certificates }: Certbot, front: Front): boolean {
  if (certificates === undefined) return false;
  const { certificates: named } = front.tls;
  if (named.length === 0 || named.some(({ path }) => isBelow(path, certificates.proxy))) return true;
  return certificates.certbot.target === CERTIFICATES && named.every(({ path }) => isMadeAtStart(path, front));
}

/** A file that nobody gives the container is a copy or a link, which its start script makes. */
function isMadeAtStart(path: string, { service, command }: Front): boolean {
  const mounts = mountsOf(service);
  const hasScript =
    service.build !== undefined ||
    command !== '' ||
    mounts.some(({ target }) => target.startsWith('/docker-entrypoint.d'));
  return hasScript && !mounts.some((mount) => mount.kind === 'bind' && (path === mount.target || isBelow(path, mount)));
}

function isBelow(path: string, { target }: Mount): boolean {
  return path.startsWith(`${target}/`);
}

/** The proxy and certbot of a whole stack. */
export function ownWithCertbot(
  front: Front,
  { name, certificates, shared }: Certbot,
  { config, files }: { readonly config: ComposeConfig; readonly files: RepositoryFiles },
): OwnProxy {
  const source = certificates?.certbot.source;
  const volume = certificates?.certbot.kind === 'volume' ? source : undefined;
  const { lineages, hasAny } = liveCertificates(front, certificates?.proxy.target);
  return {
    kind: 'certbot',
    proxy: front.name,
    because: `${name} requests certificates for ${front.name}`,
    certbot: name,
    certificateVolume: volume,
    certificateVolumeName: volume === undefined ? undefined : engineName(config.volumes, volume),
    certificateFolder: certificates?.certbot.kind === 'bind' ? source : undefined,
    certificatePath: certificates?.proxy.target,
    webroot: findWebroot(shared.filter((pair) => pair !== certificates)),
    lineages,
    needsCertificate: hasAny && !startsWithout(front, files),
  };
}

/** A service called or made like certbot; else one that is built here and writes /etc/letsencrypt, unless that is the host's own. */
function findCertbot(config: ComposeConfig, proxy: string): string | undefined {
  const others = allServices(config).filter(([name]) => name !== proxy);
  const named = others.find(([name]) => /certbot|letsencrypt|lets-encrypt/i.test(name));
  const made = others.find(([, body]) => isMadeOfCertbot(body));
  const keeping = others.find(([, service]) => service.build !== undefined && mountsOf(service).some(isKept));
  return (named ?? made ?? keeping)?.[0];
}

function isKept({ target, source, readOnly }: Mount): boolean {
  return target === CERTIFICATES && !readOnly && !/^[/~]/.test(source);
}

function isMadeOfCertbot({ image = '', build, command, entrypoint }: ServiceConfig): boolean {
  const words = [image, build?.context ?? '', build?.dockerfile ?? '', ...(entrypoint ?? []), ...(command ?? [])];
  return words.some((word) => word.includes('certbot'));
}

function sharedMounts(config: ComposeConfig, certbot: string, proxy: string): readonly SharedMount[] {
  const services = new Map(allServices(config));
  const proxyMounts = mountsOf(services.get(proxy));
  return mountsOf(services.get(certbot)).flatMap((mount) => {
    const same = proxyMounts.find(
      ({ kind, source }) => kind === mount.kind && source !== '' && source === mount.source,
    );
    return same === undefined ? [] : [{ certbot: mount, proxy: same }];
  });
}

function mountsOf(service: ServiceConfig | undefined): readonly Mount[] {
  return readMounts(service?.volumes);
}

function findWebroot(shared: readonly SharedMount[]): OwnProxy['webroot'] {
  const likely = shared.find(({ certbot, proxy }) =>
    WEBROOT.test(`${certbot.source} ${certbot.target} ${proxy.target}`),
  );
  const found = likely ?? shared[0];
  return found === undefined ? undefined : { certbot: found.certbot.target, proxy: found.proxy.target };
}

function engineName(volumes: ComposeConfig['volumes'], key: string): string | undefined {
  const volume = volumes[key];
  return volume?.name ?? (volume?.external === true ? key : undefined);
}
