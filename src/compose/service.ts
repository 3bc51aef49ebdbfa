import { isWebServer } from './entry/web-servers.js';
import { completedBefore } from './one-shots.js';
import { isOutside, readMounts, repositoryBinds } from './mounts.js';
import { publishedPorts } from './ports.js';
import { replicasIn } from './replicas.js';
import { singleBecause } from './single-writer.js';
import type { ComposeConfig, ServiceConfig } from './model/config.js';
import type { Service } from './stack.js';

export function readService(name: string, body: ServiceConfig, config: ComposeConfig): Service {
  const { image, build } = body;
  const mounts = readMounts(body.volumes);
  return {
    name,
    image,
    isBuilt: build !== undefined,
    dependsOn: Object.keys(body.depends_on ?? {}),
    completedBefore: completedBefore(body),
    publishes: usesHostNetwork(body) ? hostNetworkPorts(image ?? name) : publishedPorts(body.ports),
    binds: repositoryBinds(mounts, ''),
    mountsOutside: mounts.some(({ kind, source }) => kind === 'bind' && isOutside(source, '')),
    envFiles: (body.env_file ?? []).filter(({ required }) => required).map(({ path }) => path),
    replicas: replicasIn(body),
    singleBecause: singleBecause(body),
    hasHealthcheck: hasHealthcheck(body),
    hasProfile: config.inactive[name] !== undefined,
    keepsRunning: body.restart === 'always' || body.restart === 'unless-stopped',
  };
}

/** What of a service the compose file leaves open, as sentences. */
export function unreadableOf(name: string, body: ServiceConfig): readonly string[] {
  if (!usesHostNetwork(body) || hostNetworkPorts(body.image ?? name).length > 0) return [];
  return [
    `The service ${name} is on the host's own network, so the ports that it takes cannot be determined from the compose file`,
  ];
}

function usesHostNetwork(body: ServiceConfig): boolean {
  return body.network_mode === 'host';
}

/** A web server's purpose is to listen on these; on the host's own network nothing in a compose file says so. */
function hostNetworkPorts(image: string): readonly number[] {
  return isWebServer(image) ? [80, 443] : [];
}

function hasHealthcheck({ healthcheck }: ServiceConfig): boolean {
  const { disable, test } = healthcheck ?? {};
  return disable !== true && test !== undefined && !['NONE', 'CMD-SHELL NONE'].includes(test.join(' '));
}
