import { DeployError } from '../errors/deploy-error.js';
import type { Unreached } from './dial.js';
import type { PublicKey } from './keys/fingerprint.js';
import { addressOf, type Peer } from './host-keys/verify.js';

const REASONS: Readonly<Record<Unreached['kind'], { readonly why: string; readonly hint: (peer: Peer) => string }>> = {
  refused: {
    why: 'Something answered at that address, but no SSH server listens on the port: the instance may still be starting, its sshd is stopped or listens on another port, or the address belongs to another machine now.',
    hint: (peer) =>
      `Check that the instance is running and that sshd listens on port ${peer.port} (input port). After a stop and start the address changes unless it is an Elastic IP.`,
  },
  'timed-out': {
    why: 'Nothing answered. Most often the security group does not let the runner in, or the instance is stopped.',
    hint: (peer) =>
      `Check that the instance is running, that its security group allows TCP port ${peer.port} from the runner (GitHub's runners have changing addresses), and that the address is still its own: without an Elastic IP it changes at every stop and start.`,
  },
  unresolvable: {
    why: 'The name has no address: it is misspelt, or it was the public DNS name of an instance that was stopped or terminated.',
    hint: () =>
      'Check the spelling of the input host. The EC2 console shows the present public DNS name; an Elastic IP or a DNS record of your own stays.',
  },
  'no-route': {
    why: 'The runner has no way to that address, for example because it is a private one (10.…, 172.16–31.…, 192.168.…) or IPv6.',
    hint: () => 'Use the public address of the instance, or a self-hosted runner in its network.',
  },
  'broke-off': {
    why: 'The connection was made, but broke off before SSH was ready: sshd is starting or overloaded, limits connections (MaxStartups, PerSourcePenalties, fail2ban), or the port is not an SSH server.',
    hint: (peer) =>
      `Run the job again in a minute. If it stays so, look on the host: journalctl -u ssh -u sshd -n 50; and check that port ${peer.port} is the SSH port.`,
  },
};

/** After the last attempt. */
export function unreachableError(reached: Unreached, peer: Peer, attempts: number, elapsedMs: number): DeployError {
  const reason = REASONS[reached.kind];
  const tried = attempts === 1 ? 'once' : `${attempts} times in ${Math.round(elapsedMs / 1000)} s`;
  return new DeployError({
    code: 'host-unreachable',
    what: `No SSH connection to ${peer.host}, port ${peer.port} (tried ${tried}): ${reached.message}`,
    why: reason.why,
    hint: reason.hint(peer),
    cause: reached,
  });
}

/** Both sides speak SSH, but share no algorithm. Trying again does not help. */
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
  /** The methods that the server would still take; undefined when it did not say. */
  readonly methods: readonly string[] | undefined;
  readonly message: string;
}

/** The host knows the user or the key not: trying again does not help, and some servers punish it. */
export function authRefusedError(peer: Peer, refusal: Refusal): DeployError {
  const { user, key, methods } = refusal;
  return new DeployError({
    code: 'ssh-auth-refused',
    what: `${addressOf(peer)} does not let the user '${user}' in with the ${key.type} key ${key.fingerprint}`,
    why:
      methods !== undefined && !methods.includes('publickey')
        ? `The host takes no keys for this user, only: ${methods.join(', ') || 'nothing at all'}.`
        : `The user does not exist there, or this key is not in its ~/.ssh/authorized_keys (${refusal.message}). It was tried once and not again.`,
    hint: [
      "The input user depends on the image: ec2-user (Amazon Linux, RHEL), ubuntu (Ubuntu), admin (Debian), rocky, fedora. The key must be that of the instance's key pair, or one whose public half was added.",
      `On the host, ssh-keygen -lf ~${user}/.ssh/authorized_keys must list ${key.fingerprint}; that file must belong to the user, with mode 600 (and 700 for ~/.ssh).`,
    ].join('\n'),
  });
}
