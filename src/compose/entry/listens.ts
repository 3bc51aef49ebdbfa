import { caddySites, importsFiles } from '../own-proxy/caddy.js';
import { everyDirective, nginxDirectives } from '../own-proxy/nginx/directives.js';
import type { ProxyFile } from './proxy-files.js';

/** Ports at which a web server listens by its configuration; none: the files do not show all of them. Pure. */
export function listens(files: readonly ProxyFile[], variables: ReadonlyMap<string, string>): readonly number[] {
  const caddyfiles = files.filter(({ path }) => path.endsWith('Caddyfile'));
  if (caddyfiles.length > 0)
    return caddyfiles.some(importsFiles) ? [] : known(caddyfiles.flatMap((file) => caddyPorts(file, variables)));
  const addresses = files
    .flatMap(({ text }) => everyDirective(nginxDirectives(text)))
    .filter(({ name, block }) => name === 'listen' && block === undefined)
    .map(({ args: [address = ''] }) => address);
  return known(addresses.map((address) => portOf(address)));
}

/** Sites with a certificate listen at 443, and at 80 for those who ask there. */
function caddyPorts(file: ProxyFile, variables: ReadonlyMap<string, string>): readonly (number | undefined)[] {
  return caddySites(file, variables).flatMap(({ address, tls }) => {
    if (address.includes('$')) return [undefined];
    const port = /:(\d+)(?:\/|$)/.exec(address)?.[1];
    if (port !== undefined) return [Number(port)];
    return tls === 'plain' ? [80] : [80, 443];
  });
}

function portOf(address: string): number | undefined {
  if (address.includes('$') || address.startsWith('unix:')) return undefined;
  return Number(/^(?:.*:)?(\d+)$/.exec(address)?.[1] ?? '80');
}

function known(ports: readonly (number | undefined)[]): readonly number[] {
  return ports.includes(undefined) ? [] : [...new Set(ports.flatMap((port) => port ?? []))];
}
