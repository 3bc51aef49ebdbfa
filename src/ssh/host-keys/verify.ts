import type { ServerHostKeyAlgorithm } from 'ssh2';
import { DeployError } from '../../errors/deploy-error.js';
import type { HostKeyPin, HostKeyPolicy } from './pin.js';
import { quote } from '../quote.js';
import type { PublicKey } from '../keys/fingerprint.js';

/** In the order in which OpenSSH prefers them; SHA-1 signatures are not among them. */
const ALGORITHMS: ReadonlyMap<string, readonly ServerHostKeyAlgorithm[]> = new Map([
  ['ssh-ed25519', ['ssh-ed25519']],
  ['ecdsa-sha2-nistp256', ['ecdsa-sha2-nistp256']],
  ['ecdsa-sha2-nistp384', ['ecdsa-sha2-nistp384']],
  ['ecdsa-sha2-nistp521', ['ecdsa-sha2-nistp521']],
  ['ssh-rsa', ['rsa-sha2-512', 'rsa-sha2-256']],
]);

/** Whom a connection is made to. */
export interface Peer {
  readonly host: string;
  readonly port: number;
}

/**
 * Algorithms to offer, pinned types first: a host shows the first key that both sides know, so that without this order a
 * pinned RSA key would be met by the host's ed25519 key. `refused` types were already shown and are not among the pins.
 */
export function hostKeyAlgorithms(policy: HostKeyPolicy, refused: ReadonlySet<string>): ServerHostKeyAlgorithm[] {
  const pinned = policy.kind === 'pinned' ? policy.pins.flatMap((pin) => (pin.kind === 'key' ? [pin.type] : [])) : [];
  const types = [...new Set([...pinned, ...ALGORITHMS.keys()])].filter((type) => !refused.has(type));
  return types.flatMap((type) => ALGORITHMS.get(type) ?? []);
}

/** Whether this key may be the host's. */
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

/** A fingerprint does not say its key's type: the host may have the pinned key among those that it has not shown. */
export function mayHaveAnotherKey(policy: HostKeyPolicy): boolean {
  return policy.kind === 'pinned' && policy.pins.some((pin) => pin.kind === 'fingerprint');
}

/** Says what is known of the key that the host showed, and how to find out whether it is the right one. */
export function hostKeyError(policy: HostKeyPolicy, key: PublicKey, peer: Peer): DeployError {
  return policy.kind === 'pinned' ? mismatch(policy.pins, key, peer) : unknown(key, peer);
}

function unknown(key: PublicKey, peer: Peer): DeployError {
  return new DeployError({
    code: 'host-key-unknown',
    what: `The host ${addressOf(peer)} is not known yet: it showed the ${key.type} key ${key.fingerprint}`,
    why: 'No host-key was given, so nothing proves that this machine is yours. Nothing was sent to it.',
    hint: [
      `Check the fingerprint, then pin it: set the input host-key to ${key.fingerprint}`,
      ...howToCheck(peer),
    ].join('\n'),
  });
}

function mismatch(pins: readonly HostKeyPin[], key: PublicKey, peer: Peer): DeployError {
  const expected = pins.map((pin) => (pin.kind === 'key' ? `${pin.type} ${pin.base64}` : pin.sha256));
  return new DeployError({
    code: 'host-key-mismatch',
    what: `The host ${addressOf(peer)} showed the ${key.type} key ${key.fingerprint}, which is not the pinned one`,
    why: `Pinned: ${expected.join(', ')}. The instance was replaced or reinstalled, the address now belongs to another machine, or someone stands in between. Nothing was sent to it.`,
    hint: [
      `If the instance is a new one, check its fingerprint, then set the input host-key to ${key.fingerprint}`,
      ...howToCheck(peer),
    ].join('\n'),
  });
}

function howToCheck(peer: Peer): readonly string[] {
  return [
    'AWS knows it from the first boot: aws ec2 get-console-output --latest --output text --instance-id ID (between BEGIN and END SSH HOST KEY FINGERPRINTS)',
    'On the host itself: for f in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$f"; done (the ed25519 one is /etc/ssh/ssh_host_ed25519_key.pub)',
    `From a network that you trust, to compare: ssh-keyscan -p ${peer.port} ${quote(peer.host)} | ssh-keygen -lf -`,
  ];
}

/** `host` or `host:port`, with brackets where the host is an IPv6 address. */
export function addressOf(peer: Peer): string {
  const host = peer.host.includes(':') ? `[${peer.host}]` : peer.host;
  return peer.port === 22 ? peer.host : `${host}:${peer.port}`;
}

/** What to tell the user when any key was accepted. */
export function acceptAnyWarning(key: PublicKey, peer: Peer): string {
  return `The key of ${addressOf(peer)} was not checked (host-key: accept-any). It showed ${key.fingerprint} (${key.type}); set the input host-key to that fingerprint after checking it.`;
}
