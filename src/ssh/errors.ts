import { DeployError } from '../errors/deploy-error.js';
import type { Unreached } from './dial.js';
import type { PublicKey } from './keys/fingerprint.js';
import { addressOf, type Peer } from './host-keys/verify.js';

const REASONS: Readonly<Record<Unreached['kind'], { readonly why: string; readonly hint: (peer: Peer) => string }>> = {
  refused: {
    why: 'The address is reachable, but no SSH server listens on the port: the instance may still be starting, sshd may be stopped or use another port, or the address may belong to another machine now.',
    hint: (peer) =>
      `Check that the instance is running and that sshd listens on port ${peer.port} (input port). The address changes after a stop and start unless it is an Elastic IP.`,
  },
  'timed-out': {
    why: 'No response. Usually the security group blocks the runner, or the instance is stopped.',
    hint: (peer) =>
      `Check that the instance is running, that its security group allows TCP port ${peer.port} from the runner (GitHub-hosted runners have changing addresses), and that the address is still that of the instance: without an Elastic IP it changes after every stop and start.`,
  },
  unresolvable: {
    why: 'The name does not resolve: it is misspelt, or it was the public DNS name of an instance that was stopped or terminated.',
    hint: () =>
      'Check the spelling of the input host. The EC2 console shows the current public DNS name; an Elastic IP or your own DNS record does not change.',
  },
  'no-route': {
    why: 'The runner has no route to that address, for example because it is private (10.…, 172.16–31.…, 192.168.…) or IPv6.',
    hint: () => 'Use the public address of the instance, or a self-hosted runner in its network.',
  },
  'broke-off': {
    why: 'The connection closed before SSH was ready: sshd is starting or overloaded, sshd limits connections (MaxStartups, PerSourcePenalties, fail2ban), or another server uses the port.',
    hint: (peer) =>
      `Run the job again in a minute. If it fails again, check the log on the host (journalctl -u ssh -u sshd -n 50), and that port ${peer.port} is the SSH port.`,
  },
};

/** The error after the last attempt. */
export function unreachableError(reached: Unreached, peer: Peer, attempts: number, elapsedMs: number): DeployError {
  const reason = REASONS[reached.kind];
  const tried = attempts === 1 ? '1 attempt' : `${attempts} attempts in ${Math.round(elapsedMs / 1000)} s`;
  return new DeployError({
    code: 'host-unreachable',
    what: `No SSH connection to ${peer.host}, port ${peer.port} (${tried}): ${reached.message}`,
    why: reason.why,
    hint: reason.hint(peer),
    cause: reached,
  });
}

/** Both sides speak SSH but share no algorithm. A retry does not help. */
export function noCommonAlgorithmError(peer: Peer, message: string): DeployError {
  return new DeployError({
    code: 'host-unreachable',
    what: `The SSH server of ${addressOf(peer)} and this action have no algorithm in common: ${message}`,
    hint: 'Allow one of these on the host: key exchange curve25519-sha256 or ecdh-sha2-nistp256, cipher aes128-gcm@openssh.com or aes256-ctr, host key ssh-ed25519 or rsa-sha2-512.',
  });
}

export interface Refusal {
  readonly user: string;
  readonly key: PublicKey;
  /** The methods that the server still accepts; undefined if it did not list them. */
  readonly methods: readonly string[] | undefined;
  readonly message: string;
  /** The server's identification string, if it arrived. */
  readonly ident: string | undefined;
}

/** The host rejects the user or the key: a retry does not help, and some servers penalize it. */
export function authFailedError(peer: Peer, refusal: Refusal): DeployError {
  const { user, key, methods, ident } = refusal;
  return new DeployError({
    code: 'ssh-auth-failed',
    what: `SSH authentication failed for user '${user}' at ${addressOf(peer)} with the ${key.type} key ${key.fingerprint}`,
    why:
      methods !== undefined && !methods.includes('publickey')
        ? `The host accepts no public keys for this user, only: ${methods.join(', ') || 'none'}.`
        : `The user does not exist on the host, or this key is not in its ~/.ssh/authorized_keys (${refusal.message}). The action does not retry this.`,
    hint: [
      ...likelyUser(user, ident),
      "The input user depends on the image: ec2-user (Amazon Linux, RHEL), ubuntu (Ubuntu), admin (Debian), rocky, fedora. The key must be that of the instance's key pair, or one whose public key was added.",
      `On the host, ssh-keygen -lf ~${user}/.ssh/authorized_keys must list ${key.fingerprint}; that file must belong to the user, with mode 600 (and 700 for ~/.ssh).`,
    ].join('\n'),
  });
}

/** Distributions that name themselves in the identification string of their sshd, with the user of their images at EC2. */
const USERS = { Ubuntu: 'ubuntu', Debian: 'admin' } as const;

function likelyUser(user: string, ident = ''): readonly string[] {
  const [, name] = /\b(Ubuntu|Debian)\b/.exec(ident) ?? [];
  const usual = name === 'Ubuntu' || name === 'Debian' ? USERS[name] : undefined;
  if (usual === undefined || usual === user) return [];
  return [`The SSH server runs on ${name}, whose images have the user ${usual}: set the input user to ${usual}.`];
}
