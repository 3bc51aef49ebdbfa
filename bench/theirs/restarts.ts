import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ensureLeaf } from '../../lab/authority.js';
import { docker } from '../../lab/docker.js';
import { containerOf, type HostName } from '../../lab/hosts/definition.js';
import { execOnHost } from '../../lab/hosts.js';
import { measureParts, type Parts } from './parts.js';

/** A site that is deployed by hand: uWSGI and nginx on the host, both restarted in each deploy (restarts/deploy.sh). */
export interface RestartedSite {
  readonly host: HostName;
  readonly domain: string;
  /** Of HTTPS. */
  readonly port: number;
  /** The WSGI module. */
  readonly module: string;
  /** Of each of the two processes. */
  readonly threads: number;
  /** For `sh -c`, as the app's user in the folder of the code; static files belong in `collected-static`. */
  readonly command: string;
}

const setUpScript = fileURLToPath(new URL('restarts/set-up.sh', import.meta.url));

/** Installs what the site needs on the host, with a certificate of the lab. Throws with the output of what failed. */
export async function setUpRestarts({ host, domain, port, module, threads }: RestartedSite): Promise<void> {
  const leaf = await ensureLeaf('by-hand', [domain], () => undefined);
  await execOnHost(host, ['mkdir', '-p', '/etc/ssl/by-hand']);
  await docker(['cp', `${leaf.folder}/.`, `${containerOf(host)}:/etc/ssl/by-hand`]);
  const argv = ['sh', '-c', await readFile(setUpScript, 'utf8'), 'set-up.sh', domain, String(port), module];
  const { exitCode, stderr } = await execOnHost(host, [...argv, String(threads)]);
  if (exitCode !== 0) throw new Error(`The site by hand could not be set up: ${stderr.slice(-1000)}`);
}

/** Deploys a folder, with the variables in its `.env`. Throws when a part fails, the look at the site included. */
export async function deployWithRestarts(site: RestartedSite, folder: string): Promise<Parts> {
  const { host, domain, port, command } = site;
  return await measureParts({ host, script: 'restarts/deploy.sh', args: [domain, String(port), command], folder });
}
