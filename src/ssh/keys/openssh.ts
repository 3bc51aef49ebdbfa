import { createPublicKey, type KeyObject } from 'node:crypto';
import { uint32, wireString } from '../wire.js';

const MAGIC = Buffer.from('openssh-key-v1\0');
const BLOCK_SIZE = 8;

/** An ed25519 key in OpenSSH's own format without passphrase: the only format in which SSH clients read such keys. */
export function openSshEd25519(key: KeyObject): string {
  const seed = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
  const point = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url');
  const publicBlob = Buffer.concat([wireString('ssh-ed25519'), wireString(point)]);
  // The two equal numbers detect a wrong passphrase; without a passphrase they are arbitrary.
  const secrets = Buffer.concat([
    uint32(0),
    uint32(0),
    publicBlob,
    wireString(Buffer.concat([seed, point])),
    wireString(''),
  ]);
  const padding = Buffer.from(Array.from({ length: -secrets.length & (BLOCK_SIZE - 1) }, (_, index) => index + 1));
  const body = Buffer.concat([
    MAGIC,
    wireString('none'),
    wireString('none'),
    wireString(''),
    uint32(1),
    wireString(publicBlob),
    wireString(Buffer.concat([secrets, padding])),
  ]);
  const lines = body.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}
