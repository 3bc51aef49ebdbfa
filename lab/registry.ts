import { type ArchivedImage, archiveImages } from './image-archive.js';
import { ensureImage } from './images.js';
import { mountBlob, putBlob, putManifest } from './registry-client.js';
import { execIn } from './wait.js';

/** The port of 127.0.0.1 at which the lab fills its registry; nothing else uses it. */
export const registryPort = 5137;

const filling = `http://127.0.0.1:${registryPort}`;
/** Holds every content once; the repositories with public names take theirs from it. */
const store = 'lab/contents';

/** Stand-ins by the names that Docker Hub has for them; whatever tag is asked for, they are the answer. */
export const standIns: ReadonlyMap<string, string> = new Map([
  ['library/debian', 'standin'],
  ['library/python', 'python'],
  ['library/nginx', 'nginx'],
  ['certbot/certbot', 'certbot'],
  ['library/node', 'node'],
  ['library/redis', 'redis'],
  ['library/postgres', 'postgres'],
]);

/** Stand-ins that are made when a repository that is deployed names them: few do, and they would make the lab slower to come up. */
export const rareStandIns: ReadonlyMap<string, string> = new Map([
  ['library/alpine', 'standin'],
  ['library/ubuntu', 'standin'],
  ['library/mariadb', 'mariadb'],
  ['library/mysql', 'mysql'],
  ['library/memcached', 'memcached'],
  ['library/rabbitmq', 'rabbitmq'],
  ['library/caddy', 'caddy'],
  ['nginxinc/nginx-unprivileged', 'nginx-unprivileged'],
]);

/** The lab's registry as Docker Hub's clients see it, and what it holds. */
export const registry = {
  url: 'https://registry-1.docker.io',
  images: [...standIns.keys(), ...rareStandIns.keys()],
} as const;

/** The same one behind a login, and under a name of Amazon's with the login that the lab's AWS gives. */
export const privateRegistry = {
  name: 'registry.lab.test',
  username: 'lab',
  password: 'lab-registry-password',
  ecr: '123456789012.dkr.ecr.eu-west-1.amazonaws.com',
} as const;

/**
 * Makes these stand-ins and puts those into the registry that it does not hold in their present form. Their layers go in
 * unpacked: packing them takes longer than everything else, and the hosts would only have to unpack them again.
 */
export async function ensureStandIns(wanted: ReadonlyMap<string, string>, say: (line: string) => void): Promise<void> {
  const missing = new Map<string, readonly string[]>();
  for (const [repository, name] of wanted) {
    const image = await ensureImage(name, say);
    if (!(await isHeld(repository, tagOf(image)))) missing.set(image, [...(missing.get(image) ?? []), repository]);
  }
  if (missing.size === 0) return;
  const began = Date.now();
  say(`filling the registry with ${[...missing.values()].flat().join(', ')}`);
  const archived = await archiveImages([...missing.keys()], (content, size) => putBlob(filling, store, content, size));
  for (const image of archived) {
    for (const tag of image.tags)
      for (const repository of missing.get(tag) ?? []) await putImage(repository, tag, image);
  }
  say(`filled the registry (${((Date.now() - began) / 1000).toFixed(0)} s)`);
}

async function putImage(repository: string, tag: string, image: ArchivedImage): Promise<void> {
  for (const blob of [image.config, ...image.layers]) await mountBlob(filling, repository, blob, store);
  // The digest's tag comes last: where it is, the rest is too.
  for (const name of ['latest', tagOf(tag)]) await putManifest(filling, repository, name, image);
}

/** Whether this form is held, and is the one that is given out: an earlier one may have been put over by another since. */
async function isHeld(repository: string, tag: string): Promise<boolean> {
  const held = await digestOf(repository, tag);
  return held !== undefined && held === (await digestOf(repository, 'latest'));
}

async function digestOf(repository: string, tag: string): Promise<string | undefined> {
  const url = `http://127.0.0.1:5000/v2/${repository}/manifests/${tag}`;
  const accept = 'Accept: application/vnd.docker.distribution.manifest.v2+json';
  const { exitCode, stdout } = await execIn('ehd-web', ['curl', '-sfI', '-m', '5', '-H', accept, url]);
  return exitCode === 0 ? /^docker-content-digest: *(\S+)/im.exec(stdout)?.[1] : undefined;
}

function tagOf(image: string): string {
  return image.split(':').at(-1) ?? '';
}
