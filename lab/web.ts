import type { Leaf } from './authority.js';
import { ensureContainer } from './containers.js';
import { ensureImage } from './images.js';
import { addresses } from './network.js';
import { registryPort } from './registry.js';
import { execIn, waitForContainer } from './wait.js';

const container = 'ehd-web';

/** What can be downloaded from the lab's GitHub, with the digest by which to check it. */
export interface Downloads {
  readonly composePlugin: { readonly url: string; readonly sha256: string };
}

/** Brings up what plays Docker Hub, Let's Encrypt's address and GitHub's downloads. */
export async function ensureWeb(leaf: Leaf, say: (line: string) => void): Promise<void> {
  const image = await ensureImage('web', say);
  const volumes = ['--volume', `${leaf.folder}:/run/tls:ro`, '--volume', 'ehd-registry:/var/lib/registry'];
  const args = [...volumes, '--publish', `127.0.0.1:${registryPort}:5000`];
  await ensureContainer({ name: container, image, ip: addresses.web, args, command: [], stamp: leaf.digest }, say);
  const front = ['-H', 'Host: registry-1.docker.io', 'https://127.0.0.1/v2/'];
  const answers = async (): Promise<boolean> =>
    (await execIn(container, ['curl', '-skf', '-m', '5', ...front])).exitCode === 0;
  await waitForContainer(container, answers, { what: "the registry's answer" });
}

/** Reads what the running web server offers for download. */
export async function readDownloads(): Promise<Downloads> {
  const { exitCode, stdout, stderr } = await execIn(container, [
    'sh',
    '-c',
    'cat /srv/downloads/VERSION /srv/downloads/SHA256; uname -m',
  ]);
  const [version = '', sha256 = '', machine = ''] = stdout.trim().split('\n');
  if (exitCode !== 0) throw new Error(`The lab's web server does not answer (${stderr.trim()}): run npm run lab -- up`);
  const asset = `docker-compose-linux-${machine}`;
  return {
    composePlugin: {
      url: `https://github.com/docker/compose/releases/download/v${version.replace(/^v/, '')}/${asset}`,
      sha256,
    },
  };
}
