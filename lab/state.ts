import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/** The folder in which the lab keeps what must outlive a run and a checkout: its CA, its keys, its run records. */
export const stateDir = path.join(
  process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'),
  'ec2-https-deploy-lab',
);

/** A path inside the state folder; nothing is created. */
export function statePath(...parts: readonly string[]): string {
  return path.join(stateDir, ...parts);
}

/** Makes a folder inside the state folder (only its owner may enter) and returns its path. */
export async function ensureStateFolder(...parts: readonly string[]): Promise<string> {
  const folder = statePath(...parts);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}
