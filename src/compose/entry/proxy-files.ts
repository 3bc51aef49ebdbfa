import { posix } from 'node:path';
import { fitsPattern } from '../name-pattern.js';
import { isWithin } from '../within.js';
import type { ServiceConfig } from '../model/config.js';
import { isFile, type RepositoryFiles } from '../model/files.js';
import type { DockerfileFacts } from './dockerfile.js';

/** A file of the repository that configures a reverse proxy. */
export interface ProxyFile {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly text: string;
  /** Where it is in the container; undefined: that is not known, or a mount hides it. */
  readonly target?: string | undefined;
}

/** Where reverse proxies have their configuration, by the ends of paths in the repository. */
const PROXY_CONFIGURATION =
  /(?:^|\/)(?:[^/]*\.conf(?:\.(?:template|tpl|tmpl|j2|in|prod|production))?|[^/]*Caddyfile|haproxy\.cfg|traefik\.(?:ya?ml|toml)|dynamic\.(?:ya?ml|toml))$/;

/** The same by where a file goes in the container, whatever the repository calls it. */
const PROXY_TARGET =
  /^\/etc\/nginx\/(?:.*\/)?[^/]*(?:\.conf|\.conf\.\w+|\.template|\/default)$|\/Caddyfile$|\/traefik\.(?:ya?ml|toml)$|\/haproxy\.cfg$|^\/etc\/traefik\/.*\.(?:ya?ml|toml)$/;

/** Folders that hold nothing else: whatever a file is called, it goes there to configure. */
const PROXY_FOLDER =
  /^\/etc\/nginx\/(?:conf\.d|http\.d|sites-enabled|sites-available|templates|snippets)(?:\/|$)|^\/etc\/(?:traefik|caddy|haproxy)(?:\/|$)|^\/usr\/local\/etc\/haproxy(?:\/|$)/;

/** What lies in such a folder and is read by people or OpenSSL. */
const NO_CONFIGURATION = /\.(?:md|txt|sh|py|pem|crt|key|csr|html?|json|htpasswd)$|\/(?:Dockerfile|\.[^/]*)$/i;

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
  const mounted = volumes.flatMap(({ type, source, target }) =>
    type === 'bind' && source !== undefined ? [{ from: source, to: target }] : [],
  );
  const context = build?.context ?? '.';
  // A source that begins with a slash starts from the context all the same.
  const copied = (built?.copies ?? []).map(({ from, to }) => ({ from: posix.join(context, from), to }));
  const found = [...mounted, ...copied].flatMap(({ from, to }, index) => {
    const place = posix.normalize(from).replace(/(.)\/$/, '$1');
    const isPlace = PROXY_FOLDER.test(to);
    const isOwn = PROXY_CONFIGURATION.test(place) || PROXY_TARGET.test(to) || isPlace;
    const more = place.includes('*') ? matching(files, place) : namedOnly && !isPlace ? [] : inside(files, place);
    const inner = more.filter((path) => isPlace || PROXY_CONFIGURATION.test(path));
    return [...(isOwn ? [place] : []), ...inner]
      .filter((path) => !isPlace || !NO_CONFIGURATION.test(path))
      .map((path) => {
        const target = targetOf(path, place, to);
        const isHidden = index >= mounted.length && mounted.some((mount) => isWithin(target, mount.to));
        return [path, isHidden ? undefined : target] as const;
      });
  });
  const targets = new Map([...found].reverse());
  return [...new Set(found.map(([path]) => path))]
    .filter((path) => isFile(files, path))
    .map((path) => ({ path, text: files.read(path), target: targets.get(path) }));
}

/** `to` may be the folder that the file goes into. */
function targetOf(path: string, place: string, to: string): string {
  const isInto = place.includes('*') || /\/$|\/(?:nginx|conf\.d|http\.d|sites-enabled|templates)$/.test(to);
  if (path !== place && !place.includes('*')) return posix.join(to, posix.relative(place, path));
  return posix.normalize(isInto ? posix.join(to, posix.basename(path)) : to);
}

/** The files of a folder whose names match a pattern such as `conf.d/*.conf`. */
function matching({ list }: RepositoryFiles, pattern: string): readonly string[] {
  const [folder, name] = [posix.dirname(pattern), posix.basename(pattern)];
  return (list?.(folder) ?? []).filter((one) => fitsPattern(one, name)).map((one) => posix.join(folder, one));
}

/** Where nginx looks for further files below a folder of its own. */
const SUBFOLDERS = ['', 'conf.d', 'http.d', 'sites-enabled', 'sites-available', 'templates'];

function inside({ list }: RepositoryFiles, place: string): readonly string[] {
  if (list === undefined) return USUAL_FILES.map((name) => posix.join(place, name));
  return SUBFOLDERS.map((name) => posix.join(place, name)).flatMap((folder) =>
    list(folder).map((name) => posix.join(folder, name)),
  );
}
