import { generateKeyPairSync } from 'node:crypto';
import { codeIn } from '../aws/error-name.js';
import type { Instance } from '../aws/ec2.js';
import type { InstanceConnect } from '../aws/instance-connect.js';
import { DeployError } from '../errors/deploy-error.js';
import { Secret } from '../secret.js';
import type { LoginKey } from '../ssh/connect.js';
import { Unreached } from '../ssh/dial.js';
import { openSshEd25519 } from '../ssh/keys/openssh.js';
import { publicKeyOf } from '../ssh/keys/private-key.js';

/**
 * A key pair that is made in memory and never written. Its public half is pushed at each attempt to connect, since the instance admits
 * it for 60 s only; a connection that is open stays.
 */
export function pushedKey(instance: Instance, user: string, instanceConnect: () => Promise<InstanceConnect>): LoginKey {
  let key: Secret | undefined;
  return async () => {
    key ??= new Secret(openSshEd25519(generateKeyPairSync('ed25519').privateKey));
    const { type, base64 } = publicKeyOf(key);
    try {
      await (await instanceConnect()).pushKey(instance, user, `${type} ${base64}`);
    } catch (error) {
      // An instance that has just been started takes a key only after a while.
      if (error instanceof DeployError && codeIn(error.cause, 'EC2InstanceUnavailableException'))
        throw new Unreached('broke-off', error.what, error);
      throw error;
    }
    return key;
  };
}
