import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { docker } from './docker.js';
import { asRoot, has, installPackages } from './engine.js';

const suite = 'trixie';
/** As in the slim images: the documentation stays out. */
const leftOut = ['doc', 'man', 'locale', 'info'].map((name) => `--dpkgopt=path-exclude=/usr/share/${name}/*`);
/** Where Docker Hub can be reached it answers within this time; a firewall that drops packets must not hold the lab up. */
const hubTimeoutMs = 4000;

/**
 * The bare Debian that every image of the lab stands on: the genuine one where Docker Hub answers, else one made from the
 * Debian mirror that this machine's apt uses (about a minute). Returns its tag.
 */
export async function ensureRootImage(say: (line: string) => void): Promise<string> {
  const tag = `ehd-lab/root:${suite}-slim`;
  const there = await docker(['image', 'inspect', '--format', '{{.Id}}', tag], { allowFailure: true });
  if (there.exitCode === 0) return tag;
  const began = Date.now();
  if (!(await pullRoot(tag, say))) await bootstrapRoot(tag, say);
  say(`made image ${tag} (${((Date.now() - began) / 1000).toFixed(0)} s)`);
  return tag;
}

async function pullRoot(tag: string, say: (line: string) => void): Promise<boolean> {
  const hub = await fetch('https://registry-1.docker.io/v2/', { signal: AbortSignal.timeout(hubTimeoutMs) }).catch(
    () => undefined,
  );
  if (hub?.status !== 401) return false;
  say(`pulling debian:${suite}-slim from Docker Hub`);
  const pulled = await docker(['pull', '--quiet', `debian:${suite}-slim`], { allowFailure: true });
  if (pulled.exitCode !== 0) return false;
  await docker(['tag', `debian:${suite}-slim`, tag]);
  return true;
}

async function bootstrapRoot(tag: string, say: (line: string) => void): Promise<void> {
  if (!(await has('mmdebstrap'))) await installPackages(['mmdebstrap', 'debian-archive-keyring'], say);
  const mirror = await findMirror();
  say(`making a bare Debian ${suite} from ${mirror} (Docker Hub does not answer)`);
  const folder = await mkdtemp(path.join(tmpdir(), 'lab-root-'));
  const archive = path.join(folder, 'root.tar');
  try {
    const options = [
      '--variant=minbase',
      '--components=main',
      '--aptopt=Acquire::Check-Valid-Until "false"',
      ...leftOut,
    ];
    await asRoot(['mmdebstrap', '--quiet', ...options, suite, archive, mirror]);
    await docker(['import', '--change', 'CMD ["bash"]', archive, tag]);
  } finally {
    await asRoot(['rm', '-rf', folder]);
    await rm(folder, { recursive: true, force: true });
  }
}

/** The first Debian archive named in this machine's apt sources. */
async function findMirror(): Promise<string> {
  const parts = (await readdir('/etc/apt/sources.list.d').catch(() => [])).map(
    (name) => `/etc/apt/sources.list.d/${name}`,
  );
  const files = ['/etc/apt/sources.list', ...parts.filter((name) => /\.(list|sources)$/.test(name))];
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  const [, mirror] = /^(?:URIs:|deb(?: \[[^\]]*\])?)\s+(\S+\/debian)\/?(?:\s|$)/m.exec(texts.join('\n')) ?? [];
  if (mirror === undefined) {
    throw new Error(
      'No Debian archive is named in /etc/apt/sources.list or sources.list.d: add one (man sources.list)',
    );
  }
  return mirror;
}
