import type { Instance } from '../aws/ec2.js';
import type { Failure } from '../errors/deploy-error.js';
import { instanceText } from './describe.js';

/** All addresses of an instance. */
export function addressesOf({ publicAddress, privateAddress, ipv6Addresses }: Instance): readonly string[] {
  return [publicAddress ?? [], ipv6Addresses, privateAddress ?? []].flat();
}

/** The failure if `host` is not this instance. `resolved`: the addresses that the host is or resolves to. */
export function contradiction(host: string, resolved: readonly string[], instance: Instance): Failure | undefined {
  const own = addressesOf(instance);
  if (host === instance.publicDnsName || resolved.some((address) => own.includes(address))) return undefined;
  const found = resolved.length === 0 ? 'does not resolve' : `is ${resolved.join(', ')}`;
  return {
    code: 'instance-address-mismatch',
    what: `The host ${host} is not the instance ${instanceText(instance)}`,
    why: `${host} ${resolved.includes(host) ? 'is not among its addresses' : found}; the instance has ${own.join(', ') || 'no address'}. A public address that is not an Elastic IP changes when the instance is stopped and started.`,
    hint: 'Remove the input host, so that the address of the instance is used, or correct one of the two.',
  };
}
