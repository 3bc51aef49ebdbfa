import { dockerfilePath, usedDockerfile } from '../dockerfile-path.js';
import type { ComposeConfig, PortConfig, ServiceConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import { addressesIn } from './addresses.js';
import type { Candidate, PublishedPort } from './candidate.js';
import { serverPorts } from './command-ports.js';
import { isForDevelopment } from './development.js';
import { readDockerfile, type DockerfileFacts } from './dockerfile.js';
import { hostNames } from './host-names.js';
import { variablesOf } from '../own-proxy/environment.js';
import { isApiApart, pageApisOf } from './page-apis.js';
import { proxied } from './proxied.js';
import { replicasIn } from '../replicas.js';
import { routingOf } from './routing.js';
import { toldPorts } from './told-ports.js';

/** The services that are started, as the choice of the entry sees them: with what their Dockerfiles and proxy configurations say. */
export function entryCandidates(files: RepositoryFiles, config: ComposeConfig): readonly Candidate[] {
  const services = Object.entries(config.services);
  const awaited = new Set(services.flatMap(([, service]) => completedBefore(service)));
  const running = services.filter(([, service]) => replicasIn(service) > 0);
  const ports = running.map(([name, service]) => [name, (service.ports ?? []).map(published)] as const);
  const local = new Map(
    ports.flatMap(([name, own]) => own.flatMap(({ host }) => (host === undefined ? [] : [[host, name]]))),
  );
  return running.map(([name, service]) => {
    const built = dockerfileOf(files, service);
    const image = service.build === undefined ? service.image : built?.base;
    const { passesTo, passesRootTo, configuration, isServer, showsFiles, listens } = proxied(files, config, {
      name,
      service,
      image,
      built,
    });
    const beside = new Map([...local].filter(([, other]) => other !== name));
    const { isRouted, isRoutedInPart, ports: routedPorts } = routingOf(service);
    const command = commandOf(service, built);
    const listening = {
      ports: (service.ports ?? []).map(published),
      expose: portsIn(service.expose ?? []),
      imageExpose: built?.expose ?? [],
      toldPorts: toldPorts(new Map([...(built?.environment ?? []), ...variablesOf(files, service)])),
    };
    const own = [...listening.ports.map(({ container }) => container), ...listening.expose, ...listening.imageExpose];
    const around = { hosts: hostNames(config, name), local: beside, own: [...own, ...serverPorts(command)] };
    return {
      name,
      image,
      isBuilt: service.build !== undefined,
      command,
      ...listening,
      dependsOn: Object.keys(service.depends_on ?? {}),
      isAwaited: awaited.has(name),
      neverRestarts: service.restart === 'no',
      passesTo,
      passesRootTo,
      isWebServer: isServer,
      isConfigured: isServer && (configuration.length > 0 || built !== undefined),
      showsFiles,
      listens,
      ...addressesIn(service, files, around),
      pageApis: pageApisOf(service, files, around.hosts),
      isApiApart: isApiApart(service, files, around.hosts),
      isRouted,
      isRoutedInPart,
      routedPorts,
      isForDevelopment: isForDevelopment({ name, service, command, workdir: built?.workdir }, config, files),
      hasWebServer: isServer || configuration.length > 0 || (built?.hasWebServer ?? false),
    };
  });
}

/** The app of a repository that has only a Dockerfile. */
export function dockerfileCandidate(files: RepositoryFiles, dockerfile: string, target: string | undefined): Candidate {
  const built = readDockerfile(files.read(usedDockerfile(dockerfile, files.exists)), target);
  return {
    name: 'app',
    image: built.base,
    isBuilt: true,
    command: built.command,
    expose: [],
    imageExpose: built.expose,
    toldPorts: toldPorts(built.environment),
    listens: [],
    hasWebServer: built.hasWebServer,
    ...{ ports: [], dependsOn: [], isAwaited: false, neverRestarts: false },
    ...{ isWebServer: false, isConfigured: false, showsFiles: false },
    ...{
      passesTo: [],
      passesRootTo: [],
      calls: [],
      sendsTo: [],
      pageApis: [],
      isApiApart: false,
      isRouted: false,
      isRoutedInPart: false,
      routedPorts: [],
      isForDevelopment: false,
    },
  };
}

function completedBefore({ depends_on: dependsOn }: ServiceConfig): readonly string[] {
  return Object.entries(dependsOn ?? {})
    .filter(([, { condition }]) => condition === 'service_completed_successfully')
    .map(([name]) => name);
}

/** The Dockerfile of a service's image; undefined: it is not built, or its Dockerfile is not in the repository. */
export function dockerfileOf(files: RepositoryFiles, { build }: ServiceConfig): DockerfileFacts | undefined {
  if (build === undefined) return undefined;
  const args = new Map(
    Object.entries(build.args ?? {}).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  );
  if (build.dockerfile_inline !== undefined) return readDockerfile(build.dockerfile_inline, build.target, args);
  const path = dockerfilePath(build, files.exists);
  return path !== undefined && files.exists(path) ? readDockerfile(files.read(path), build.target, args) : undefined;
}

/** Compose replaces an image's command, and with an entrypoint of its own the image's command as well. */
export function commandOf({ entrypoint, command }: ServiceConfig, built: DockerfileFacts | undefined): string {
  const own = [...(entrypoint ?? []), ...(command ?? [])].join(' ');
  return own === '' ? (built?.command ?? '') : own;
}

function published({ target, published: host, protocol, host_ip: address }: PortConfig): PublishedPort {
  const port = host === undefined ? undefined : Number.parseInt(host, 10);
  return { container: target, host: port, protocol: protocol === 'udp' ? 'udp' : 'tcp', address };
}

function portsIn(expose: readonly string[]): readonly number[] {
  return expose
    .filter((text) => !text.endsWith('/udp'))
    .map((text) => Number.parseInt(text, 10))
    .filter((port) => port > 0);
}
