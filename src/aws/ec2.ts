import type { InstanceQuery } from '../inputs/parsers/instance.js';

export type InstanceState = 'pending' | 'running' | 'stopping' | 'stopped' | 'shutting-down' | 'terminated';

/** An instance as EC2 describes it. */
export interface Instance {
  readonly id: string;
  readonly arn: string;
  /** Value of its tag Name. */
  readonly name: string | undefined;
  readonly state: InstanceState;
  /** Public IPv4 address; one that is not running has only an Elastic IP. */
  readonly publicAddress: string | undefined;
  /** Whether that address stays when the instance is stopped and started. */
  readonly isElastic: boolean;
  readonly privateAddress: string | undefined;
  /** Global ones, which are public and private at once. */
  readonly ipv6Addresses: readonly string[];
  readonly publicDnsName: string | undefined;
  readonly zone: string;
  readonly vpcId: string | undefined;
  readonly subnetId: string | undefined;
  readonly isWindows: boolean;
  readonly groups: readonly SecurityGroup[];
  readonly tags: ReadonlyMap<string, string>;
}

export interface SecurityGroup {
  readonly id: string;
  readonly name: string;
  readonly arn: string;
}

/** An inbound rule of a security group. */
export interface InboundRule {
  readonly id: string;
  readonly groupId: string;
  /** `tcp`, `udp` … or `-1` for all. */
  readonly protocol: string;
  /** Both -1: all ports. */
  readonly fromPort: number;
  readonly toPort: number;
  /** A network in CIDR notation; undefined: another group, or a prefix list. */
  readonly network: string | undefined;
  /** ID of that group or prefix list. */
  readonly peer: string | undefined;
  readonly description: string;
}

/** An endpoint that tunnels connections into a VPC. */
export interface ConnectEndpoint {
  readonly id: string;
  readonly arn: string;
  readonly dnsName: string;
  readonly subnetId: string | undefined;
  /** Whether the instance sees the address of the runner, so that its security group must admit it. */
  readonly preservesClientIp: boolean;
}

/** A rule to be added. */
export interface NewRule {
  readonly group: SecurityGroup;
  /** TCP port. */
  readonly port: number;
  /** `203.0.113.7/32`, `2001:db8::7/128` */
  readonly network: string;
  readonly description: string;
}

/**
 * The calls of the EC2 API that a deploy makes. Each throws DeployError aws-credentials-missing, aws-region-missing, aws-denied or
 * aws-error.
 */
export interface Ec2 {
  readonly region: () => Promise<string>;
  /** Those that exist in the region, in whatever state. An id that does not exist gives none. */
  readonly findInstances: (query: InstanceQuery) => Promise<readonly Instance[]>;
  readonly startInstance: (instance: Instance) => Promise<void>;
  /** The last 64 KiB of the console; undefined: there is no output yet. `isLatest`: as of now, which only Nitro types have. */
  readonly consoleOutput: (instance: Instance, isLatest: boolean) => Promise<string | undefined>;
  readonly tagInstance: (instance: Instance, key: string, value: string) => Promise<void>;
  readonly inboundRules: (groups: readonly SecurityGroup[]) => Promise<readonly InboundRule[]>;
  /** The new rule's id; undefined: the group has a rule for this port and network already. */
  readonly addRule: (rule: NewRule) => Promise<string | undefined>;
  /** Removes rules of one group; one that is gone is no error. */
  readonly removeRules: (group: SecurityGroup, ruleIds: readonly string[]) => Promise<void>;
  readonly endpointsIn: (vpcId: string) => Promise<readonly ConnectEndpoint[]>;
}
