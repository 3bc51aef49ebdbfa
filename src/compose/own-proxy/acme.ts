import { posix } from 'node:path';
import type { ComposeConfig } from '../model/config.js';
import { caddySites, defaultVariables, importsFiles, tlsOf, type CaddySite } from './caddy.js';
import { environmentOf } from './environment.js';
import type { Front } from './front.js';
import { shownPlace } from './place.js';
import { traefikRouters } from './traefik/routers.js';

/** A proxy that gets its certificates itself. */
export interface OwnAcme {
  /** What it is called, such as `Caddy`. */
  readonly product: string;
  /** All names that it asks certificates for; empty: the files do not show them all. */
  readonly names: readonly string[];
  /** Where they are written, as places in a sentence. */
  readonly places: readonly string[];
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
/** Rules that Traefik makes itself, or that a template of its file provider writes. */
const OPEN_RULES = /defaultrule|\{\{/i;
/** An entry point that gets certificates for each of its routers. */
const RESOLVER_FOR_ALL = /entrypoints[\s\S]*tls[._:\s{]*certresolver|onHostRule/i;

const NO_NAMES = { names: [], places: [] } as const;

interface Named {
  readonly names: readonly string[];
  readonly place: string;
}

export function isAutomatic(image: string): boolean {
  return AUTOMATIC.test(image);
}

/** undefined: it is none of the proxies that can. Pure. */
export function acmeOf(front: Front, config: ComposeConfig): AcmeVerdict | undefined {
  const { image } = front;
  const automatic = AUTOMATIC.exec(image)?.[0];
  if (automatic !== undefined) return { kind: 'acme', product: automatic.replace(/^\/|[:@]$/g, ''), ...NO_NAMES };
  if (NGINX_PROXY.test(image)) return nginxProxy(config);
  if (TRAEFIK.test(image)) return traefik(front, config);
  return isCaddy(front) ? caddy(front) : undefined;
}

function nginxProxy({ services }: ComposeConfig): AcmeVerdict {
  const companion = Object.values(services).some(({ image }) => COMPANION.test(image ?? ''));
  if (!companion) return { kind: 'plain' };
  const places = Object.entries(services).flatMap(([service, body]) => {
    const names = (environmentOf(body).get('LETSENCRYPT_HOST') ?? '').split(',').filter((name) => name !== '');
    return names.length === 0 ? [] : [{ names, place: `LETSENCRYPT_HOST of ${service}` }];
  });
  return { kind: 'acme', product: 'nginx-proxy with acme-companion', ...allFixed(places) };
}

function traefik(front: Front, { services }: ComposeConfig): AcmeVerdict {
  const { files, publishes } = front;
  const told = toldTo(front);
  if (!told.some((text) => RESOLVER.test(text))) {
    if (!publishes.includes(443)) return { kind: 'plain' };
    return { kind: 'unclear', why: 'Traefik publishes 443 and has no certificates resolver' };
  }
  const routers = traefikRouters(services, files);
  const isForAll = told.some((text) => RESOLVER_FOR_ALL.test(text));
  const certified = routers.filter(({ hasResolver }) => hasResolver || isForAll);
  const names = allFixed(certified.map(({ hosts, place }) => ({ names: hosts, place })));
  return { kind: 'acme', product: 'Traefik', ...(hasOpenRules(front) ? NO_NAMES : names) };
}

/** Whether Traefik makes rules that no file shows. */
export function hasOpenRules(front: Front): boolean {
  return toldTo(front).some((text) => OPEN_RULES.test(text));
}

function toldTo({ command, variables, files }: Front): readonly string[] {
  return [command, ...variables.keys(), ...files.map(({ text }) => text)];
}

function isCaddy({ image, files }: Front): boolean {
  return CADDY.test(image) || files.some(({ path }) => path.endsWith('Caddyfile'));
}

function caddy(front: Front): AcmeVerdict {
  const sites = caddySitesOf(front);
  const named = sites.filter(({ tls }) => tls === 'acme');
  if (named.length > 0) {
    const places = named.map((site) => ({ names: [hostOf(site.address)], place: shownPlace(site) }));
    const names = isOpenCaddy(front) ? NO_NAMES : allFixed(places);
    if (front.publishes.includes(443)) return { kind: 'acme', product: 'Caddy', ...names };
    const redirected = places.flatMap((place) => place.names).join(', ');
    return { kind: 'unclear', why: `Caddy redirects ${redirected} to https, and does not publish port 443` };
  }
  const answersAll = sites.some(({ tls, address }) => tls === 'plain' && hostOf(address) === '');
  const other = sites.find(({ tls }) => tls === 'local' || tls === 'files');
  if (other === undefined || answersAll) return { kind: 'plain' };
  const made = other.tls === 'local' ? 'by an authority of its own, which browsers do not trust' : 'from files';
  const names = front.files
    .flatMap(defaultVariables)
    .filter((name) => (front.variables.get(name) ?? other.address).includes(other.address));
  const how =
    other.tls === 'local' && names.length > 0 ? `; give ${names.join(', ')} the domain to have it request one` : '';
  return { kind: 'unclear', why: `Caddy serves ${other.address} (${other.file}) with a certificate ${made}${how}` };
}

/** Whether it may have names that no file shows: of imported files, or of variables that an env file sets. */
function isOpenCaddy({ files, service }: Front): boolean {
  return files.some((file) => importsFiles(file) || (service.env_file !== undefined && file.text.includes('{$')));
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

/** Each once, or none where one place has no whole name, such as a variable or a rule for any. */
function allFixed(found: readonly Named[]): Pick<OwnAcme, 'names' | 'places'> {
  const isFixed = ({ names }: Named): boolean =>
    names.length > 0 && names.every((name) => /^[\w*-]+(?:\.[\w-]+)+$/.test(name));
  if (!found.every(isFixed)) return NO_NAMES;
  return {
    names: [...new Set(found.flatMap(({ names }) => names))],
    places: [...new Set(found.map(({ place }) => place))],
  };
}

function hostOf(address: string): string {
  return address.replace(/^https?:\/\//i, '').replace(/[:/].*$/, '');
}
