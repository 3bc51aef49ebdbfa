import { posix } from 'node:path';
import type { ComposeConfig, PortConfig, ServiceConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import type { Candidate, PublishedPort } from './candidate.js';
import { readDockerfile, type DockerfileFacts } from './dockerfile.js';
import { isWebServer } from './kind.js';
import { passesTo } from './passes-to.js';

/** Where reverse proxies have their configuration, by the ends of paths in their containers. */
const PROXY_CONFIGURATION =
  /(?:^|\/)(?:[^/]*\.conf(?:\.template)?|Caddyfile|haproxy\.cfg|httpd\.conf|traefik\.ya?ml|dynamic\.ya?ml)$/;

/** Names that a mounted folder of configuration is tried with, since a repository's files are asked for by name. */
const USUAL_FILES = [
  'default.conf',
  'nginx.conf',
  'site.conf',
  'app.conf',
  'default.conf.template',
  'nginx.conf.template',
  'Caddyfile',
];

/** The services that are started, as the choice of the entry sees them: with what their Dockerfiles and proxy configurations say. */
export function entryCandidates(files: RepositoryFiles, config: ComposeConfig): readonly Candidate[] {
  const services = Object.entries(config.services);
  const names = services.map(([name]) => name);
  const awaited = new Set(services.flatMap(([, service]) => completedBefore(service)));
  return services.map(([name, service]) => {
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
      passesTo: isWebServer(image) ? passesTo(configurations(files, service, built), others) : [],
    };
  });
}

/** The app of a repository that has only a Dockerfile. */
export function dockerfileCandidate(files: RepositoryFiles, dockerfile: string, target: string | undefined): Candidate {
  const built = readDockerfile(files.read(dockerfile), target);
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

function dockerfileOf(files: RepositoryFiles, { build }: ServiceConfig): DockerfileFacts | undefined {
  if (build === undefined) return undefined;
  const args = new Map(
    Object.entries(build.args ?? {}).flatMap(([key, value]) => (value === null ? [] : [[key, value]])),
  );
  if (build.dockerfile_inline !== undefined) return readDockerfile(build.dockerfile_inline, build.target, args);
  const path = posix.join(build.context, build.dockerfile ?? 'Dockerfile');
  return files.exists(path) ? readDockerfile(files.read(path), build.target, args) : undefined;
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

/** Texts of the configuration files that a proxy gets by mounts and by COPY lines of its Dockerfile. */
function configurations(
  files: RepositoryFiles,
  { volumes = [], build }: ServiceConfig,
  built: DockerfileFacts | undefined,
): readonly string[] {
  const mounted = volumes.flatMap(({ type, source }) => (type === 'bind' && source !== undefined ? [source] : []));
  const context = build?.context ?? '';
  const copied = (built?.copies ?? []).map(({ from }) => posix.join(context, from));
  const places = [...mounted, ...copied].map((path) => posix.normalize(path));
  const paths = places.flatMap((place) => [place, ...USUAL_FILES.map((name) => posix.join(place, name))]);
  return [...new Set(paths)].filter((path) => PROXY_CONFIGURATION.test(path) && files.exists(path)).map(files.read);
}
