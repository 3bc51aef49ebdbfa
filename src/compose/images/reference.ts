/** Where an image is, as `docker pull` understands its name (distribution/reference, normalize.go). */
export interface ImageReference {
  /** `docker.io` for Docker Hub; may have a port. */
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
  /** A reference with a digest always means the same image. */
  readonly digest: string | undefined;
}

const REFERENCE = /^([a-z0-9._/:-]+?)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/i;

/** undefined: no name of an image, or one with a variable that has no value here. */
export function parseImage(text: string): ImageReference | undefined {
  const [, name = '', tag, digest] = REFERENCE.exec(text) ?? [];
  const { registry, path } = splitName(name);
  if (!/^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/.test(path)) return undefined;
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
  return { registry, repository, tag: tag ?? 'latest', digest };
}

/** The first part is a registry if no user of Docker Hub can have that name. */
function splitName(name: string): { readonly registry: string; readonly path: string } {
  const slash = name.indexOf('/');
  const first = name.slice(0, slash);
  const isRegistry = slash !== -1 && (/[.:A-Z]/.test(first) || first === 'localhost');
  if (!isRegistry) return { registry: 'docker.io', path: name };
  const registry = first.toLowerCase();
  return { registry: isDockerHub(registry) ? 'docker.io' : registry, path: name.slice(slash + 1) };
}

export function isDockerHub(registry: string): boolean {
  return ['docker.io', 'index.docker.io', 'registry-1.docker.io'].includes(registry);
}

/** The name and tag of an official image of Docker Hub, whatever form its name has; undefined: it is none. */
export function officialImage(text: string): { readonly name: string; readonly tag: string } | undefined {
  const { registry = '', repository = '', tag = '' } = parseImage(text) ?? {};
  const name = /^library\/([^/]+)$/.exec(repository)?.[1];
  return name === undefined || !isDockerHub(registry) ? undefined : { name, tag };
}
