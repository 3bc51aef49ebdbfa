import type { ComposeConfig, ServiceConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import { substituted, variablesOf } from '../own-proxy/environment.js';
import type { DockerfileFacts } from './dockerfile.js';
import { hostNames } from './host-names.js';
import { listens } from './listens.js';
import { ownerOf, productOf } from './image-name.js';
import { passesRootTo, passesTo, type Hosts } from './passes-to.js';
import { proxyFiles, type ProxyFile } from './proxy-files.js';
import { traefikRouters } from '../own-proxy/traefik/routers.js';
import { routingOf } from './routing.js';
import { socketHosts } from './socket-hosts.js';
import { isWebServer } from './web-servers.js';

/** A service as a reverse proxy, whether it is one or not. */
export interface Proxied {
  readonly configuration: readonly ProxyFile[];
  readonly isServer: boolean;
  /** Services that it passes requests to; the one that has `/` first. */
  readonly passesTo: readonly string[];
  /** Those that get `/`. */
  readonly passesRootTo: readonly string[];
  readonly showsFiles: boolean;
  /** Ports at which it listens; none: they are not all known. */
  readonly listens: readonly number[];
}

/** Where a file goes in the container of a web server. */
const SERVER_PLACE = /^\/etc\/(?:nginx|caddy|traefik|haproxy)\/|^\/usr\/local\/(?:apache2\/conf|etc\/haproxy)\//;
const FILES = /\btry_files\s[^;]*\bindex\.html?\b|\btry_files\s+\{path\}\s+\/index\.html?|\bFallbackResource\b/;

export interface ProxiedService {
  readonly name: string;
  readonly service: ServiceConfig;
  readonly image: string | undefined;
  readonly built: DockerfileFacts | undefined;
}

/** What a service passes requests to, by its configuration, its command, and the labels of the others. */
export function proxied(files: RepositoryFiles, config: ComposeConfig, of: ProxiedService): Proxied {
  const { name, service, image, built } = of;
  const isServer = isWebServer(image) || (service.build === undefined && isConfiguredAsServer(service));
  const configuration = [...proxyFiles(files, service, built, !isServer), ...written(files, config, service)];
  if (!isServer) return { configuration, isServer, passesTo: [], passesRootTo: [], showsFiles: false, listens: [] };
  const variables = new Map([...(built?.environment ?? []), ...variablesOf(files, service)]);
  const texts = configuration.map(({ text }) => substituted(text, variables));
  const hosts = new Map([...socketHosts(texts, config, name), ...hostNames(config, name)]);
  const named = passesTo([...texts, (service.command ?? []).join(' ')], hosts);
  const found = findsServices(image ?? '') ? routed(config, name) : [];
  const roots =
    productOf(image ?? '') === 'traefik' ? traefikRoots(config, configuration, hosts) : passesRootTo(texts, hosts);
  const others = roots.filter((one) => one !== name);
  return {
    ...{ configuration, isServer },
    passesTo: [...new Set([...others, ...named, ...found])],
    passesRootTo: others,
    showsFiles: texts.some((text) => FILES.test(text)),
    listens: listens(
      configuration.map(({ path }, index) => ({ path, text: texts[index] ?? '' })),
      variables,
    ),
  };
}

/** Services of Traefik's routers that are for a whole site, not for paths of one. */
function traefikRoots({ services }: ComposeConfig, files: readonly ProxyFile[], hosts: Hosts): readonly string[] {
  const roots = traefikRouters(services, files).filter(({ hasPath }) => !hasPath);
  const names = roots.flatMap(({ service, targets }) => service ?? targets.flatMap((host) => hosts.get(host) ?? []));
  return [...new Set(names)];
}

/** An image that says nothing, with the configuration of a web server mounted into it. */
function isConfiguredAsServer({ volumes = [], configs = [] }: ServiceConfig): boolean {
  return [...volumes, ...configs].some(({ target }) => SERVER_PLACE.test(target ?? ''));
}

/** Configuration that the compose file gives as `configs`. */
function written(files: RepositoryFiles, config: ComposeConfig, { configs = [] }: ServiceConfig): readonly ProxyFile[] {
  return configs.flatMap(({ source }) => {
    const { file, content } = config.configs[source] ?? {};
    if (typeof content === 'string') return [{ path: `configs.${source}`, text: content }];
    return file !== undefined && files.exists(file) ? [{ path: file, text: files.read(file) }] : [];
  });
}

/** Traefik, nginx-proxy and caddy-docker-proxy ask the engine which services there are. */
function findsServices(image: string): boolean {
  const product = productOf(image);
  return /^(?:traefik|caddy-docker-proxy)$/.test(product) || (product === 'nginx-proxy' && ownerOf(image) !== '');
}

function routed({ services }: ComposeConfig, proxy: string): readonly string[] {
  return Object.entries(services)
    .filter(([name, service]) => name !== proxy && routingOf(service).isRouted)
    .map(([name]) => name);
}
