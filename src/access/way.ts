import type { ConnectEndpoint, Instance } from '../aws/ec2.js';
import type { Failure } from '../errors/deploy-error.js';
import type { AccessInput } from '../inputs/access.js';
import { instanceText } from './describe.js';
import { mayAdmit } from './inbound.js';
import type { InstanceFacts } from './instance-facts.js';

/** The way to the SSH server that is tried first. */
export interface Way {
  /** `tunnel-if-any`: through an endpoint in the instance's VPC if there is one, otherwise directly. */
  readonly kind: 'direct' | 'tunnel' | 'tunnel-if-any';
  readonly because: string;
  /** Whether an endpoint may be used if the host cannot be reached directly. */
  readonly mayTunnelLater: boolean;
}

/** Chooses the way. `port`: the port of the SSH server. */
export function chooseWay(
  input: Pick<AccessInput, 'access' | 'host' | 'opensPort'> & { readonly port: number },
  { instance, rules }: InstanceFacts,
): Way {
  const { access, host, opensPort, port } = input;
  if (access === 'instance-connect-endpoint')
    return { kind: 'tunnel', because: `access: ${access}`, mayTunnelLater: false };
  if (access !== undefined) return { kind: 'direct', because: `access: ${access}`, mayTunnelLater: false };
  if (host === undefined && directAddress(instance) === undefined)
    return { kind: 'tunnel-if-any', because: 'the instance has no public address', mayTunnelLater: false };
  if (!opensPort && rules !== undefined && !mayAdmit(rules, port))
    return {
      kind: 'tunnel-if-any',
      because: `no security group of the instance allows port ${port}`,
      mayTunnelLater: false,
    };
  return { kind: 'direct', because: 'the instance has a public address', mayTunnelLater: true };
}

/** A public address of the instance. */
export function directAddress({ publicAddress, ipv6Addresses }: Instance): string | undefined {
  return publicAddress ?? ipv6Addresses[0];
}

/** The address to which an endpoint connects. */
export function tunnelAddress({ privateAddress, ipv6Addresses }: Instance): string {
  return privateAddress ?? ipv6Addresses[0] ?? '';
}

/** One in the instance's subnet first, then any of its VPC, as the AWS CLI chooses. */
export function chooseEndpoint(
  endpoints: readonly ConnectEndpoint[],
  { subnetId }: Instance,
): ConnectEndpoint | undefined {
  return endpoints.find((endpoint) => endpoint.subnetId === subnetId) ?? endpoints[0];
}

/** The failure if no rule admits anything to the port and none is added: nobody needs to wait for a timeout then. */
export function portClosed(
  { opensPort, port }: Pick<AccessInput, 'opensPort'> & { readonly port: number },
  { instance, rules }: InstanceFacts,
): Failure | undefined {
  if (opensPort || rules === undefined || mayAdmit(rules, port)) return undefined;
  return {
    code: 'ssh-port-closed',
    what: `No security group of instance ${instanceText(instance)} allows port ${port}`,
    why: `Its security groups are ${instance.groups.map(({ id, name }) => `${id} (${name})`).join(', ')}. No EC2 Instance Connect Endpoint was used.`,
    hint: [
      'Set open-port: true, which allows the runner for the time of the login.',
      `Or keep the port closed: create an endpoint in the VPC, which takes some minutes, and is used from then on: aws ec2 create-instance-connect-endpoint --subnet-id ${instance.subnetId ?? 'SUBNET'}`,
    ].join('\n'),
  };
}

export function endpointMissing(instance: Instance): Failure {
  return {
    code: 'endpoint-missing',
    what: `There is no EC2 Instance Connect Endpoint in the VPC ${instance.vpcId ?? ''} of instance ${instanceText(instance)}`,
    hint: `Create one, which takes some minutes: aws ec2 create-instance-connect-endpoint --subnet-id ${instance.subnetId ?? 'SUBNET'}. Or set access: instance-connect with open-port: true.`,
  };
}
