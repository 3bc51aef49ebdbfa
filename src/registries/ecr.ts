import { messageOf } from '../errors/deploy-error.js';
import type { RegistryLogin } from '../inputs/inputs.js';
import { Secret } from '../secret.js';

const REGISTRY = /^\d{12}\.dkr\.ecr(-fips)?\.([a-z0-9-]+)\.(amazonaws\.com(?:\.cn)?)$/;

/** For the credentials, which may have to come from another service, and the token together. */
const callTimeoutMs = 5_000;

export function isEcr(registry: string): boolean {
  return REGISTRY.test(registry);
}

/**
 * A login for a private registry of Amazon ECR, valid for 12 hours: `ecr:GetAuthorizationToken`. The client of Route 53 has the credentials
 * and the signer of the SDK; a client of ECR would add to what each run loads.
 * @throws Error
 */
export async function ecrLogin(registry: string): Promise<RegistryLogin> {
  const [, fips, region = '', domain = ''] = REGISTRY.exec(registry) ?? [];
  const own = process.env['AWS_ENDPOINT_URL_ECR'] || process.env['AWS_ENDPOINT_URL'];
  const url = new URL(own ?? `https://${fips === undefined ? 'api.ecr' : 'ecr-fips'}.${region}.${domain}/`);
  const body = '{}';
  const signal = AbortSignal.timeout(callTimeoutMs);
  const signed = await Promise.race([sign(url, region, body), rejection(signal)]);
  const response = await fetch(url, { method: 'POST', headers: signed, body, signal });
  const text = await response.text();
  if (!response.ok) throw new Error(`AWS answered ${response.status} ${errorOf(text)}`);
  return loginOf(registry, text);
}

async function sign(url: URL, region: string, body: string): Promise<Record<string, string>> {
  // The SDK takes longer to load than all else; few runs need it here.
  const { Route53Client } = await import('@aws-sdk/client-route-53');
  const client = new Route53Client({ region });
  const signer = await client.config.signer({
    name: 'sigv4',
    signingName: 'ecr',
    signingRegion: region,
    properties: {},
  });
  const { headers } = await signer.sign({
    method: 'POST',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    path: url.pathname,
    query: {},
    headers: {
      host: url.host,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken',
    },
    body,
  });
  return headers;
}

async function rejection(signal: AbortSignal): Promise<never> {
  return await new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('no AWS credentials within 5 s')));
  });
}

function loginOf(registry: string, text: string): RegistryLogin {
  const found = JSON.parse(text) as {
    readonly authorizationData?: readonly { readonly authorizationToken?: string }[];
  };
  const token = Buffer.from(found.authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString('utf8');
  const [, username, password] = /^([^:]+):([^]+)$/.exec(token) ?? [];
  if (username === undefined || password === undefined) throw new Error('AWS gave no token');
  return { registry, username, password: new Secret(password) };
}

/** `{"__type": "AccessDeniedException", "Message": "User: … is not authorized to perform: …"}` */
function errorOf(text: string): string {
  try {
    const { __type: type, message, Message } = JSON.parse(text) as Readonly<Record<string, string | undefined>>;
    return [type?.replace(/^.*#/, ''), message ?? Message].filter(Boolean).join(': ');
  } catch (error) {
    return messageOf(error);
  }
}
