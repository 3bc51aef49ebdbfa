import { everyDirective, nginxDirectives, type Directive } from '../own-proxy/nginx/directives.js';

/** Where configurations of nginx, Caddy, Apache, HAProxy, Envoy and Traefik's file provider name the server that they pass requests to. */
const UPSTREAMS: readonly RegExp[] = [
  /\b(?:proxy_pass|grpc_pass)\s+["']?https?:\/\/([A-Za-z0-9_.-]+)/g,
  /\b(?:uwsgi_pass|fastcgi_pass|scgi_pass)\s+["']?(?:\w+:\/\/)?([A-Za-z0-9_.-]+)/g,
  /\bserver\s+(?:[\w-]+\s+)?([A-Za-z0-9_.-]+):\d+/g,
  /\b(?:php_fastcgi|to)\s+(?:[@/]\S*\s+)?(?:\w+:\/\/)?([A-Za-z0-9_.-]+)/g,
  /\b(?:ProxyPass(?:Match)?\s+\S+|BalancerMember)\s+["']?\w+:\/\/([A-Za-z0-9_.-]+)/g,
  /\bRewriteRule\s+\S+\s+["']?\w+:\/\/([A-Za-z0-9_.-]+)/g,
  /\bproxy:fcgi:\/\/([A-Za-z0-9_.-]+)/g,
  /\burl:\s*["']?(?:https?|h2c):\/\/([A-Za-z0-9_.-]+)/g,
  /\burl\s*=\s*["']https?:\/\/([A-Za-z0-9_.-]+)/g,
  /\baddress:\s*["']?([A-Za-z0-9_.-]+)/g,
  /\bset\s+\$\w+\s+["']?(?:https?:\/\/)?([A-Za-z0-9_.-]+)/g,
];

/** All on one line of a Caddyfile. */
const CADDY = /\breverse_proxy\s+([^\n{]+)/g;

/** Directives of nginx that pass requests on. */
export const PASSES = /^(?:proxy|grpc|uwsgi|fastcgi|scgi)_pass$/;

/** Services by the names at which a reverse proxy reaches them. */
export type Hosts = ReadonlyMap<string, string>;

/** Services that reverse proxy configurations pass requests to, those that get `/` of an nginx first. Pure. */
export function passesTo(configurations: readonly string[], hosts: Hosts): readonly string[] {
  const texts = configurations.map(withoutComments);
  const named = [...texts.flatMap(rootHosts), ...texts.flatMap(upstreamHosts)];
  return [...new Set(named.flatMap((host) => hosts.get(host) ?? []))];
}

/** Those that get `/` of an nginx. Pure. */
export function passesRootTo(configurations: readonly string[], hosts: Hosts): readonly string[] {
  const named = configurations.map(withoutComments).flatMap(rootHosts);
  return [...new Set(named.flatMap((host) => hosts.get(host) ?? []))];
}

function upstreamHosts(text: string): readonly string[] {
  const groups = groupsIn(text);
  const caddy = [...text.matchAll(CADDY)].flatMap(([, line = '']) =>
    line.split(/\s+/).map((word) => word.replace(/^\w+:\/\//, '').replace(/[:/].*$/, '')),
  );
  const found = UPSTREAMS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, host = '']) => host));
  // `proxy_pass http://app` means the upstream of that name, not a service.
  return [...found, ...caddy].filter((host) => !groups.has(host)).concat(...groups.values());
}

/** The servers of nginx's `upstream` blocks, by the names of the blocks. */
function groupsIn(text: string): ReadonlyMap<string, readonly string[]> {
  return new Map(
    [...text.matchAll(/\bupstream\s+([\w.-]+)\s*\{([^}]*)\}/g)].map(([, name = '', block = '']) => [
      name,
      [...block.matchAll(/\bserver\s+([A-Za-z0-9_.-]+)/g)].map(([, host = '']) => host),
    ]),
  );
}

/** Where nginx passes `/` to; else what `try_files` ends with, or PHP. */
function rootHosts(text: string): readonly string[] {
  if (!text.includes('location')) return [];
  const all = everyDirective(nginxDirectives(text));
  const groups = groupsIn(text);
  const passed = (isMeant: (path: string) => boolean): readonly string[] =>
    all
      .filter(({ name, args }) => name === 'location' && isMeant(args.at(-1) ?? ''))
      .flatMap(({ block = [] }) => everyDirective(block).flatMap((directive) => passedHost(directive, all)))
      .flatMap((host) => groups.get(host) ?? [host]);
  const places = [(path: string) => path === '/', (path: string) => path.startsWith('@'), isPhp];
  return places.map(passed).find((hosts) => hosts.length > 0) ?? [];
}

function passedHost({ name, args }: Directive, all: readonly Directive[]): readonly string[] {
  if (!PASSES.test(name)) return [];
  const [target = ''] = args;
  const variable = /^(?:\w+:\/\/)?\$(?:\{(\w+)\}|(\w+))/.exec(target);
  const key = variable?.[1] ?? variable?.[2];
  const value = all.find((one) => one.name === 'set' && one.args[0] === `$${key ?? ''}`)?.args[1] ?? target;
  return [value.replace(/^(?!unix:)\w+:\/\//, '').replace(/[:/$].*$/, '')];
}

function isPhp(path: string): boolean {
  return path.includes('.php') || path.includes('\\.php');
}

function withoutComments(text: string): string {
  return text.replace(/^\s*#.*$/gm, '');
}
