import { execa } from 'execa';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureContainer } from './containers.js';
import { docker } from './docker.js';
import { ensureImage } from './images.js';
import { ensureKeyPair } from './key-pair.js';
import { addresses } from './network.js';
import { statePath } from './state.js';
import { execIn, waitForContainer } from './wait.js';

const container = 'ehd-git';

/** The repository that a deploy key may read. The server knows it as OWNER/example at github.com too. */
export const git = {
  url: 'ssh://git@git.lab.test/srv/git/example.git',
  deployKeyFile: statePath('git', 'deploy_key'),
  knownHosts: statePath('git-known-hosts'),
} as const;

/** Brings up the Git host with its one (empty, the first time) repository. */
export async function ensureGitHost(say: (line: string) => void): Promise<void> {
  const image = await ensureImage('git', say);
  const keys = await ensureKeyPair('git', 'host_key');
  await ensureKeyPair('git', 'deploy_key');
  const [type = '', key = ''] = (await readFile(`${keys}/host_key.pub`, 'utf8')).split(' ');
  await writeFile(git.knownHosts, `git.lab.test,github.com,${addresses.git} ${type} ${key.trim()}\n`);
  const args = ['--volume', `${keys}:/run/keys:ro`, '--volume', 'ehd-git:/srv/git'];
  await ensureContainer({ name: container, image, ip: addresses.git, args, command: [], stamp: key.trim() }, say);
  const banner = async (): Promise<boolean> =>
    (await execIn(container, ['sh', '-c', 'nc -w 1 127.0.0.1 22 </dev/null'])).stdout.startsWith('SSH-2.0');
  await waitForContainer(container, banner, { what: 'an SSH banner' });
}

/**
 * Makes all branches and tags of a local repository, and its HEAD, the whole content of a repository of the Git host. The bundle is
 * copied as a file: through the standard input of `docker exec` it came cut off once.
 */
export async function publishRepository(folder: string, name = 'example'): Promise<void> {
  const place = await mkdtemp(path.join(tmpdir(), 'lab-bundle-'));
  try {
    const bundle = path.join(place, 'bundle');
    await execa('git', ['-C', folder, 'bundle', 'create', '--quiet', bundle, '--all']);
    const inside = `/tmp/${path.basename(place)}`;
    await docker(['cp', '--quiet', bundle, `${container}:${inside}`]);
    const taken = await execIn(container, ['take-bundle', name, inside]);
    if (taken.exitCode !== 0) throw new Error(`The Git host did not take ${folder}: ${taken.stderr}`);
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}
