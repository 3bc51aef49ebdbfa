import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ssh2 from 'ssh2';
import { ensureStateFolder, statePath } from '../state.js';

/** The keys of one host, kept over its resets. */
export interface HostIdentity {
  /** What is mounted into the host: its host keys and the login key that it accepts. */
  readonly folder: string;
  readonly loginKeyFile: string;
  /** known_hosts lines for the given names. */
  readonly knownHosts: string;
  readonly knownHostsFile: string;
  /** Of the ed25519 key, as `ssh-keygen -l` prints it: `SHA256:…`. */
  readonly fingerprint: string;
  /** Changes whenever a key does. */
  readonly digest: string;
}

const keyTypes = ['ed25519', 'ecdsa', 'rsa'] as const;
type KeyType = (typeof keyTypes)[number];

/** The identity of a host, made at its first use. `names` are what clients call it: its address and its DNS name. */
export async function ensureIdentity(host: string, names: readonly string[]): Promise<HostIdentity> {
  const folder = await ensureStateFolder('hosts', host);
  const loginKeyFile = path.join(await ensureStateFolder('ssh'), 'login_ed25519');
  const loginKey = await ensureKey(loginKeyFile, 'ed25519', 'login');
  const hostKeys: string[] = [];
  for (const type of keyTypes) hostKeys.push(await ensureKey(path.join(folder, `ssh_host_${type}_key`), type, host));

  const knownHosts = hostKeys.map((key) => `${names.join(',')} ${withoutComment(key)}\n`).join('');
  const knownHostsFile = statePath('hosts', `${host}.known_hosts`);
  await writeFile(path.join(folder, 'authorized_keys'), `${loginKey}\n`);
  await writeFile(knownHostsFile, knownHosts);
  return {
    folder,
    loginKeyFile,
    knownHosts,
    knownHostsFile,
    fingerprint: fingerprintOf(hostKeys[0] ?? ''),
    digest: createHash('sha256')
      .update([loginKey, ...hostKeys].join('\n'))
      .digest('hex')
      .slice(0, 12),
  };
}

/** Makes the key pair unless it is there; returns the public key's line. The private key is written last: it alone tells that all is there. */
async function ensureKey(file: string, type: KeyType, comment: string): Promise<string> {
  const publicFile = `${file}.pub`;
  const present = await readFile(file, 'utf8').catch(() => undefined);
  if (present !== undefined) return (await readFile(publicFile, 'utf8')).trim();
  const pair = generate(type, comment);
  await writeFile(publicFile, `${pair.public}\n`);
  await writeFile(`${file}.new`, pair.private, { mode: 0o600 });
  await rename(`${file}.new`, file);
  return pair.public;
}

function generate(type: KeyType, comment: string): { readonly public: string; readonly private: string } {
  switch (type) {
    case 'ed25519':
      return ssh2.utils.generateKeyPairSync('ed25519', { comment });
    case 'ecdsa':
      return ssh2.utils.generateKeyPairSync('ecdsa', { bits: 256, comment });
    case 'rsa':
      return ssh2.utils.generateKeyPairSync('rsa', { bits: 3072, comment });
  }
}

function withoutComment(publicKey: string): string {
  return publicKey.split(' ').slice(0, 2).join(' ');
}

function fingerprintOf(publicKey: string): string {
  const blob = Buffer.from(publicKey.split(' ')[1] ?? '', 'base64');
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}
