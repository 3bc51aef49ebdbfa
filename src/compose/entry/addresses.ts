import type { ServiceConfig } from '../model/config.js';
import { variablesOf } from '../own-proxy/environment.js';
import type { RepositoryFiles } from '../model/files.js';
import type { Hosts } from './passes-to.js';
import { posix } from 'node:path';

/** Variables that bundlers put into pages: browsers ask these addresses. */
const FOR_BROWSERS = /^(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC|VUE_APP|EXPO_PUBLIC|NG_APP|GATSBY|PUBLIC)_/;

/** Addresses of pages, which a service is told for links, redirects and CORS: it does not ask them. */
const OF_PAGES =
  /FRONT|CLIENT|CORS|ORIGIN|ALLOWED|REDIRECT|CALLBACK|WEB_?(?:APP_?)?URL|SITE_URL|^(?:APP_)?BASE_URL|APP_URL|PUBLIC|DOMAIN/;

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

/** Which services' addresses a service is given. `local` are the services by their ports of the host. */
export function addressesIn(
  service: ServiceConfig,
  files: RepositoryFiles,
  { hosts, local }: { readonly hosts: Hosts; readonly local: ReadonlyMap<number, string> },
): Addresses {
  const given = [...variablesOf(files, service), ...argumentsOf(service)];
  const calling = given.filter(([key]) => !FOR_BROWSERS.test(key) && !OF_PAGES.test(key)).map(([, value]) => value);
  const shown = given.filter(([key]) => FOR_BROWSERS.test(key)).map(([, value]) => value);
  return {
    calls: unique(
      [...calling, ...calling.flatMap(hostsIn), ...configurations(service, files).flatMap(hostsIn)].map((host) =>
        hosts.get(host),
      ),
    ),
    sendsTo: unique(shown.flatMap(localPortsIn).map((port) => local.get(port))),
  };
}

function argumentsOf({ build }: ServiceConfig): readonly (readonly [string, string])[] {
  return Object.entries(build?.args ?? {}).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const]));
}

function configurations({ build }: ServiceConfig, files: RepositoryFiles): readonly string[] {
  if (build === undefined) return [];
  const paths = PAGE_SERVERS.map((name) => posix.join(build.context, name));
  return paths.filter((path) => files.exists(path)).map((path) => files.read(path).replace(/^\s*\/\/.*$/gm, ''));
}

function hostsIn(text: string): readonly string[] {
  return [...text.matchAll(/\b(?:https?|wss?|grpc):\/\/([A-Za-z0-9_.-]+)/g)].map(([, host = '']) => host);
}

function localPortsIn(text: string): readonly number[] {
  return [...text.matchAll(/\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d+)/g)].map(([, port]) => Number(port));
}

function unique(services: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(services.filter((service) => service !== undefined))];
}
