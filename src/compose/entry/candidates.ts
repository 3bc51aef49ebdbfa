import { dockerfilePath, usedDockerfile } from '../dockerfile-path.js';
import type { ComposeConfig, PortConfig, ServiceConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import type { Candidate, PublishedPort } from './candidate.js';
import { readDockerfile, type DockerfileFacts } from './dockerfile.js';
import { isWebServer } from './kind.js';
import { passesTo } from './passes-to.js';
import { proxyFiles, type ProxyFile } from './proxy-files.js';
import { replicasIn } from '../replicas.js';

/** The services that are started, as the choice of the entry sees them: with what their Dockerfiles and proxy configurations say. */
export function entryCandidates(files: RepositoryFiles, config: ComposeConfig): readonly Candidate[] {
  const services = Object.entries(config.services);
  const names = services.map(([name]) => name);
  const awaited = new Set(services.flatMap(([, service]) => completedBefore(service)));
  const running = services.filter(([, service]) => replicasIn(service) > 0);
  return running.map(([name, service]) => {
    const built = dockerfileOf(files, service);
    const image = service.build === undefined ? service.image : built?.base;
    const others = names.filter((other) => other !== name);
    return {
      name,
      image,
      command: commandOf(service, built),
      ports: (service.ports ?? []).flatMap(published),
      expose: portsIn(service.expose ?? []),
      imageExpose: built?.expose ?? [],
      dependsOn: Object.keys(service.depends_on ?? {}),
      isAwaited: awaited.has(name),
      neverRestarts: service.restart === 'no',
      passesTo: isWebServer(image) ? passesTo(textsOf(proxyFiles(files, service, built)), others) : [],
    };
  });
}

/** The app of a repository that has only a Dockerfile. */
export function dockerfileCandidate(files: RepositoryFiles, dockerfile: string, target: string | undefined): Candidate {
  const built = readDockerfile(files.read(usedDockerfile(dockerfile, files.exists)), target);
  return {
    name: 'app',
    image: built.base,
    command: built.command,
    expose: [],
    imageExpose: built.expose,
    ...{ ports: [], dependsOn: [], isAwaited: false, neverRestarts: false, passesTo: [] },
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
function commandOf({ entrypoint, command }: ServiceConfig, built: DockerfileFacts | undefined): string {
  const own = [...(entrypoint ?? []), ...(command ?? [])].join(' ');
  return own === '' ? (built?.command ?? '') : own;
}

function published({ target, published: host, protocol }: PortConfig): readonly PublishedPort[] {
  const port = host === undefined ? undefined : Number.parseInt(host, 10);
  return [{ container: target, host: port, protocol: protocol === 'udp' ? 'udp' : 'tcp' }];
}

function portsIn(expose: readonly string[]): readonly number[] {
  return expose
    .filter((text) => !text.endsWith('/udp'))
    .map((text) => Number.parseInt(text, 10))
    .filter((port) => port > 0);
}

function textsOf(configuration: readonly ProxyFile[]): readonly string[] {
  return configuration.map(({ text }) => text);
}
