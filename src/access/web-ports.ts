import type { InboundRule, Instance, NewRule } from '../aws/ec2.js';
import { covers, openToWorld } from './inbound.js';
import type { InstanceFacts } from './instance-facts.js';

/** The ports of every site: HTTP for the certificate authority and for redirects, and HTTPS. */
export const WEB_PORTS = [80, 443] as const;

const ALL = { 4: '0.0.0.0/0', 6: '::/0' } as const;

/** A rule that admits visitors. */
export type WebRule = Pick<NewRule, 'group' | 'port' | 'network'>;

/** Who gets to one port of the site in one family. */
export interface WebPort {
  readonly port: number;
  readonly family: 4 | 6;
  readonly openTo: 'all' | 'some' | 'none';
  /** Networks, security groups and prefix lists that the rules for the port have. */
  readonly sources: readonly string[];
  /** Whether one of them is a security group or a prefix list: that of a load balancer or a CDN, usually. */
  readonly isChosen: boolean;
}

/** Both ports, in each family in which the instance has a public address, or IPv4 if it has none. */
export function webPortsOf({ instance, rules = [] }: InstanceFacts): readonly WebPort[] {
  const { publicAddress, ipv6Addresses } = instance;
  const hasV6 = ipv6Addresses.length > 0;
  const families = [...(publicAddress !== undefined || !hasV6 ? [4 as const] : []), ...(hasV6 ? [6 as const] : [])];
  return WEB_PORTS.flatMap((port) => families.map((family) => webPort(port, family, rules)));
}

function webPort(port: number, family: 4 | 6, rules: readonly InboundRule[]): WebPort {
  const covering = rules.filter((rule) => covers(rule, port) && isOf(rule, family));
  const isOpen = openToWorld(covering, port).some(({ network }) => network === ALL[family]);
  const sources = [...new Set(covering.map(({ network, peer }) => network ?? peer ?? 'unknown'))];
  const openTo = isOpen ? 'all' : covering.length > 0 ? 'some' : 'none';
  return { port, family, openTo, sources, isChosen: covering.some(({ network }) => network === undefined) };
}

/** Another group, or a prefix list, may be of either family. */
function isOf({ network }: InboundRule, family: 4 | 6): boolean {
  return network === undefined || network.includes(':') === (family === 6);
}

/** The rule that opens a port to all; undefined: the instance has no security group. */
export function openingRule({ port, family }: WebPort, { groups }: Pick<Instance, 'groups'>): WebRule | undefined {
  // That of the rule for runners is kept for it, so that a role may change it and no other.
  const group = groups.find(({ name }) => !name.startsWith('ec2-https-deploy')) ?? groups[0];
  return group && { group, port, network: ALL[family] };
}

/** The command that adds the rule. */
export function openingCommand({ group, port, network }: WebRule): string {
  const ranges = network.includes(':') ? `Ipv6Ranges=[{CidrIpv6=${network}}]` : `IpRanges=[{CidrIp=${network}}]`;
  return `aws ec2 authorize-security-group-ingress --group-id ${group.id} --ip-permissions 'IpProtocol=tcp,FromPort=${port},ToPort=${port},${ranges}'`;
}
