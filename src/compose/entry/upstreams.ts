import { posix } from 'node:path';
import { DeployError } from '../../errors/deploy-error.js';
import type { ComposeConfig, ServiceConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import { isList, isMapping, textOf } from '../model/value.js';
import { everyDirective, nginxDirectives, type Directive } from '../own-proxy/nginx/directives.js';
import { includesUnknown, isLoaded } from '../own-proxy/nginx/loaded.js';
import { shownPlace, type Place } from '../own-proxy/place.js';
import { hostNames } from './host-names.js';
import { PASSES } from './passes-to.js';
import { checkConfiguration } from './no-configuration.js';
import { proxiedService } from './proxied-service.js';
import type { ProxyFile } from './proxy-files.js';

/** A host by its short name that an nginx passes requests to; it resolves it when it starts. */
interface Upstream extends Place {
  readonly host: string;
  /** Whether nginx reads the file for sure. */
  readonly isRead: boolean;
}

export interface Where {
  /** The compose files, for messages. */
  readonly composeFiles: readonly string[];
  /** Other compose files of the repository. */
  readonly others: () => readonly string[];
}

/**
 * Checks that what a service reads as nginx is a configuration, and that the hosts to which it passes requests are started, unless a network of
 * other projects may have them.
 * @throws DeployError compose-file-invalid; compose-service-missing if one is not started that nginx has to resolve, or none is
 */
export function checkUpstreams(files: RepositoryFiles, config: ComposeConfig, name: string, where: Where): void {
  const service = config.services[name];
  if (service === undefined) return;
  const { configuration, isServer } = proxiedService(files, config, { name, service });
  checkConfiguration(name, configuration);
  if (!isServer || isConnectedElsewhere(service, config)) return;
  const known = new Set([...hostNames(config, name).keys(), name, ...ownHosts(service)]);
  const isMissing = ({ host }: Upstream): boolean => !known.has(host);
  const upstreams = upstreamsOf(configuration);
  const sure = includesUnknown(configuration) ? [] : upstreams.filter(({ isRead }) => isRead);
  // Of files that may not be in use, only those of which nothing is started.
  const first = sure.find(isMissing) ?? (upstreams.every(isMissing) ? upstreams[0] : undefined);
  if (first !== undefined) throw missing(first, name, { files, config, where });
}

function isConnectedElsewhere({ networks, network_mode: mode }: ServiceConfig, config: ComposeConfig): boolean {
  return mode !== undefined || Object.keys(networks ?? {}).some((key) => config.networks[key]?.external === true);
}

/** `extra_hosts` and `external_links`. */
function ownHosts(service: ServiceConfig): readonly string[] {
  const { extra_hosts: hosts, external_links: links } = service;
  const listed = isMapping(hosts) ? Object.keys(hosts) : isList(hosts) ? hosts.map(textOf) : [];
  return [
    ...listed.map((entry) => entry.split(/[:=]/)[0] ?? ''),
    ...(isList(links) ? links.map((link) => textOf(link).split(':').at(-1) ?? '') : []),
  ];
}

/** The machine itself, a socket, and placeholders that a start script replaces. */
const NO_SERVICE = /^(?:localhost|unix|[A-Z][A-Z0-9_]+)$/;

/** `proxy_pass http://app` means the upstream block of that name, whichever file has it. */
function upstreamsOf(configuration: readonly ProxyFile[]): readonly Upstream[] {
  const read = configuration.map((file) => ({
    ...{ file: file.path, isRead: isLoaded(file, configuration) },
    directives: everyDirective(nginxDirectives(file.text)),
  }));
  const groups = new Set(
    read.flatMap(({ directives }) => directives.flatMap((one) => (isGroup(one) ? (one.args[0] ?? []) : []))),
  );
  return read.flatMap(({ directives, ...place }) =>
    directives.flatMap((directive) =>
      hostsIn(directive)
        .filter(({ host }) => !NO_SERVICE.test(host) && (isGroup(directive) || !groups.has(host)))
        .map((found) => ({ ...place, ...found })),
    ),
  );
}

function isGroup({ name, block }: Directive): boolean {
  return name === 'upstream' && block !== undefined;
}

/** Hosts that a directive names. One with `resolve` is resolved later. */
function hostsIn(directive: Directive): readonly Pick<Upstream, 'host' | 'line'>[] {
  const { name, args, block = [] } = directive;
  const servers = isGroup(directive)
    ? block.filter((one) => one.name === 'server' && !one.args.includes('resolve'))
    : PASSES.test(name) && !(args[0] ?? '').includes('$')
      ? [directive]
      : [];
  return servers.flatMap((server) => {
    const host = /^([A-Za-z][\w-]*)(?=[:/]|$)/.exec((server.args[0] ?? '').replace(/^\w+:\/\//, ''))?.[1];
    return host === undefined ? [] : [{ host, line: server.line }];
  });
}

function missing(
  { host, ...place }: Upstream,
  name: string,
  { files, config, where }: { readonly files: RepositoryFiles; readonly config: ComposeConfig; readonly where: Where },
): DeployError {
  const profile = config.inactive[host]?.profiles?.[0];
  const other = where.others().find((path) => new RegExp(`^\\s+${host}\\s*:`, 'm').test(files.read(path)));
  const lines = [...where.composeFiles, ...(other === undefined ? [] : [other])]
    .map((path) => `    ${path}`)
    .join('\n');
  return new DeployError({
    code: 'compose-service-missing',
    what: `${where.composeFiles.join(' with ')} starts no service ${host}, to which ${name} passes requests (${shownPlace(place)})`,
    why: 'nginx does not start without it: host not found in upstream',
    hint:
      profile !== undefined
        ? `It is in a profile that is not active. Add to the workflow step:\n  profiles: ${profile}`
        : other !== undefined
          ? `${posix.basename(other)} has it. Add to the workflow step:\n  compose-file: |\n${lines}`
          : 'Correct the name in the configuration, or add the service to the compose files.',
  });
}
