import type { TunnelRequest } from './instance-connect.js';
import type { AwsCall } from './statement.js';

/** The permission that a tunnel needs. */
export function openTunnelCall({ endpoint, port }: TunnelRequest): AwsCall {
  const condition = { NumericEquals: { 'ec2-instance-connect:remotePort': String(port) } };
  return { action: 'ec2-instance-connect:OpenTunnel', resource: endpoint.arn, condition };
}
