import type { ComposeConfig, ResourceConfig, ServiceConfig } from './model/config.js';
import type { RepositoryFiles } from './model/files.js';
import { isList, mappingOf, textOf, type Mapping } from './model/value.js';
import { readDocuments } from './model/yaml.js';

/** What a project uses and docker compose does not make: it has to be on the host. */
export interface ExternalResource {
  readonly kind: 'network' | 'volume' | 'container';
  /** As the engine knows it. */
  readonly name: string;
  /** The services that use it; none of a network that only the bundled reverse proxy joins. */
  readonly services: readonly string[];
}

/** Those that every engine has. */
const BUILT_IN = ['bridge', 'host', 'none'];

export interface ExternalsContext {
  /** Whether the bundled reverse proxy joins the default network. */
  readonly hasBundledProxy: boolean;
  /** The files in which variables stand that only the host knows: what is named by one is left out; undefined: all are known. */
  readonly unknown: { readonly files: RepositoryFiles; readonly paths: readonly string[] } | undefined;
}

/** The external networks and volumes of what is started, and containers of others that it is linked with. Pure but for the files. */
export function externalResources(config: ComposeConfig, context: ExternalsContext): readonly ExternalResource[] {
  const isCertain = certainty(context.unknown);
  const services = Object.entries(config.services);
  const usersOf = (uses: (service: ServiceConfig) => boolean): readonly string[] =>
    services.flatMap(([name, service]) => (uses(service) ? [name] : []));
  const networks = externalOf(config.networks)
    .filter(({ key, name }) => !BUILT_IN.includes(name) && isCertain('networks', key))
    .map(({ key, name }) => ({
      resource: { kind: 'network', name, services: usersOf((one) => Object.hasOwn(one.networks ?? {}, key)) } as const,
      isJoined: key === 'default' && context.hasBundledProxy,
    }))
    .filter(({ resource, isJoined }) => isJoined || resource.services.length > 0);
  const volumes = externalOf(config.volumes)
    .filter(({ key }) => isCertain('volumes', key))
    .map(({ key, name }) => ({ kind: 'volume', name, services: usersOf((one) => mounts(one, key)) }) as const)
    .filter((resource) => resource.services.length > 0);
  return [...networks.map(({ resource }) => resource), ...volumes, ...linkedContainers(config, isCertain)];
}

function externalOf(section: Readonly<Record<string, ResourceConfig>>) {
  return Object.entries(section).flatMap(([key, { name = key, external }]) =>
    external === true ? [{ key, name }] : [],
  );
}

function mounts({ volumes = [] }: ServiceConfig, key: string): boolean {
  return volumes.some(({ type, source }) => type === 'volume' && source === key);
}

type Certainty = (...path: readonly string[]) => boolean;

/** Whether what stands at a path of the compose files is known without the host. */
function certainty(unknown: ExternalsContext['unknown']): Certainty {
  if (unknown === undefined) return () => true;
  const { files, paths } = unknown;
  const contents = paths.flatMap((path) => readDocuments(path, files.read(path)).map(({ content }) => content));
  return (...path) => isLiteral(contents, path);
}

/** `external_links`: `CONTAINER` or `CONTAINER:ALIAS`. */
function linkedContainers({ services }: ComposeConfig, isCertain: Certainty): readonly ExternalResource[] {
  const own = new Set(Object.values(services).flatMap(({ container_name: name }) => name ?? []));
  const links = Object.entries(services).flatMap(([service, { external_links: found }]) =>
    isList(found) && isCertain('services', service, 'external_links')
      ? found.map((link) => ({ service, name: textOf(link).split(':')[0] ?? '' }))
      : [],
  );
  const names = [...new Set(links.map(({ name }) => name))].filter((name) => name !== '' && !own.has(name));
  return names.map((name) => ({
    kind: 'container',
    name,
    services: links.filter((link) => link.name === name).map(({ service }) => service),
  }));
}

/** Whether one of the files has something at that path, and none has it with a variable. */
function isLiteral(contents: readonly Mapping[], path: readonly string[]): boolean {
  const found = contents.map((content) => path.reduce<unknown>((value, key) => mappingOf(value)[key], content));
  return (
    found.some((value) => value !== undefined) && found.every((value) => !JSON.stringify(value ?? null).includes('$'))
  );
}
