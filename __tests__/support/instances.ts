import type { ConnectEndpoint, InboundRule, Instance } from '../../src/aws/ec2.js';

const account = 'arn:aws:ec2:eu-west-1:123456789012';

/** A running instance with an Elastic IP and one security group. */
export function someInstance(changes: Partial<Instance> = {}): Instance {
  const id = changes.id ?? 'i-0123456789abcdef0';
  return {
    id,
    arn: `${account}:instance/${id}`,
    name: 'shop',
    state: 'running',
    publicAddress: '203.0.113.7',
    isElastic: true,
    privateAddress: '10.0.0.7',
    ipv6Addresses: [],
    publicDnsName: 'ec2-203-0-113-7.eu-west-1.compute.amazonaws.com',
    zone: 'eu-west-1a',
    vpcId: 'vpc-1',
    subnetId: 'subnet-1',
    isWindows: false,
    groups: [{ id: 'sg-1', name: 'web', arn: `${account}:security-group/sg-1` }],
    tags: new Map(),
    ...changes,
  };
}

export function someRule(changes: Partial<InboundRule> = {}): InboundRule {
  return {
    ...{
      id: 'sgr-1',
      groupId: 'sg-1',
      protocol: 'tcp',
      fromPort: 22,
      toPort: 22,
      network: '0.0.0.0/0',
      peer: undefined,
      description: '',
    },
    ...changes,
  };
}

export function someEndpoint(changes: Partial<ConnectEndpoint> = {}): ConnectEndpoint {
  const id = changes.id ?? 'eice-1';
  return {
    id,
    arn: `${account}:instance-connect-endpoint/${id}`,
    dnsName: `${id}.ec2-instance-connect-endpoint.eu-west-1.amazonaws.com`,
    subnetId: 'subnet-2',
    preservesClientIp: false,
    ...changes,
  };
}
