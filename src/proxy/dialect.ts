import gte from 'semver/functions/gte.js';
import coerce from 'semver/functions/coerce.js';
import { nativeNames } from '../native/names.js';
import type { ReadTemplate } from '../templates.js';
import { plainWord } from './settings.js';

/** What of nginx's configuration depends on where nginx runs. Texts are parts of the configuration. */
export interface ProxyDialect {
  /** How the live link names where the app listens, as a part of a regular expression. */
  readonly target: string;
  /** The line of the map from the live link to the address of the app. */
  readonly app: string;
  /** At the level of `http`, for all servers; where other sites have the same nginx, nothing. */
  readonly http: string;
  /** The name of the servers for names that no site has, which are the default servers; '' where another file may have that name. */
  readonly noName: string;
  /** In each server what is not said for all of them. */
  readonly inServer: string;
  /** In the servers of the site, besides. */
  readonly root: string;
  /** Folder of `/static/`. */
  readonly staticRoot: string;
  /** At the level of `http`. */
  readonly tuning: string;
  readonly listenHttp: (options: string) => string;
  readonly listenTls: (options: string) => string;
  /** Whether a request for another name's certificate can be refused. */
  readonly rejects: boolean;
  /** A file that is there while nginx is about to be reloaded; undefined where a reload closes no connection of a visitor. */
  readonly reloading: string | undefined;
  /** The site's variables carry its name, where other sites have the same nginx; undefined: it is the only one. */
  readonly prefix: string | undefined;
}

/** templates/host/program/native/places.py has the same one. */
const RELOADING = '/run/ehd-nginx-reload';
/** For each server, also for what nginx answers before it has read a name. */
const NO_VERSION = 'server_tokens off;';

/** nginx in the container of the bundled reverse proxy: its image is ours, and so is its version. */
export function containerDialect(read: ReadTemplate): ProxyDialect {
  return {
    target: '[^/]+:[0-9]+',
    app: "'~/(?<edge_target>[^/]+:[0-9]+)/[^/]+$' $edge_target",
    http: NO_VERSION,
    noName: 'server_name _;',
    inServer: '',
    root: '',
    staticRoot: '/vol',
    tuning: read('proxy/nginx/tuning.conf'),
    listenHttp: (options) => `listen 80${options};`,
    listenTls: (options) => `listen 443 ssl${options};\nhttp2 on;`,
    rejects: true,
    reloading: undefined,
    prefix: undefined,
  };
}

/** The link that a deployment turns (templates/host/program/proxy/live_link.py). */
function liveLink(root: string): string {
  return [root, 'edge', 'live', 'current'].join('/');
}

/** Versions of nginx from which on `hostDialect` is another one, the oldest first. */
export const dialectVersions = ['0.0.0', '1.19.4', '1.25.1', '1.27.4'] as const;

/** The nginx of a host. `hasIpv6`: it can listen on IPv6 addresses; nginx does not start where it is told to and cannot. */
export interface HostNginx {
  /** `nginx -v`'s. */
  readonly version: string;
  readonly hasIpv6: boolean;
}

/** The distribution's nginx, which other sites may share. */
export function hostDialect(
  site: { readonly project: string; readonly root: string },
  { version, hasIpv6 }: HostNginx,
): ProxyDialect {
  const names = nativeNames(site);
  const since = (minimum: (typeof dialectVersions)[number]): boolean => gte(coerce(version) ?? '0.0.0', minimum);
  const listen = (what: string, options: string): string =>
    [what, ...(hasIpv6 ? [`[::]:${what}`] : [])].map((each) => `listen ${each}${options};`).join('\n');
  const keepsIdle = since('1.27.4');
  const socket = `${plainWord('The site', names.sockets)}/$edge_target.sock`;
  return {
    target: 'unix',
    app: `'~/unix/(?<edge_target>[^/]+)$' unix:${socket}`,
    // A distribution's nginx.conf may have it for all servers, and nginx accepts it once.
    http: '',
    // Amazon's nginx.conf has a server of the name `_`: nginx warns of a second one.
    noName: '',
    // For each server, since all sites of the host share the level of `http`. templates/host/program/proxy/last_answers.py waits for
    // as long before a reload.
    inServer: [NO_VERSION, keepsIdle ? 'keepalive_min_timeout 65s;' : 'keepalive_timeout 20s;'].join('\n'),
    root: `root ${plainWord('The path', liveLink(site.root))};`,
    staticRoot: names.state,
    tuning: '',
    // `http2 on` came with 1.25.1, which made the option of `listen` a warning.
    listenHttp: (options) => listen('80', options),
    listenTls: (options) =>
      since('1.25.1') ? `${listen('443 ssl', options)}\nhttp2 on;` : listen('443 ssl http2', options),
    rejects: since('1.19.4'),
    reloading: keepsIdle ? undefined : RELOADING,
    prefix: names.variables,
  };
}
