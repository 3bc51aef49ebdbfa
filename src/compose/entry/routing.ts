import type { ServiceConfig } from '../model/config.js';
import { environmentOf } from '../own-proxy/environment.js';
import { ruleFacts } from '../own-proxy/traefik/rule.js';

/** What labels and variables tell a reverse proxy that finds services by itself: Traefik, nginx-proxy, caddy-docker-proxy. */
export interface Routing {
  readonly isRouted: boolean;
  /** Whether all of these are for some paths only. */
  readonly isRoutedInPart: boolean;
  readonly ports: readonly number[];
}

const ROUTE = /^traefik\.(?:http\.routers\..+\.rule|frontend\.rule)$|^caddy(?:_\d+)?$/;
const PORT = /^traefik\.(?:http\.services\..+\.loadbalancer\.server\.port|port)$/;

export function routingOf(service: ServiceConfig): Routing {
  const labels = Object.entries(service.labels ?? {});
  const variables = environmentOf(service);
  const isOff = service.labels?.['traefik.enable'] === 'false';
  const has = (pattern: RegExp): boolean => labels.some(([key]) => pattern.test(key));
  // It only stands for a redirect of another name.
  const isRedirect = has(/^caddy.*\.redir$/) && !has(/^caddy.*\.reverse_proxy$/);
  const isTold = (has(ROUTE) && !isRedirect) || (variables.get('VIRTUAL_HOST') ?? '') !== '';
  const upstreams = labels.flatMap(([key, value]) =>
    /^caddy.*\.reverse_proxy$/.test(key) ? (/(\d+)\}*$/.exec(value)?.[1] ?? []) : [],
  );
  const named = labels.flatMap(([key, value]) => (PORT.test(key) ? [value] : []));
  const ports = [...named, ...upstreams, variables.get('VIRTUAL_PORT') ?? ''].map(Number);
  const rules = labels.flatMap(([key, value]) => (key.endsWith('.rule') && ROUTE.test(key) ? [value] : []));
  const isRoutedInPart = rules.length > 0 && rules.every((rule) => ruleFacts(rule).hasPath);
  return { isRouted: isTold && !isOff, isRoutedInPart, ports: ports.filter((port) => port > 0) };
}
