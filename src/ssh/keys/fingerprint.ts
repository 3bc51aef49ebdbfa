import { createHash } from 'node:crypto';
import { WireReader } from '../wire.js';

/** A public key in SSH wire format, with its `ssh-keygen -l` fingerprint. */
export interface PublicKey {
  /** `ssh-ed25519`, `ssh-rsa`, `ecdsa-sha2-nistp256` … */
  readonly type: string;
  /** `SHA256:` and base64 without padding. */
  readonly fingerprint: string;
  readonly base64: string;
}

/** @throws RangeError when the bytes are not a public key. */
export function describePublicKey(blob: Buffer): PublicKey {
  return {
    type: new WireReader(blob).text(),
    fingerprint: `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`,
    base64: blob.toString('base64'),
  };
}
