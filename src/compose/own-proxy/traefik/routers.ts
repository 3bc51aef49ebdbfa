import type { ProxyFile } from '../../entry/proxy-files.js';
import type { ServiceConfig } from '../../model/config.js';
import { routersInFile } from './file-routers.js';
import { ruleFacts, type RuleFacts } from './rule.js';

/** A router of Traefik, by labels of a service or by a file. */
export interface TraefikRouter extends RuleFacts {
  readonly rule: string;
  /** Where it is written, as a place in a sentence. */
  readonly place: string;
  /** Whether it gets a certificate from a resolver. */
  readonly hasResolver: boolean;
  /** The service with the label; undefined: a file has it. */
  readonly service: string | undefined;
  /** Hosts that a file leads its requests to. */
  readonly targets: readonly string[];
}

type Services = Readonly<Record<string, ServiceConfig>>;

/** All routers that the services' labels and Traefik's own files define. Pure. */
export function traefikRouters(services: Services, files: readonly ProxyFile[]): readonly TraefikRouter[] {
  return [
    ...Object.entries(services).flatMap(([name, service]) => labelled(name, service.labels ?? {})),
    ...files.flatMap(routersInFile),
  ];
}

const RULE = /^traefik\.(?:http\.routers\.([^.]+)\.rule|(?:[^.]+\.)?frontend\.rule)$/;

function labelled(service: string, labels: Readonly<Record<string, string>>): readonly TraefikRouter[] {
  if (labels['traefik.enable'] === 'false') return [];
  return Object.entries(labels).flatMap(([key, rule]) => {
    const found = RULE.exec(key);
    if (found === null) return [];
    const [, router] = found;
    return [
      {
        ...ruleFacts(rule),
        ...{ rule, service, targets: [], place: `label ${key} of ${service}` },
        // Traefik 1 has one resolver, for all frontends with a host.
        hasResolver: router === undefined || labels[`traefik.http.routers.${router}.tls.certresolver`] !== undefined,
      },
    ];
  });
}
