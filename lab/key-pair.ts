import { access, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ssh2 from 'ssh2';
import { ensureStateFolder } from './state.js';

/** Makes `<name>` (OpenSSH private key, mode 0600) and `<name>.pub` in a state folder unless they are there; returns the folder. */
export async function ensureKeyPair(folder: string, name: string): Promise<string> {
  const place = await ensureStateFolder(folder);
  const file = path.join(place, name);
  const there = await access(`${file}.pub`).then(
    () => true,
    () => false,
  );
  if (there) return place;
  const pair = ssh2.utils.generateKeyPairSync('ed25519', { comment: `${name}@lab.test` });
  await writeFile(file, pair.private, { mode: 0o600 });
  await writeFile(`${file}.pub`, `${pair.public}\n`);
  return place;
}
