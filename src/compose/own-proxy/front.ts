import { dockerfileOf } from '../entry/candidates.js';
import { proxied } from '../entry/proxied.js';
import type { ProxyFile } from '../entry/proxy-files.js';
import type { ComposeConfig, ServiceConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import type { Service } from '../stack.js';
import { variablesOf } from './environment.js';
import { nginxFacts, type NginxFacts } from './nginx/servers.js';
import { tlsFacts, type TlsFacts } from './tls-facts.js';

/** A service that may be the stack's own reverse proxy, with what its configuration says. */
export interface Front {
  readonly name: string;
  readonly service: ServiceConfig;
  /** Its image, or the base image of the stage that it is built from; '' if not known. */
  readonly image: string;
  /** Whether it is a web server that stands in front of others. */
  readonly isServer: boolean;
  /** Ports of the host. */
  readonly publishes: readonly number[];
  readonly variables: ReadonlyMap<string, string>;
  /** Entrypoint and command as one line; '' where the compose file does not say. */
  readonly command: string;
  readonly files: readonly ProxyFile[];
  readonly nginx: NginxFacts;
  readonly tls: TlsFacts;
  /** Services that it passes requests to. */
  readonly passesTo: readonly string[];
}

/** The services that are started and publish 443 or 80, the likeliest proxy first. */
export function frontsOf(
  files: RepositoryFiles,
  config: ComposeConfig,
  services: readonly Service[],
): readonly Front[] {
  const started = services.filter(({ hasProfile, replicas }) => !hasProfile && replicas > 0);
  const at = (port: number): readonly Service[] => started.filter(({ publishes }) => publishes.includes(port));
  const fronts = [...new Set([...at(443), ...at(80)])].flatMap((service) => {
    const body = config.services[service.name];
    return body === undefined ? [] : [frontOf(files, config, { ...service, body })];
  });
  return [...fronts.filter(isProxy), ...fronts.filter((front) => !isProxy(front))];
}

/** A service as a reverse proxy, whether it is one or not. */
export function frontOf(
  files: RepositoryFiles,
  config: ComposeConfig,
  { name, publishes, body: service }: Pick<Service, 'name' | 'publishes'> & { readonly body: ServiceConfig },
): Front {
  const built = dockerfileOf(files, service);
  const variables = new Map([...(built?.environment ?? []), ...variablesOf(files, service)]);
  const image = (service.build === undefined ? service.image : built?.base) ?? '';
  const { configuration, passesTo, isServer } = proxied(files, config, { name, service, image, built });
  const nginx = nginxFacts(configuration, variables);
  return {
    ...{ name, service, image, isServer, publishes, variables },
    command: [...(service.entrypoint ?? []), ...(service.command ?? [])].join(' ') || (built?.command ?? ''),
    files: configuration,
    nginx,
    tls: tlsFacts(
      configuration,
      nginx,
      (service.ports ?? []).map(({ target }) => target),
    ),
    passesTo,
  };
}

function isProxy({ isServer, publishes }: Front): boolean {
  return isServer && publishes.includes(443);
}
