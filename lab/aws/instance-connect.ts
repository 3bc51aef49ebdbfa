import type { IncomingMessage, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
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

/** Answers SendSSHPublicKey, with the errors of the service's own model. Success means only that the service has the key. */
export async function sendSshPublicKey(
  request: IncomingMessage,
  response: ServerResponse,
  { find, keys }: InstanceConnectOptions,
): Promise<void> {
  const answer = (status: number, body: object): void => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
  };
  const refuse = (type: string, message: string): void => answer(400, { __type: type, Message: message });
  const {
    InstanceId: id = '',
    InstanceOSUser: user = '',
    SSHPublicKey: key = '',
  } = JSON.parse(await text(request)) as Push;
  if (!/^i-[a-f0-9]+$/.test(id)) return refuse('InvalidArgsException', `Invalid instance ID ${id}`);
  if (!/^[A-Za-z0-9_][A-Za-z0-9@._-]{0,30}$/.test(user))
    return refuse('InvalidArgsException', `Invalid OS user ${user}`);
  if (key.length < 80 || key.length > 4096 || !/^(ssh-ed25519|ssh-rsa) [A-Za-z0-9+/]+=*$/.test(key))
    return refuse('InvalidArgsException', 'Invalid SSH public key');
  const instance = await find(id);
  if (instance === undefined) return refuse('EC2InstanceNotFoundException', `Instance ${id} not found`);
  if (!instance.isRunning) return refuse('EC2InstanceStateInvalidException', `Instance ${id} is not running`);
  await keys.add(user, key);
  answer(200, { RequestId: '1', Success: true });
}
