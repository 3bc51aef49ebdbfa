import type { ApiCall, ApiError, Fault } from './api-call.js';

/** An EC2 Instance Connect Endpoint of the account. */
export interface Endpoint {
  readonly id: string;
  readonly dnsName: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly state?: string;
}

/** What the account has besides what moto knows. */
export interface Overlay {
  endpoints: readonly Endpoint[];
  /** Console output by instance: as of now (Nitro), and as posted after the boot. */
  readonly console: Map<string, { readonly latest?: string; readonly posted?: string }>;
  /** IAM actions that are denied to the caller. */
  readonly denied: Set<string>;
  /** What else happens to calls, by IAM action. */
  readonly faults: Map<string, Fault>;
  /** Where the account is. */
  readonly region: string;
  /** Whether public addresses belong to Amazon's pool, not to the account. */
  hasPoolAddresses: boolean;
}

export interface Answer {
  readonly status: number;
  readonly body: string;
}

const NAMESPACE = 'http://ec2.amazonaws.com/doc/2016-11-15/';

/** The answer to a call that moto does not know, or answers by a stub; undefined: moto answers. */
export function overlaid({ action, parameters }: ApiCall, overlay: Overlay): Answer | undefined {
  const { endpoints, console: consoles, region } = overlay;
  if (action === 'ec2:DescribeInstanceConnectEndpoints') return describeEndpoints(parameters, endpoints, region);
  if (action !== 'ec2:GetConsoleOutput') return undefined;
  const id = parameters['InstanceId'] ?? '';
  const { latest, posted } = consoles.get(id) ?? {};
  const output = parameters['Latest'] === 'true' ? latest : posted;
  const content = output === undefined ? '' : `<output>${Buffer.from(output).toString('base64')}</output>`;
  return answer(
    'GetConsoleOutput',
    `<instanceId>${id}</instanceId><timestamp>2026-11-27T08:00:00.000Z</timestamp>${content}`,
  );
}

function describeEndpoints(form: ApiCall['parameters'], endpoints: readonly Endpoint[], region: string): Answer {
  const [vpcs, states] = [filter(form, 'vpc-id'), filter(form, 'state')];
  const items = endpoints
    .filter(({ vpcId, state = 'create-complete' }) => vpcs.includes(vpcId) && states.includes(state))
    .map(
      ({ id, dnsName, vpcId, subnetId, state = 'create-complete' }) =>
        `<item><instanceConnectEndpointId>${id}</instanceConnectEndpointId><instanceConnectEndpointArn>arn:aws:ec2:${region}:123456789012:instance-connect-endpoint/${id}</instanceConnectEndpointArn><dnsName>${dnsName}</dnsName><vpcId>${vpcId}</vpcId><subnetId>${subnetId}</subnetId><state>${state}</state><preserveClientIp>false</preserveClientIp></item>`,
    );
  return answer(
    'DescribeInstanceConnectEndpoints',
    `<instanceConnectEndpointSet>${items.join('')}</instanceConnectEndpointSet>`,
  );
}

/** Values of `Filter.N.Value.M` with that `Filter.N.Name`. */
function filter(form: ApiCall['parameters'], name: string): readonly string[] {
  const prefix = Object.entries(form).find(([key, value]) => /^Filter\.\d+\.Name$/.test(key) && value === name)?.[0];
  const number = prefix?.split('.')[1] ?? '';
  return Object.entries(form)
    .filter(([key]) => key.startsWith(`Filter.${number}.Value.`))
    .map(([, value]) => value);
}

function answer(action: string, content: string): Answer {
  return {
    status: 200,
    body: `<${action}Response xmlns="${NAMESPACE}"><requestId>req-1</requestId>${content}</${action}Response>`,
  };
}

/** An error as EC2 words it. */
export function errorAnswer({ name, message }: ApiError): Answer {
  const error = `<Errors><Error><Code>${name}</Code><Message>${message}</Message></Error></Errors>`;
  return { status: STATUS.get(name) ?? 400, body: `<Response>${error}<RequestID>req-1</RequestID></Response>` };
}

const STATUS: ReadonlyMap<string, number> = new Map([
  ['UnauthorizedOperation', 403],
  ['InternalError', 500],
  ['RequestLimitExceeded', 503],
]);
