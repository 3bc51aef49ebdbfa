import type { ComposeConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import type { OwnProxy, Service } from '../stack.js';
import { acmeOf, hasOpenRules, TRAEFIK, type OwnAcme } from './acme.js';
import { blankNames, type BlankName } from './blank-names.js';
import { frontOf, type Front } from './front.js';
import type { Place } from './place.js';
import { traefikRouters } from './traefik/routers.js';

/** What a reverse proxy's configuration says that does not fit a site behind the bundled proxy, or a site of another name. */
export type ProxyFinding =
  /** `directive header $scheme`: the app is told that the visitor came over HTTP. */
  | (Place & { readonly kind: 'scheme'; readonly directive: string; readonly header: string })
  /** Rules of Traefik's routers, all of which are for these names: for others it answers 404. */
  | { readonly kind: 'rules'; readonly names: readonly string[]; readonly rules: readonly FoundRule[] }
  /** The only names that `product` requests certificates for. */
  | ({ readonly kind: 'certified' } & OwnAcme)
  /** Names that are empty variables. */
  | { readonly kind: 'blank'; readonly blank: readonly BlankName[] }
  /** The only names that its servers are for. */
  | (Place & { readonly kind: 'names'; readonly names: readonly string[] });

export interface FoundRule {
  readonly rule: string;
  /** As a place in a sentence. */
  readonly place: string;
}

export interface FindingsRequest {
  readonly files: RepositoryFiles;
  readonly config: ComposeConfig;
  readonly services: readonly Service[];
  /** Whether the entry is behind the bundled proxy, and its name. */
  readonly entry: string;
  readonly ownProxy: OwnProxy | undefined;
}

/** What is worth a warning in the configuration of the proxy that visitors reach first, or that ours passes requests to. */
export function proxyFindings({ files, config, services, entry, ownProxy }: FindingsRequest): readonly ProxyFinding[] {
  const name = ownProxy?.proxy ?? entry;
  const body = config.services[name];
  if (body === undefined) return [];
  const publishes = services.find((service) => service.name === name)?.publishes ?? [];
  const front = frontOf(files, config, { name, publishes, body });
  const schemes = ownProxy === undefined ? front.nginx.overwrittenSchemes : [];
  const certified = ownProxy?.kind === 'acme' ? certifiedNames(front, config) : serverNames(front);
  const names = certified.length > 0 ? certified : routedNames(front, config);
  const blank = blankNames(front, config);
  if (blank.length > 0) return [{ kind: 'blank', blank }];
  return [...schemes.map((found) => ({ kind: 'scheme', ...found }) as const), ...names];
}

function certifiedNames(front: Front, config: ComposeConfig): readonly ProxyFinding[] {
  const acme = acmeOf(front, config);
  if (acme?.kind !== 'acme' || acme.names.length === 0) return [];
  const { names, places, product } = acme;
  return [{ kind: 'certified', names, places, product }];
}

/** None where some router answers to any name. */
function routedNames(front: Front, { services }: ComposeConfig): readonly ProxyFinding[] {
  if (!TRAEFIK.test(front.image) || hasOpenRules(front)) return [];
  const routers = traefikRouters(services, front.files);
  if (routers.length === 0 || routers.some(({ hosts }) => hosts.length === 0)) return [];
  const names = [...new Set(routers.flatMap(({ hosts }) => hosts))];
  return [{ kind: 'rules', names, rules: routers.map(({ rule, place }) => ({ rule, place })) }];
}

/** None where some server answers to any name. */
function serverNames({ nginx: { servers } }: Front): readonly ProxyFinding[] {
  const answering = servers.filter(({ refuses }) => !refuses);
  const [first] = answering;
  if (first === undefined || answering.some(({ names }) => names.length === 0 || names.some((name) => !isFixed(name))))
    return [];
  const { file, line } = first;
  return [{ kind: 'names', file, line, names: [...new Set(answering.flatMap(({ names }) => names))] }];
}

/** A whole name: no `_`, no pattern, no variable. */
function isFixed(name: string): boolean {
  return /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(name) && !/^[\d.]+$/.test(name);
}
