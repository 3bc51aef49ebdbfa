import { posix } from 'node:path';
import type { ServiceConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import type { DockerfileFacts } from './dockerfile.js';

/** A file of the repository that configures a reverse proxy. */
export interface ProxyFile {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly text: string;
}

/** Where reverse proxies have their configuration, by the ends of paths in the repository. */
const PROXY_CONFIGURATION =
  /(?:^|\/)(?:[^/]*\.conf(?:\.template)?|[^/]*Caddyfile|haproxy\.cfg|traefik\.(?:ya?ml|toml)|dynamic\.(?:ya?ml|toml))$/;

/** Names that a folder of configuration is tried with where its files cannot be listed. */
const USUAL_FILES = [
  'default.conf',
  'nginx.conf',
  'site.conf',
  'app.conf',
  'default.conf.template',
  'nginx.conf.template',
  'Caddyfile',
];

/**
 * The configuration files that a proxy gets by mounts and COPY lines of its Dockerfile. Not all that lies in a folder is of a service that
 * may be no web server (`namedOnly`): its image may hold the whole repository.
 */
export function proxyFiles(
  files: RepositoryFiles,
  { volumes = [], build }: ServiceConfig,
  built: DockerfileFacts | undefined,
  namedOnly = false,
): readonly ProxyFile[] {
  const mounted = volumes.flatMap(({ type, source }) => (type === 'bind' && source !== undefined ? [source] : []));
  const context = build?.context ?? '';
  const copied = (built?.copies ?? []).map(({ from }) => posix.join(context, from));
  const places = [...mounted, ...copied].map((path) => posix.normalize(path));
  const paths = places.flatMap((place) => [place, ...(namedOnly ? [] : inside(files, place))]);
  return [...new Set(paths)]
    .filter((path) => PROXY_CONFIGURATION.test(path) && files.exists(path))
    .map((path) => ({ path, text: files.read(path) }));
}

/** Where nginx looks for further files below a folder of its own. */
const SUBFOLDERS = ['', 'conf.d', 'sites-enabled', 'templates'];

function inside({ list }: RepositoryFiles, place: string): readonly string[] {
  if (list === undefined) return USUAL_FILES.map((name) => posix.join(place, name));
  return SUBFOLDERS.map((name) => posix.join(place, name)).flatMap((folder) =>
    list(folder).map((name) => posix.join(folder, name)),
  );
}
