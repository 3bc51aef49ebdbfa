import { createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import ssh2 from 'ssh2';
import { WireReader, wireString } from '../wire.js';

/** Flags of SSH_AGENTC_SIGN_REQUEST (draft-ietf-sshm-ssh-agent). */
const RSA_SHA2_256 = 2;
const RSA_SHA2_512 = 4;

/** Hash and length of a coordinate in bytes. */
const CURVES: ReadonlyMap<string, { readonly hash: string; readonly size: number }> = new Map([
  ['ecdsa-sha2-nistp256', { hash: 'sha256', size: 32 }],
  ['ecdsa-sha2-nistp384', { hash: 'sha384', size: 48 }],
  ['ecdsa-sha2-nistp521', { hash: 'sha512', size: 66 }],
]);
const RSA_HASHES: ReadonlyMap<string, string> = new Map([
  ['rsa-sha2-512', 'sha512'],
  ['rsa-sha2-256', 'sha256'],
]);

/** A signature in SSH format; undefined for RSA with SHA-1, which is no longer supported. */
export function signForSsh(key: KeyObject, type: string, data: Buffer, flags: number): Buffer | undefined {
  const curve = CURVES.get(type);
  if (curve !== undefined) {
    const raw = sign(curve.hash, data, { key, dsaEncoding: 'ieee-p1363' });
    const numbers = [raw.subarray(0, curve.size), raw.subarray(curve.size)].map(mpint);
    return Buffer.concat([wireString(type), wireString(Buffer.concat(numbers))]);
  }
  if (type === 'ssh-ed25519') return Buffer.concat([wireString(type), wireString(sign(null, data, key))]);
  const algorithm = (flags & RSA_SHA2_512) !== 0 ? 'rsa-sha2-512' : (flags & RSA_SHA2_256) !== 0 ? 'rsa-sha2-256' : '';
  const hash = RSA_HASHES.get(algorithm);
  if (type !== 'ssh-rsa' || hash === undefined) return undefined;
  return Buffer.concat([wireString(algorithm), wireString(sign(hash, data, key))]);
}

/** Whether the owner of this public key (SSH wire format) signed the data. */
export function isSignedForSsh(publicBlob: Buffer, data: Buffer, signature: Buffer): boolean {
  const parsed = ssh2.utils.parseKey(publicBlob);
  if (parsed instanceof Error) return false;
  const type = new WireReader(publicBlob).text();
  const reader = new WireReader(signature);
  const algorithm = reader.text();
  const bytes = reader.string();
  const key = createPublicKey(parsed.getPublicPEM());
  const curve = CURVES.get(type);
  if (curve !== undefined) {
    const numbers = new WireReader(bytes);
    const raw = Buffer.concat([fixed(numbers.string(), curve.size), fixed(numbers.string(), curve.size)]);
    return algorithm === type && verify(curve.hash, data, { key, dsaEncoding: 'ieee-p1363' }, raw);
  }
  if (type === 'ssh-ed25519') return algorithm === type && verify(null, data, key, bytes);
  const hash = RSA_HASHES.get(algorithm);
  return type === 'ssh-rsa' && hash !== undefined && verify(hash, data, key, bytes);
}

/** SSH `mpint`: no leading zeros, except one if the sign bit would be set. */
function mpint(value: Buffer): Buffer {
  const first = value.findIndex((byte) => byte !== 0);
  const digits = first === -1 ? Buffer.alloc(0) : value.subarray(first);
  return wireString((digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits);
}

function fixed(value: Buffer, size: number): Buffer {
  const digits = value.subarray(Math.max(0, value.length - size));
  return Buffer.concat([Buffer.alloc(size - digits.length), digits]);
}
