import type {
  Ec2InstanceConnectEndpoint,
  Instance as ApiInstance,
  InstanceNetworkInterface,
  Reservation,
  SecurityGroupRule,
} from '@aws-sdk/client-ec2';
import { ec2Arn, type Place } from './arn.js';
import type { ConnectEndpoint, InboundRule, Instance, InstanceState, SecurityGroup } from './ec2.js';

/** Owner of an address that AWS took from its pool; the owner of an Elastic IP is the account. */
const POOL = 'amazon';

export function instancesOf(reservation: Reservation, region: string): readonly Instance[] {
  const place = { region, account: reservation.OwnerId ?? '' };
  return (reservation.Instances ?? []).map((instance) => instanceOf(instance, place));
}

function instanceOf(instance: ApiInstance, place: Place): Instance {
  const tags = new Map((instance.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
  const interfaces = instance.NetworkInterfaces ?? [];
  const id = instance.InstanceId ?? '';
  return {
    id,
    arn: ec2Arn(place, `instance/${id}`),
    name: tags.get('Name'),
    state: stateOf(instance.State?.Name),
    publicAddress: given(instance.PublicIpAddress),
    isElastic: isElastic(interfaces, instance.PublicIpAddress),
    privateAddress: given(instance.PrivateIpAddress),
    ipv6Addresses: interfaces.flatMap(({ Ipv6Addresses }) =>
      (Ipv6Addresses ?? []).flatMap((one) => one.Ipv6Address ?? []),
    ),
    publicDnsName: given(instance.PublicDnsName),
    zone: instance.Placement?.AvailabilityZone ?? '',
    vpcId: given(instance.VpcId),
    subnetId: given(instance.SubnetId),
    isWindows: instance.Platform?.toLowerCase() === 'windows',
    groups: groupsOf(instance, place),
    tags,
  };
}

/** Those of the primary network interface first. */
function groupsOf(
  { SecurityGroups = [], NetworkInterfaces = [] }: ApiInstance,
  place: Place,
): readonly SecurityGroup[] {
  const all = [...SecurityGroups, ...NetworkInterfaces.flatMap(({ Groups }) => Groups ?? [])];
  const names = new Map(all.map(({ GroupId = '', GroupName = '' }) => [GroupId, GroupName]));
  return [...names].map(([id, name]) => ({ id, name, arn: ec2Arn(place, `security-group/${id}`) }));
}

function stateOf(name: string | undefined): InstanceState {
  switch (name) {
    case 'running':
    case 'stopping':
    case 'stopped':
    case 'shutting-down':
    case 'terminated':
      return name;
    default:
      return 'pending';
  }
}

function isElastic(interfaces: readonly InstanceNetworkInterface[], address: string | undefined): boolean {
  const found = interfaces.find(({ Association }) => address !== undefined && Association?.PublicIp === address);
  return found !== undefined && found.Association?.IpOwnerId !== POOL;
}

/** undefined: an outbound rule. */
export function inboundRuleOf(rule: SecurityGroupRule): InboundRule | undefined {
  if (rule.IsEgress === true) return undefined;
  return {
    id: rule.SecurityGroupRuleId ?? '',
    groupId: rule.GroupId ?? '',
    protocol: rule.IpProtocol ?? '',
    fromPort: rule.FromPort ?? -1,
    toPort: rule.ToPort ?? -1,
    network: rule.CidrIpv4 ?? rule.CidrIpv6,
    peer: rule.ReferencedGroupInfo?.GroupId ?? rule.PrefixListId,
    description: rule.Description ?? '',
  };
}

export function endpointOf(endpoint: Ec2InstanceConnectEndpoint): ConnectEndpoint {
  return {
    id: endpoint.InstanceConnectEndpointId ?? '',
    arn: endpoint.InstanceConnectEndpointArn ?? '',
    dnsName: endpoint.DnsName ?? '',
    subnetId: endpoint.SubnetId,
    preservesClientIp: endpoint.PreserveClientIp === true,
  };
}

/** EC2 gives an empty name where there is none. */
function given(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
