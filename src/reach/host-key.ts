import { hostKeysInConsole } from '../access/console-host-keys.js';
import { consoleHostKey, HOST_KEY_TAG, knownHostKey, type TrustedHostKey } from '../access/host-key-source.js';
import { instanceText } from '../access/describe.js';
import type { Ec2, Instance } from '../aws/ec2.js';
import { DeployError } from '../errors/deploy-error.js';
import type { ReachPorts } from './ports.js';

type HostKeyPorts = Pick<ReachPorts, 'ec2' | 'inputs' | 'say' | 'warn'>;

/** What the host is compared with: the input, else the tag of the instance, else the console output of its first boot. */
export async function trustedHostKey(instance: Instance, ports: HostKeyPorts): Promise<TrustedHostKey> {
  const known = knownHostKey(ports.inputs.hostKey, instance.tags.get(HOST_KEY_TAG));
  if (known !== undefined) return known;
  const found = await fromConsole(instance, await ports.ec2(), ports);
  if (found.source === 'console')
    ports.say(`The host key is taken from the console output of ${instanceText(instance)}: ${shown(found)}`);
  return found;
}

async function fromConsole(instance: Instance, ec2: Ec2, { warn }: HostKeyPorts): Promise<TrustedHostKey> {
  try {
    for (const isLatest of [true, false]) {
      const found = consoleHostKey(hostKeysInConsole((await ec2.consoleOutput(instance, isLatest)) ?? ''));
      if (found.source === 'console') return found;
    }
  } catch (error) {
    if (!(error instanceof DeployError) || error.code !== 'aws-denied') throw error;
    warn(`The console output of the instance was not read for its host key: ${error.what}\n${error.hint}`);
  }
  return consoleHostKey(undefined);
}

/**
 * Keeps the key of a host that has been verified by the console: its output is overwritten after some time. `fingerprint`: that of the key
 * which the host presented.
 */
export async function rememberHostKey(instance: Instance, fingerprint: string, ports: HostKeyPorts): Promise<void> {
  const pin = `To compare it in the workflow as well, set the input host-key to ${fingerprint}`;
  if (ports.inputs.dryRun) {
    ports.say(pin);
    return;
  }
  try {
    await (await ports.ec2()).tagInstance(instance, HOST_KEY_TAG, fingerprint);
    ports.say(`The host key is kept in the tag ${HOST_KEY_TAG} of ${instanceText(instance)}, for later runs. ${pin}`);
  } catch (error) {
    if (!(error instanceof DeployError)) throw error;
    ports.warn(
      `Set the input host-key to ${fingerprint}. This run compared the key with the console output of ${instanceText(instance)}, which is overwritten after some time; later runs then stop. To keep the key in a tag of the instance instead: ${error.what}\n${error.hint}`,
    );
  }
}

function shown({ policy }: TrustedHostKey): string {
  const pins = policy.kind === 'pinned' ? policy.pins : [];
  return pins.map((pin) => (pin.kind === 'key' ? `${pin.type} ${pin.base64}` : pin.sha256)).join(', ');
}
