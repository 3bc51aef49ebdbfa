import { posix } from 'node:path';
import type { ComposeConfig } from '../model/config.js';
import { caddySites, tlsOf, type CaddySite } from './caddy.js';
import { environmentOf } from './environment.js';
import type { Front } from './front.js';
import { traefikRouters } from './traefik/routers.js';

/** A proxy that gets its certificates itself. */
export interface OwnAcme {
  /** What it is called, such as `Caddy`. */
  readonly product: string;
  /** Names that it asks certificates for, as far as the files show them. */
  readonly names: readonly string[];
}

/** What a proxy's configuration decides: it gets certificates, it serves plain HTTP, or it does neither for a site's name. */
export type AcmeVerdict =
  | ({ readonly kind: 'acme' } & OwnAcme)
  | { readonly kind: 'plain' }
  | { readonly kind: 'unclear'; readonly why: string };

/** Images whose purpose is to get certificates, by the ends of their names. */
const AUTOMATIC =
  /(?:^|\/)(?:swag|linuxserver\/letsencrypt|nginx-proxy-manager|https-portal|jonasal\/nginx-certbot|staticfloat\/nginx-certbot|docker-nginx-auto-ssl|bunkerweb(?:-all-in-one)?)(?:[:@]|$)/;
const NGINX_PROXY = /(?:^|\/)(?:jwilder|nginxproxy)\/nginx-proxy(?:[:@]|$)/;
const COMPANION = /(?:^|\/)(?:acme-companion|letsencrypt-nginx-proxy-companion)(?:[:@]|$)/;
export const TRAEFIK = /(?:^|\/)traefik(?:[:@]|$)/;
const CADDY = /(?:^|\/)(?:caddy|caddy-docker-proxy|frankenphp)(?:[:@]|$)/;
const RESOLVER = /certificatesresolvers[._]|certificatesresolvers\s*[:=]|\[certificatesresolvers|--acme\b|\[acme\]/i;
/** An entry point that gets certificates for each of its routers. */
const RESOLVER_FOR_ALL = /entrypoints[\s\S]*tls[._:\s{]*certresolver|onHostRule/i;

export function isAutomatic(image: string): boolean {
  return AUTOMATIC.test(image);
}

/** undefined: it is none of the proxies that can. Pure. */
export function acmeOf(front: Front, config: ComposeConfig): AcmeVerdict | undefined {
  const { image } = front;
  const automatic = AUTOMATIC.exec(image)?.[0];
  if (automatic !== undefined) return { kind: 'acme', product: automatic.replace(/^\/|[:@]$/g, ''), names: [] };
  if (NGINX_PROXY.test(image)) return nginxProxy(config);
  if (TRAEFIK.test(image)) return traefik(front, config);
  return isCaddy(front) ? caddy(front) : undefined;
}

function nginxProxy({ services }: ComposeConfig): AcmeVerdict {
  const companion = Object.values(services).some(({ image }) => COMPANION.test(image ?? ''));
  if (!companion) return { kind: 'plain' };
  const names = Object.values(services).flatMap((service) =>
    (environmentOf(service).get('LETSENCRYPT_HOST') ?? '').split(','),
  );
  return { kind: 'acme', product: 'nginx-proxy with acme-companion', names: names.filter((name) => name !== '') };
}

function traefik({ command, variables, files, publishes }: Front, { services }: ComposeConfig): AcmeVerdict {
  const told = [command, ...variables.keys(), ...files.map(({ text }) => text)];
  if (!told.some((text) => RESOLVER.test(text))) {
    if (!publishes.includes(443)) return { kind: 'plain' };
    return { kind: 'unclear', why: 'Traefik publishes 443 and has no certificates resolver' };
  }
  const routers = traefikRouters(services, files);
  const isForAll = told.some((text) => RESOLVER_FOR_ALL.test(text));
  const certified = routers.filter(({ hasResolver }) => hasResolver || isForAll);
  const names = certified.flatMap(({ hosts }) => hosts.filter((host) => /^[\w*-]+(?:\.[\w-]+)+$/.test(host)));
  return { kind: 'acme', product: 'Traefik', names: [...new Set(names)] };
}

function isCaddy({ image, files }: Front): boolean {
  return CADDY.test(image) || files.some(({ path }) => path.endsWith('Caddyfile'));
}

function caddy(front: Front): AcmeVerdict {
  const sites = caddySitesOf(front);
  const named = sites.filter(({ tls }) => tls === 'acme').map(({ address }) => hostOf(address));
  if (named.length > 0) {
    const names = named.filter((name) => /^[\w*-]+(\.[\w-]+)+$/.test(name));
    if (front.publishes.includes(443)) return { kind: 'acme', product: 'Caddy', names };
    return { kind: 'unclear', why: `Caddy redirects ${named.join(', ')} to https, and does not publish port 443` };
  }
  const answersAll = sites.some(({ tls, address }) => tls === 'plain' && hostOf(address) === '');
  const other = sites.find(({ tls }) => tls === 'local' || tls === 'files');
  if (other === undefined || answersAll) return { kind: 'plain' };
  const made = other.tls === 'local' ? 'by an authority of its own, which browsers do not trust' : 'from files';
  return { kind: 'unclear', why: `Caddy serves ${other.address} (${other.file}) with a certificate ${made}` };
}

/** Without a Caddyfile of the repository: what the command says, or the variable of FrankenPHP's own Caddyfile. */
function caddySitesOf({ name, files, variables, command, image, publishes }: Front): readonly CaddySite[] {
  const named = files.filter(({ path }) => path.endsWith('Caddyfile'));
  // Caddy reads this one; others, such as `worker.Caddyfile`, are imported.
  const main = named.filter(({ path }) => posix.basename(path) === 'Caddyfile');
  const found = (main.length > 0 ? main : named).flatMap((file) => caddySites(file, variables));
  if (found.length > 0) return found;
  const from = /\s--?f(?:rom)?[= ](\S+)/.exec(command)?.[1];
  const frankenphp = image.includes('frankenphp') ? (variables.get('SERVER_NAME') ?? 'localhost') : undefined;
  const addresses = (from ?? frankenphp)?.split(/[\s,]+/) ?? [];
  if (addresses.length === 0 && publishes.includes(443)) return [{ file: name, line: 1, address: '', tls: 'acme' }];
  return addresses.map((address) => ({ file: name, line: 1, address, tls: tlsOf(address) }));
}

function hostOf(address: string): string {
  return address.replace(/^https?:\/\//i, '').replace(/[:/].*$/, '');
}
