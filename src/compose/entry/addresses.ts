import type { ServiceConfig } from '../model/config.js';
import { variablesOf } from '../own-proxy/environment.js';
import type { RepositoryFiles } from '../model/files.js';
import type { Hosts } from './passes-to.js';
import { posix } from 'node:path';

/** Variables that bundlers put into pages: browsers ask these addresses. */
export const FOR_BROWSERS = /^(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC|VUE_APP|EXPO_PUBLIC|NG_APP|GATSBY|PUBLIC)_/;

/** Those of frameworks whose own server reads them as well. */
const WITH_SERVER = /^(?:NEXT_PUBLIC|NUXT_PUBLIC)_/;

/** Folders of requests that such a server answers itself, and names of the app's folder. */
const ROUTES = ['app/api', 'pages/api', 'server/api'];
const APP_FOLDER = /^\[\w+\]$/;

/** Addresses of pages, which a service is told for links, redirects and CORS: it does not ask them. */
const OF_PAGES =
  /FRONT|CLIENT|CORS|ORIGIN|ALLOWED|REDIRECT|CALLBACK|WEB_?(?:APP_?)?URL|SITE_URL|^(?:APP_)?BASE_URL|APP_URL|PUBLIC|DOMAIN/;

/** Addresses of what only servers ask. */
const OF_SERVERS = /S3|MINIO|STORAGE|ELASTIC|OPENSEARCH|OTEL|METRICS|TELEMETRY|HEALTH/;

/** Variables that hold a host by its name alone; others hold names of users, databases and drivers. */
const HOLDS_HOST =
  /URL|URI|HOST|ADDR|SERVER|ENDPOINT|NODE|UPSTREAM|BACKEND|FRONTEND|SERVICE|API|BROKER|PROXY|TARGET|DSN|PEER|GATEWAY/i;
const HOLDS_OTHER = /(?<!HOST|SERVER)NAME|USER|DATABASE|PASS|SECRET|ENGINE|DRIVER|_DB$/i;

function mayHoldHost(key: string, value: string): boolean {
  return key.toLowerCase() === value.toLowerCase() || (HOLDS_HOST.test(key) && !HOLDS_OTHER.test(key));
}

/** Where servers of pages are told to pass requests on: Next.js, Vite, Nuxt, Angular, Create React App. */
const PAGE_SERVERS = [
  ...['js', 'mjs', 'ts', 'mts', 'cjs'].flatMap((ending) =>
    ['next', 'vite', 'nuxt'].map((name) => `${name}.config.${ending}`),
  ),
  ...['src/setupProxy.js', 'proxy.conf.json', 'proxy.conf.js', 'src/proxy.conf.json', 'package.json'],
];

export interface Addresses {
  /** Services that it asks inside the project. */
  readonly calls: readonly string[];
  /** Services that it sends browsers to. */
  readonly sendsTo: readonly string[];
}

export interface Surroundings {
  readonly hosts: Hosts;
  /** The other services by their ports of the host. */
  readonly local: ReadonlyMap<number, string>;
  /** Ports of the service's own container: there `localhost` is the service itself. */
  readonly own: readonly number[];
}

/** Which services' addresses a service is given. */
export function addressesIn(service: ServiceConfig, files: RepositoryFiles, around: Surroundings): Addresses {
  const { hosts, local, own } = around;
  const given = [...variablesOf(files, service), ...argumentsOf(service)];
  const others = given.filter(([key]) => !FOR_BROWSERS.test(key) && !OF_PAGES.test(key));
  const calling = others.map(([, value]) => value);
  const named = others.filter(([key, value]) => mayHoldHost(key, value)).map(([, value]) => value);
  const shown = given.filter(([key]) => FOR_BROWSERS.test(key)).map(([, value]) => value);
  // Browsers do not know the names of services: only the server of the pages can ask there.
  const byServer = hasServerRoutes(service, files) ? given.filter(([key]) => WITH_SERVER.test(key)) : [];
  // Inside the project nobody answers there: it is for browsers, on the machine of a developer.
  const useless = others.filter(([key]) => !OF_SERVERS.test(key) && service.network_mode !== 'host');
  const ports = useless.flatMap(([, value]) => localPortsIn(value)).filter((port) => !own.includes(port));
  return {
    calls: unique(
      [
        ...named,
        ...[...calling, ...byServer.map(([, value]) => value)].flatMap(hostsIn),
        ...configurations(service, files).flatMap(hostsIn),
      ].map((host) => hosts.get(host)),
    ),
    sendsTo: unique([...shown.flatMap(localPortsIn), ...ports].map((port) => local.get(port))),
  };
}

/** The arguments of its build that have a value. */
export function argumentsOf({ build }: ServiceConfig): readonly (readonly [string, string])[] {
  return Object.entries(build?.args ?? {}).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
}

/** The texts of the configurations with which the server of the pages passes requests on. */
export function configurations({ build }: ServiceConfig, files: RepositoryFiles): readonly string[] {
  if (build === undefined) return [];
  const paths = PAGE_SERVERS.map((name) => posix.join(build.context, name));
  return paths.filter((path) => files.exists(path)).map((path) => files.read(path).replace(/^\s*\/\/.*$/gm, ''));
}

/** Whether the pages' server answers requests of its own, such as `app/api/` or `app/[locale]/api/` of Next.js. */
function hasServerRoutes({ build }: ServiceConfig, { exists, list = () => [] }: RepositoryFiles): boolean {
  if (build === undefined) return false;
  const roots = [build.context, posix.join(build.context, 'src')];
  const localized = roots
    .map((root) => posix.join(root, 'app'))
    .flatMap((app) =>
      list(app)
        .filter((name) => APP_FOLDER.test(name))
        .map((name) => posix.join(app, name, 'api')),
    );
  return [...roots.flatMap((root) => ROUTES.map((route) => posix.join(root, route))), ...localized].some(
    (path) => exists(path) || list(path).length > 0,
  );
}

/** The hosts of the URLs of a text, or that of a text which is a host with a port. */
export function hostsIn(text: string): readonly string[] {
  const plain = /^([A-Za-z0-9_.-]+):\d+$/.exec(text)?.[1];
  const found = [...text.matchAll(/\b(?:https?|wss?|grpc):\/\/([A-Za-z0-9_.-]+)/g)].map(([, host = '']) => host);
  return plain === undefined ? found : [plain, ...found];
}

function localPortsIn(text: string): readonly number[] {
  return [...text.matchAll(/\b(?:https?|wss?):\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d+)/g)].map(([, port]) =>
    Number(port),
  );
}

function unique(services: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(services.filter((service) => service !== undefined))];
}
