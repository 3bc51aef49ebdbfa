import type { Instance } from '../aws/ec2.js';

/** `i-0123… (shop)` */
export function instanceText({ id, name }: Pick<Instance, 'id' | 'name'>): string {
  return name === undefined || name === '' ? id : `${id} (${name})`;
}

/** One line of a list of instances. */
export function instanceLine(instance: Instance): string {
  const { state, zone, publicAddress, privateAddress } = instance;
  const address = publicAddress ?? privateAddress ?? 'no address';
  return `${instanceText(instance)}, ${state}, ${zone}, ${address}`;
}

/** What a run prints of its instance. */
export function instanceNote(instance: Instance): string {
  const { zone, publicAddress, privateAddress, ipv6Addresses, isElastic, groups } = instance;
  const shown = [
    ...(publicAddress === undefined ? [] : [`${publicAddress} (${isElastic ? 'Elastic IP' : 'no Elastic IP'})`]),
    ...ipv6Addresses,
    ...(privateAddress === undefined ? [] : [`${privateAddress} (private)`]),
  ];
  const names = groups.map(({ id, name }) => `${id} (${name})`).join(', ');
  return `Instance ${instanceText(instance)} in ${zone}: ${shown.join(', ') || 'no address'}; security groups: ${names || 'none'}`;
}
