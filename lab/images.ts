import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { trustedCertificates } from './authority.js';
import { type ContextFile, digestContext, packContext, readContext } from './build-context.js';
import { docker } from './docker.js';
import { npmPackageFiles } from './npm-packages.js';
import { ensureRootImage } from './root-image.js';

const labFolder = path.dirname(fileURLToPath(import.meta.url));
const made = new Map<string, Promise<string>>();
let buildKit: Promise<string> | undefined;

/**
 * Makes the image of `lab/images/<name>` unless it is there already, its parents first, and returns its tag. The tag holds
 * the digest of everything the image is made of, so an image is made once and kept. In a Dockerfile every `ARG X=parent`
 * before the first FROM names a parent image; files of `lab/services/<name>` are seen by the build under `service/`, and the
 * npm packages listed in a file `npm-packages` as `packages/<name>.tgz`.
 */
export function ensureImage(name: string, say: (line: string) => void): Promise<string> {
  const known = made.get(name) ?? makeImage(name, say);
  made.set(name, known);
  // A failure is for whoever asked now; who asks later gets another try.
  known.catch(() => made.delete(name));
  return known;
}

/** Makes several images, two at a time: a build waits for the network about as long as it computes. */
export async function ensureImages(names: readonly string[], say: (line: string) => void): Promise<void> {
  const waiting = [...names];
  const work = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) await ensureImage(name, say);
  };
  await Promise.all([work(), work()]);
}

async function makeImage(name: string, say: (line: string) => void): Promise<string> {
  const files = await contextOf(name, say);
  const parents = new Map<string, string>();
  for (const [argument, parent] of parentsOf(name, files)) {
    parents.set(argument, parent === 'root' ? await ensureRootImage(say) : await ensureImage(parent, say));
  }
  const tag = `ehd-lab/${name}:${digestContext(files, ...parents.values())}`;
  if (!(await isThere(tag))) await build(tag, files, parents, say);
  return tag;
}

async function contextOf(name: string, say: (line: string) => void): Promise<readonly ContextFile[]> {
  const own = await readContext(path.join(labFolder, 'images', name));
  const service = await readContext(path.join(labFolder, 'services', name), 'service');
  return [...own, ...service, ...(name === 'base' ? await certificateFiles(say) : [])];
}

async function certificateFiles(say: (line: string) => void): Promise<readonly ContextFile[]> {
  return [...(await trustedCertificates(say))].map(([name, pem]) => ({
    name: `certificates/${name}`,
    content: Buffer.from(pem),
    executable: false,
  }));
}

function parentsOf(name: string, files: readonly ContextFile[]): readonly (readonly [string, string])[] {
  const dockerfile = files.find((file) => file.name === 'Dockerfile')?.content.toString('utf8');
  if (dockerfile === undefined)
    throw new Error(`There is no image named ${name}: lab/images/${name}/Dockerfile is missing`);
  const [head = ''] = dockerfile.split(/^FROM /m);
  return [...head.matchAll(/^ARG (\w+)=(\S+)$/gm)].map(([, argument = '', parent = '']) => [argument, parent] as const);
}

async function build(
  tag: string,
  files: readonly ContextFile[],
  parents: ReadonlyMap<string, string>,
  say: (line: string) => void,
): Promise<void> {
  const began = Date.now();
  say(`making image ${tag}`);
  buildKit ??= docker(['buildx', 'version'], { allowFailure: true }).then(({ exitCode }) =>
    exitCode === 0 ? '1' : '0',
  );
  const args = [...parents].flatMap(([argument, parent]) => ['--build-arg', `${argument}=${parent}`]);
  await docker(['build', '--rm', '--force-rm', '--tag', tag, ...args, '-'], {
    input: await packContext([...files, ...(await npmPackageFiles(files))]),
    env: { DOCKER_BUILDKIT: await buildKit },
  });
  say(`made image ${tag} (${((Date.now() - began) / 1000).toFixed(0)} s)`);
}

async function isThere(tag: string): Promise<boolean> {
  return (await docker(['image', 'inspect', '--format', '{{.Id}}', tag], { allowFailure: true })).exitCode === 0;
}
