import type { InboundRule } from '../aws/ec2.js';

/** All addresses. */
const WORLD = new Set(['0.0.0.0/0', '::/0']);

/** Whether a rule is for a TCP port. */
export function covers({ protocol, fromPort, toPort }: InboundRule, port: number): boolean {
  if (protocol === '-1') return true;
  return (protocol === 'tcp' || protocol === '6') && fromPort <= port && port <= toPort;
}

/** The rules that admit all addresses to a TCP port. */
export function openToWorld(rules: readonly InboundRule[], port: number): readonly InboundRule[] {
  return rules.filter((rule) => covers(rule, port) && rule.network !== undefined && WORLD.has(rule.network));
}

/** Whether any rule can admit a runner to a TCP port. One for another security group or a prefix list can, too: a runner may be there. */
export function mayAdmit(rules: readonly InboundRule[], port: number): boolean {
  return rules.some((rule) => covers(rule, port));
}
