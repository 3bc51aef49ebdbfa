import type { ServerHostKeyAlgorithm } from 'ssh2';
import { DeployError } from '../../errors/deploy-error.js';
import type { HostKeyPin, HostKeyPolicy } from './pin.js';
import { quote } from '../quote.js';
import type { PublicKey } from '../keys/fingerprint.js';

/** In OpenSSH's order of preference, without SHA-1 signatures. */
const ALGORITHMS: ReadonlyMap<string, readonly ServerHostKeyAlgorithm[]> = new Map([
  ['ssh-ed25519', ['ssh-ed25519']],
  ['ecdsa-sha2-nistp256', ['ecdsa-sha2-nistp256']],
  ['ecdsa-sha2-nistp384', ['ecdsa-sha2-nistp384']],
  ['ecdsa-sha2-nistp521', ['ecdsa-sha2-nistp521']],
  ['ssh-rsa', ['rsa-sha2-512', 'rsa-sha2-256']],
]);

/** The remote end of a connection. */
export interface Peer {
  readonly host: string;
  readonly port: number;
}

/**
 * Algorithms to offer, pinned types first: a host presents the first key type that both sides support, so without this order a
 * host with a pinned RSA key would present its ed25519 key. Keys of the `refused` types were already presented and did not
 * match.
 */
export function hostKeyAlgorithms(policy: HostKeyPolicy, refused: ReadonlySet<string>): ServerHostKeyAlgorithm[] {
  const pinned = policy.kind === 'pinned' ? policy.pins.flatMap((pin) => (pin.kind === 'key' ? [pin.type] : [])) : [];
  const types = [...new Set([...pinned, ...ALGORITHMS.keys()])].filter((type) => !refused.has(type));
  return types.flatMap((type) => ALGORITHMS.get(type) ?? []);
}

/** Whether the policy accepts this key as the host's. */
export function isTrusted(policy: HostKeyPolicy, key: PublicKey): boolean {
  switch (policy.kind) {
    case 'accept-any':
      return true;
    case 'unknown':
      return false;
    case 'pinned':
      return policy.pins.some((pin) => matches(pin, key));
    default:
      return policy satisfies never;
  }
}

function matches(pin: HostKeyPin, key: PublicKey): boolean {
  return pin.kind === 'key' ? pin.base64 === key.base64 : pin.sha256 === key.fingerprint;
}

/** A fingerprint does not include the key type: the pinned key may be one that the host has not presented yet. */
export function mayHaveAnotherKey(policy: HostKeyPolicy): boolean {
  return policy.kind === 'pinned' && policy.pins.some((pin) => pin.kind === 'fingerprint');
}

/** Describes the key that the host presented and how to verify it. */
export function hostKeyError(policy: HostKeyPolicy, key: PublicKey, peer: Peer): DeployError {
  return policy.kind === 'pinned' ? mismatch(policy.pins, key, peer) : unknown(key, peer);
}

function unknown(key: PublicKey, peer: Peer): DeployError {
  return new DeployError({
    code: 'host-key-unknown',
    what: `Unknown host key for ${addressOf(peer)}: ${key.type} ${key.fingerprint}`,
    why: 'The input host-key is empty, so the host cannot be authenticated. Nothing was sent to it.',
    hint: [`Verify the fingerprint, then set the input host-key to ${key.fingerprint}`, ...howToVerify(peer)].join(
      '\n',
    ),
  });
}

function mismatch(pins: readonly HostKeyPin[], key: PublicKey, peer: Peer): DeployError {
  const expected = pins.map((pin) => (pin.kind === 'key' ? `${pin.type} ${pin.base64}` : pin.sha256));
  return new DeployError({
    code: 'host-key-mismatch',
    what: `Host key mismatch for ${addressOf(peer)}: it presented ${key.type} ${key.fingerprint}, which is not pinned`,
    why: `Pinned: ${expected.join(', ')}. The instance was replaced or reinstalled, the address belongs to another machine now, or this is a man-in-the-middle attack. Nothing was sent to it.`,
    hint: [
      `If the instance is new, verify its fingerprint, then set the input host-key to ${key.fingerprint}`,
      ...howToVerify(peer),
    ].join('\n'),
  });
}

function howToVerify(peer: Peer): readonly string[] {
  return [
    'In the console output of the first boot: aws ec2 get-console-output --latest --output text --instance-id ID (between BEGIN and END SSH HOST KEY FINGERPRINTS)',
    'On the host: for f in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$f"; done (the ed25519 one is /etc/ssh/ssh_host_ed25519_key.pub)',
    `From a trusted network, to compare: ssh-keyscan -p ${peer.port} ${quote(peer.host)} | ssh-keygen -lf -`,
  ];
}

/** `host` or `host:port`, with brackets if the host is an IPv6 address. */
export function addressOf(peer: Peer): string {
  const host = peer.host.includes(':') ? `[${peer.host}]` : peer.host;
  return peer.port === 22 ? peer.host : `${host}:${peer.port}`;
}

/** The warning for a connection that accepted any key. */
export function acceptAnyWarning(key: PublicKey, peer: Peer): string {
  return `The host key of ${addressOf(peer)} was not verified (host-key: accept-any). It is ${key.fingerprint} (${key.type}); verify it and set the input host-key to it.`;
}
