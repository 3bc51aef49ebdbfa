import { readMounts, type Mount } from './mounts.js';
import { allServices, type ComposeConfig, type ServiceConfig } from './model/config.js';
import type { OwnProxy, Service } from './stack.js';

const CERTIFICATES = '/etc/letsencrypt';
const WEBROOT = /acme|challenge|webroot|www|html/i;

/** The proxy and certbot of a whole stack; undefined: no service that is always started terminates TLS. */
export function findOwnProxy(project: ComposeConfig, services: readonly Service[]): OwnProxy | undefined {
  const always = services.filter((service) => !service.hasProfile);
  const secure = always.find(({ publishes }) => publishes.includes(443));
  const proxy = secure ?? always.find(({ publishes }) => publishes.includes(80));
  if (proxy === undefined) return undefined;
  const certbot = findCertbot(project, proxy.name);
  // Without TLS of its own it is an app like others: ours terminates TLS in front of it.
  if (secure === undefined && certbot === undefined) return undefined;
  const nothing = { certificateVolume: undefined, certificateVolumeName: undefined, certificatePath: undefined };
  if (certbot === undefined) return { proxy: proxy.name, certbot, webroot: undefined, ...nothing };
  const shared = sharedMounts(project, certbot, proxy.name);
  const certificates = shared.find((pair) => pair.certbot.target === CERTIFICATES);
  const volume = certificates?.certbot.kind === 'volume' ? certificates.certbot.source : undefined;
  return {
    proxy: proxy.name,
    certbot,
    certificateVolume: volume,
    certificateVolumeName: volume === undefined ? undefined : engineName(project.volumes, volume),
    certificatePath: certificates?.proxy.target,
    webroot: findWebroot(shared.filter((pair) => pair !== certificates)),
  };
}

/** A service called or made like certbot; else the one besides the proxy that keeps /etc/letsencrypt. */
function findCertbot(project: ComposeConfig, proxy: string): string | undefined {
  const others = allServices(project).filter(([name]) => name !== proxy);
  const named = others.find(([name]) => /certbot|letsencrypt|lets-encrypt/i.test(name));
  const made = others.find(([, body]) => isMadeOfCertbot(body));
  const keeping = others.find(([, service]) => mountsOf(service).some(({ target }) => target === CERTIFICATES));
  return (named ?? made ?? keeping)?.[0];
}

function isMadeOfCertbot({ image, build }: ServiceConfig): boolean {
  return (image?.includes('certbot') ?? false) || (build?.context.includes('certbot') ?? false);
}

/** A volume or folder that both services mount. */
interface SharedMount {
  readonly certbot: Mount;
  readonly proxy: Mount;
}

function sharedMounts(project: ComposeConfig, certbot: string, proxy: string): readonly SharedMount[] {
  const services = new Map(allServices(project));
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
