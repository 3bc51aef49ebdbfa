import { posix } from 'node:path';
import { completedBefore } from './one-shots.js';
import { isOutside, readMounts, repositoryBinds } from './mounts.js';
import { publishedPorts } from './ports.js';
import { singleBecause } from './single-writer.js';
import { isMapping, type Mapping } from './yaml-file.js';
import type { RawService } from './project.js';
import type { Service } from './stack.js';

/** Images whose purpose is to listen on 80 and 443; on the host's own network nothing in a compose file says so. */
const WEB_SERVERS = /(^|[/-])(nginx|openresty|caddy|traefik|haproxy|httpd|apache|envoy|swag)([:@-]|$)/;

export function readService(name: string, { folder, body }: RawService): Service {
  const image = typeof body['image'] === 'string' ? body['image'] : undefined;
  const mounts = readMounts(body['volumes']);
  return {
    name,
    image,
    isBuilt: body['build'] !== undefined && body['build'] !== null,
    dependsOn: namesIn(body['depends_on']),
    completedBefore: completedBefore(body),
    publishes: usesHostNetwork(body) ? hostNetworkPorts(image ?? name) : publishedPorts(body['ports']),
    binds: repositoryBinds(mounts, folder),
    mountsOutside: mounts.some(({ kind, source }) => kind === 'bind' && isOutside(source, folder)),
    envFiles: readEnvFiles(body['env_file'], folder),
    replicas: replicasOf(body),
    singleBecause: singleBecause(body),
    hasHealthcheck: hasHealthcheck(body['healthcheck']),
    hasProfile: Array.isArray(body['profiles']) && body['profiles'].length > 0,
    keepsRunning: body['restart'] === 'always' || body['restart'] === 'unless-stopped',
  };
}

/** What of a service the compose file leaves open, as sentences. */
export function unreadableOf(name: string, { body }: RawService): readonly string[] {
  const image = typeof body['image'] === 'string' ? body['image'] : name;
  if (!usesHostNetwork(body) || hostNetworkPorts(image).length > 0) return [];
  return [
    `The service ${name} is on the host's own network, so the ports that it takes cannot be told from the compose file`,
  ];
}

/** The folder that a service is built from, as written; undefined: it is not built, or from a URL. */
export function buildContext(body: Mapping): string | undefined {
  const build = body['build'];
  const context = isMapping(build) ? build['context'] : build;
  return typeof context === 'string' ? context : undefined;
}

/** `scale`, or `deploy.replicas`; compose wants them to agree where both are given. */
function replicasOf(body: Mapping): number {
  const deploy = body['deploy'];
  const number = Number(body['scale'] ?? (isMapping(deploy) ? deploy['replicas'] : undefined) ?? 1);
  return Number.isInteger(number) && number >= 0 ? number : 1;
}

function usesHostNetwork(body: Mapping): boolean {
  return body['network_mode'] === 'host';
}

function hostNetworkPorts(image: string): readonly number[] {
  return WEB_SERVERS.test(image) ? [80, 443] : [];
}

function namesIn(dependsOn: unknown): readonly string[] {
  if (Array.isArray(dependsOn)) return dependsOn.filter((name) => typeof name === 'string');
  return isMapping(dependsOn) ? Object.keys(dependsOn) : [];
}

function readEnvFiles(envFile: unknown, folder: string): readonly string[] {
  const items: readonly unknown[] = Array.isArray(envFile) ? envFile : [envFile];
  return items
    .filter((item) => !(isMapping(item) && item['required'] === false))
    .map((item) => (isMapping(item) ? item['path'] : item))
    .filter((path) => typeof path === 'string')
    .map((path) => (path.startsWith('/') ? path : posix.join(folder, path)));
}

function hasHealthcheck(healthcheck: unknown): boolean {
  if (!isMapping(healthcheck) || healthcheck['disable'] === true) return false;
  const test = healthcheck['test'];
  return test !== undefined && test !== 'NONE' && !(Array.isArray(test) && test[0] === 'NONE');
}
