import { HOST_KEY_TAG, type TrustedHostKey } from '../access/host-key-source.js';
import { instanceText } from '../access/describe.js';
import type { ConnectEndpoint, Instance } from '../aws/ec2.js';
import { DeployError } from '../errors/deploy-error.js';

/** How the login was tried. */
export interface Tried {
  readonly instance: Instance;
  readonly user: string;
  readonly isPushedKey: boolean;
  /** undefined: directly. */
  readonly endpoint: ConnectEndpoint | undefined;
  readonly hostKey: TrustedHostKey;
}

/** Adds to an error of the SSH room what is known of the instance and of the way to it. */
export function explainAccess(error: unknown, tried: Tried): unknown {
  if (!(error instanceof DeployError)) return error;
  switch (error.code) {
    case 'ssh-auth-failed':
      return tried.isPushedKey ? notTaken(error, tried) : error;
    case 'host-unreachable':
      return tried.endpoint === undefined ? directFailed(error, tried) : tunnelFailed(error, tried.endpoint, tried);
    case 'host-key-mismatch':
      return tried.hostKey.source === 'input' ? error : changedKey(error, tried);
    default:
      return error;
  }
}

function changed(error: DeployError, changes: { readonly why?: string; readonly hint: string }): DeployError {
  const { code, what, why, cause } = error;
  return new DeployError({ code, what, ...(why === undefined ? {} : { why }), ...changes, cause });
}

/** Success of a push means only that AWS has the key: the agent on the instance fetches it when sshd asks. */
function notTaken(error: DeployError, { instance, user }: Tried): DeployError {
  return changed(error, {
    why: `EC2 Instance Connect took the key for user '${user}', but the SSH server of ${instanceText(instance)} did not accept it.`,
    hint: [
      ...error.hint.split('\n').filter((line) => line.startsWith('The SSH server runs on')),
      `Does the user '${user}' exist on the host? It depends on the image: ec2-user (Amazon Linux, RHEL), ubuntu (Ubuntu), admin (Debian).`,
      'Is the package ec2-instance-connect installed? It is part of Amazon Linux 2023 (not of its minimal image) and of Ubuntu. Debian has no such package: use ssh-key, with access: instance-connect-endpoint if the port is to stay closed.',
      'On the host: sshd -T | grep -i authorizedkeyscommand must show eic_run_authorized_keys, and the instance metadata service must be enabled.',
    ].join('\n'),
  });
}

function directFailed(error: DeployError, { instance }: Tried): DeployError {
  return changed(error, {
    hint: [
      error.hint,
      'Without an open port: open-port: true admits the runner for the time of the login; or create an EC2 Instance Connect Endpoint in the VPC ' +
        `(aws ec2 create-instance-connect-endpoint --subnet-id ${instance.subnetId ?? 'SUBNET'}), which is then used.`,
    ].join('\n'),
  });
}

function tunnelFailed(error: DeployError, endpoint: ConnectEndpoint, { instance }: Tried): DeployError {
  const groups = instance.groups.map(({ id }) => id).join(', ');
  const admitted = endpoint.preservesClientIp
    ? 'the address of the runner, since the endpoint preserves client addresses'
    : 'the security group of the endpoint';
  return changed(error, {
    why: `The endpoint ${endpoint.id} took the connection, but the SSH server of ${instanceText(instance)} was not reached.`,
    hint: `Check that a security group of the instance (${groups}) allows the SSH port from ${admitted}, and that the security group of the endpoint allows it outbound.`,
  });
}

function changedKey(error: DeployError, { instance, hostKey }: Tried): DeployError {
  const origin =
    hostKey.source === 'tag'
      ? `The pinned key is in the tag ${HOST_KEY_TAG} of the instance`
      : 'The pinned key is in the console output of the instance';
  return changed(error, {
    hint: [
      `${origin}. If the keys of the host were replaced on purpose: verify the fingerprint, then set the input host-key to it, or correct the tag: aws ec2 create-tags --resources ${instance.id} --tags Key=${HOST_KEY_TAG},Value=FINGERPRINT`,
      ...error.hint.split('\n').slice(1),
    ].join('\n'),
  });
}
