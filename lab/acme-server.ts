import { rename, writeFile } from 'node:fs/promises';
import type { Leaf } from './authority.js';
import { ensureContainer } from './containers.js';
import { ensureImage } from './images.js';
import { addresses } from './network.js';
import { statePath } from './state.js';
import { whileLocked } from './up-lock.js';
import { execIn, waitForContainer } from './wait.js';

const container = 'ehd-acme';

/** The lab's ACME server; `rootFile` holds the root of the certificates it issues, another one after each of its starts. */
export const acme = { directory: 'https://acme.lab.test:14000/dir', rootFile: statePath('acme-root.pem') } as const;

/** Brings up the ACME server and saves the root that it made for itself. Call it after the name server is up. */
export async function ensureAcmeServer(leaf: Leaf, say: (line: string) => void): Promise<void> {
  const image = await ensureImage('acme', say);
  const args = ['--volume', `${leaf.folder}:/run/tls:ro`];
  await ensureContainer({ name: container, image, ip: addresses.acme, args, command: [], stamp: leaf.digest }, say);
  let root = '';
  const answers = async (): Promise<boolean> => {
    root = (await execIn(container, ['curl', '-skf', '-m', '5', 'https://127.0.0.1:15000/roots/0'])).stdout;
    return root.includes('BEGIN CERTIFICATE');
  };
  await waitForContainer(container, answers, { what: 'its root certificate' });
  await writeFile(`${acme.rootFile}.new`, `${root.trim()}\n`);
  await rename(`${acme.rootFile}.new`, acme.rootFile);
}

/** Does what is about renewals: no other process changes meanwhile what the ACME server tells of them, which is reset at the end. */
export async function withRenewals<T>(work: () => Promise<T>): Promise<T> {
  const resetting = async (): Promise<T> => work().finally(() => suggestRenewal('in-time'));
  return whileLocked(() => undefined, resetting, { name: 'renewals', kind: 'renewing certificates' });
}

/**
 * What the ACME server tells clients that ask when to renew (ARI): `now` for every certificate, or what it would say by
 * itself. It stays so until said otherwise.
 */
export async function suggestRenewal(when: 'now' | 'in-time'): Promise<void> {
  const command = when === 'now' ? ['touch', '/run/renewal-due'] : ['rm', '-f', '/run/renewal-due'];
  const { exitCode, stderr } = await execIn('ehd-web', command);
  if (exitCode !== 0) throw new Error(`The lab's web server does not answer (${stderr.trim()}): run npm run lab -- up`);
}
