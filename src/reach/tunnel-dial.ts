import { awsFailure, isOfCredentials } from '../aws/failure.js';
import type { InstanceConnect, TunnelRequest } from '../aws/instance-connect.js';
import { openTunnelCall } from '../aws/open-tunnel-call.js';
import { TunnelRefused } from '../aws/tunnel.js';
import { DeployError } from '../errors/deploy-error.js';
import { Unreached, type Dial } from '../ssh/dial.js';
import type { ReachPorts } from './ports.js';

/** Statuses after which a further attempt may help: too many tunnels at once, or the service's own failure. */
const isPassing = (status: number | undefined): boolean => status === undefined || status === 429 || status >= 500;

/** Dials through an endpoint. Each attempt is signed anew: a signed URL is valid for 60 s. */
export function tunnelDial(
  request: TunnelRequest,
  instanceConnect: () => Promise<InstanceConnect>,
  openTunnel: ReachPorts['openTunnel'],
): Dial {
  return async (timeoutMs, signal) => {
    const url = await (await instanceConnect()).tunnelUrl(request);
    try {
      return await openTunnel(url.reveal(), { timeoutMs, signal });
    } catch (error) {
      if (error instanceof TunnelRefused) throw explained(error, request);
      throw error;
    }
  };
}

function explained(error: TunnelRefused, request: TunnelRequest): Error {
  const { status, message } = error;
  if (isPassing(status)) return new Unreached('broke-off', `the endpoint ${request.endpoint.id}: ${message}`, error);
  if (status === 401 || status === 403) {
    const name = error.type !== undefined && isOfCredentials(error.type) ? error.type : 'AccessDeniedException';
    return awsFailure(openTunnelCall(request), Object.assign(new Error(message), { name }), { without: '' });
  }
  return new DeployError({
    code: 'tunnel-refused',
    what: `The endpoint ${request.endpoint.id} refused a tunnel to ${request.address}, port ${request.port}: ${message}`,
    hint: 'Check that the endpoint is in the VPC of the instance, and that its address type (ipv4, dualstack, ipv6) fits the address.',
    cause: error,
  });
}
