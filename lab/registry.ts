import { docker } from './docker.js';
import { ensureImage } from './images.js';
import { execIn } from './wait.js';

/** The port of 127.0.0.1 at which this machine's engine pushes; nothing else uses it. */
export const registryPort = 5137;

/** Stand-ins by the names that Docker Hub has for them; whatever tag is asked for, they are the answer. */
const standIns: ReadonlyMap<string, string> = new Map([
  ['library/debian', 'standin'],
  ['library/python', 'python'],
  ['library/nginx', 'nginx'],
  ['certbot/certbot', 'certbot'],
  ['library/node', 'node'],
  ['library/redis', 'redis'],
  ['library/postgres', 'postgres'],
]);

/** The lab's registry as Docker Hub's clients see it, and what it holds. */
export const registry = { url: 'https://registry-1.docker.io', images: [...standIns.keys()] } as const;

/** Makes and pushes the stand-ins that the registry does not hold in their present form. */
export async function ensureStandIns(say: (line: string) => void): Promise<void> {
  for (const [repository, name] of standIns) {
    const image = await ensureImage(name, say);
    const [, digest = ''] = image.split(':');
    if (!(await isPushed(repository, digest))) await push(image, repository, digest, say);
  }
}

async function isPushed(repository: string, tag: string): Promise<boolean> {
  const url = `http://127.0.0.1:5000/v2/${repository}/manifests/${tag}`;
  const accept =
    'Accept: application/vnd.docker.distribution.manifest.v2+json, application/vnd.oci.image.manifest.v1+json';
  return (await execIn('ehd-web', ['curl', '-sfo', '/dev/null', '-m', '5', '-H', accept, url])).exitCode === 0;
}

/** The digest's tag is pushed last: where it is, the rest is too. */
async function push(image: string, repository: string, digest: string, say: (line: string) => void): Promise<void> {
  const began = Date.now();
  for (const tag of ['latest', digest]) {
    const remote = `127.0.0.1:${registryPort}/${repository}:${tag}`;
    await docker(['tag', image, remote]);
    await docker(['push', '--quiet', remote]);
    await docker(['rmi', remote]);
  }
  say(`pushed ${repository} (${((Date.now() - began) / 1000).toFixed(0)} s)`);
}
