import type { PushedKeys } from './pushed-keys.js';

/** An instance of the account, as far as EC2 Instance Connect needs it. */
export interface ConnectTarget {
  readonly id: string;
  readonly isRunning: boolean;
}

interface Push {
  readonly InstanceId?: string;
  readonly InstanceOSUser?: string;
  readonly SSHPublicKey?: string;
}

export interface InstanceConnectOptions {
  readonly find: (id: string) => Promise<ConnectTarget | undefined>;
  readonly keys: PushedKeys;
}

export interface JsonAnswer {
  readonly status: number;
  readonly body: object;
}

/** Answers SendSSHPublicKey, with the errors of the service's own model. Success means only that the service has the key. */
export async function sendSshPublicKey(
  { InstanceId: id = '', InstanceOSUser: user = '', SSHPublicKey: key = '' }: Push,
  { find, keys }: InstanceConnectOptions,
): Promise<JsonAnswer> {
  if (!/^i-[a-f0-9]+$/.test(id)) return refusal('InvalidArgsException', `Invalid instance ID ${id}`);
  if (!/^[A-Za-z0-9_][A-Za-z0-9@._-]{0,30}$/.test(user))
    return refusal('InvalidArgsException', `Invalid OS user ${user}`);
  if (key.length < 80 || key.length > 4096 || !/^(ssh-ed25519|ssh-rsa) [A-Za-z0-9+/]+=*$/.test(key))
    return refusal('InvalidArgsException', 'Invalid SSH public key');
  const instance = await find(id);
  if (instance === undefined) return refusal('EC2InstanceNotFoundException', `Instance ${id} not found`);
  if (!instance.isRunning) return refusal('EC2InstanceStateInvalidException', `Instance ${id} is not running`);
  await keys.add(user, key);
  return { status: 200, body: { RequestId: '1', Success: true } };
}

/** An error as the service words it. */
export function refusal(type: string, message: string): JsonAnswer {
  return { status: 400, body: { __type: type, Message: message } };
}
