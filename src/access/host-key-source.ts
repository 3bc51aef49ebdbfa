import type { HostKeyPin, HostKeyPolicy } from '../ssh/host-keys/pin.js';
import { parseHostKeyPolicy } from '../ssh/host-keys/known-hosts.js';

/** The tag of an instance that keeps the fingerprints of its host keys. */
export const HOST_KEY_TAG = 'ec2-https-deploy:host-key';

/** What the host is compared with, and where that comes from. */
export interface TrustedHostKey {
  readonly policy: HostKeyPolicy;
  readonly source: 'input' | 'tag' | 'console' | 'none';
}

/** The tag counts if the input is empty. undefined: the console is needed. */
export function knownHostKey(input: HostKeyPolicy, tag: string | undefined): TrustedHostKey | undefined {
  if (input.kind !== 'unknown') return { policy: input, source: 'input' };
  const policy = parseHostKeyPolicy(tag ?? '');
  return 'kind' in policy && policy.kind === 'pinned' ? { policy, source: 'tag' } : undefined;
}

/** The first of these that is known: the input, the tag, the console. */
export function consoleHostKey(pins: readonly HostKeyPin[] | undefined): TrustedHostKey {
  return pins === undefined
    ? { policy: { kind: 'unknown' }, source: 'none' }
    : { policy: { kind: 'pinned', pins }, source: 'console' };
}
