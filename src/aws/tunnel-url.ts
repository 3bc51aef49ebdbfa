import type { TunnelRequest } from './instance-connect.js';

/** Signs a request into its query, as `presign` of the SDK's signer does. */
export type Presign = (
  request: HttpRequest,
  options: { readonly expiresIn: number; readonly unsignableHeaders?: Set<string>; readonly signingDate?: Date },
) => Promise<{ readonly query?: Readonly<Record<string, string | readonly string[] | null>> }>;

interface HttpRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: Record<string, string>;
  readonly headers: Record<string, string>;
}

const EXPIRES_SECONDS = 60;

/**
 * The URL that opens a tunnel: a GET of `/openTunnel`, signed in its query for the service `ec2-instance-connect`, with the header
 * `host` alone. Source: the AWS CLI, `awscli/customizations/ec2instanceconnect/eicesigner.py`.
 */
export async function signedTunnelUrl(request: TunnelRequest, presign: Presign, signingDate?: Date): Promise<string> {
  const { endpoint, address, port, seconds } = request;
  const { query = {} } = await presign(
    {
      method: 'GET',
      protocol: 'wss:',
      hostname: endpoint.dnsName,
      path: '/openTunnel',
      query: {
        instanceConnectEndpointId: endpoint.id,
        maxTunnelDuration: String(seconds),
        remotePort: String(port),
        privateIpAddress: address,
      },
      headers: { host: endpoint.dnsName },
    },
    { expiresIn: EXPIRES_SECONDS, ...(signingDate && { signingDate }) },
  );
  const pairs = Object.entries(query).map(([key, value]) => `${encode(key)}=${encode(String(value))}`);
  return `wss://${endpoint.dnsName}/openTunnel?${pairs.join('&')}`;
}

/** RFC 3986, as the signature is computed; `encodeURIComponent` leaves five characters more. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}
