import { createHash } from 'node:crypto';
import { WireReader } from '../wire.js';

/** A public key as SSH carries it, named as `ssh-keygen -l` names it. */
export interface PublicKey {
  /** `ssh-ed25519`, `ssh-rsa`, `ecdsa-sha2-nistp256` … */
  readonly type: string;
  /** `SHA256:` and base64 without padding. */
  readonly fingerprint: string;
  readonly base64: string;
}

/** @throws RangeError when the bytes are no public key. */
export function describePublicKey(blob: Buffer): PublicKey {
  return {
    type: new WireReader(blob).text(),
    fingerprint: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`,
    base64: blob.toString('base64'),
  };
}
