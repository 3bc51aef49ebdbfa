import type { ComposeConfig, ServiceConfig } from '../model/config.js';
import { isList, mappingOf, textOf } from '../model/value.js';
import type { Hosts } from './passes-to.js';

/**
 * The names at which a service reaches the others that are started: their own, `container_name`, `hostname`, the aliases of networks,
 * and its own `links`. A service's own name comes before the same name of another kind.
 */
export function hostNames({ services }: ComposeConfig, from: string): Hosts {
  const others = Object.entries(services).filter(([name]) => name !== from);
  const further = others.flatMap(([name, service]) => otherNames(service).map((host) => [host, name] as const));
  const linked = linksOf(services[from]).filter(([, name]) => services[name] !== undefined);
  return new Map([...further, ...linked, ...others.map(([name]) => [name, name] as const)]);
}

function otherNames({ container_name: container, networks, ...service }: ServiceConfig): readonly string[] {
  const aliases = Object.values(networks ?? {}).flatMap((network) => {
    const listed = mappingOf(network)['aliases'];
    return isList(listed) ? listed.map(textOf) : [];
  });
  const { hostname } = service;
  return [
    ...aliases,
    ...(typeof hostname === 'string' ? [hostname] : []),
    ...(container === undefined ? [] : [container]),
  ];
}

/** `service:alias` */
function linksOf(service: ServiceConfig | undefined): readonly (readonly [host: string, service: string])[] {
  const links = service?.['links'];
  return (isList(links) ? links.map(textOf) : []).flatMap((link) => {
    const [name = '', alias] = link.split(':');
    return alias === undefined ? [] : [[alias, name] as const];
  });
}
