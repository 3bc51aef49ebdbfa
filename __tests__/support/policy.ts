import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ApiCall } from '../../lab/aws/api-call.js';
import { featuresOf, type PolicyStatement } from '../../scripts/aws-features.js';

/** A call as IAM judges it. */
export interface JudgedCall {
  readonly action: string;
  /** ARN; `*` for actions that have none. */
  readonly resource: string;
  readonly context: Readonly<Record<string, readonly string[]>>;
}

/** Features that are not about an instance. */
const OTHERS = ['route53', 'create-hosted-zone', 'set-name-servers', 'ecr'];

/** The statements of docs/aws.md for EC2 and EC2 Instance Connect, by feature. */
export function documentedStatements(): ReadonlyMap<string, readonly PolicyStatement[]> {
  const page = readFileSync(path.join(import.meta.dirname, '../../docs/aws.md'), 'utf8');
  const ofInstance = featuresOf(page).filter(({ name }) => !OTHERS.includes(name));
  return new Map(ofInstance.map(({ name, statements }) => [name, statements]));
}

/** Whether the statement allows the call. */
export function allows({ Action, Resource, Condition = {} }: PolicyStatement, call: JudgedCall): boolean {
  if (![Action].flat().includes(call.action) || (Resource !== '*' && Resource !== call.resource)) return false;
  return Object.entries(Condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, value]) => holds(operator, call.context[key] ?? [], value)),
  );
}

/** IAM User Guide, "Condition operators": without a value only ForAllValues is true. */
function holds(operator: string, given: readonly string[], value: string | readonly string[]): boolean {
  switch (operator) {
    case 'StringEquals':
      return given.length === 1 && [value].flat().includes(given[0] ?? '');
    case 'ForAllValues:StringEquals':
      return given.every((one) => [value].flat().includes(one));
    case 'NumericEquals':
      return given.length === 1 && Number(given[0]) === Number(value);
    case 'NumericLessThanEquals':
      return given.length === 1 && Number(given[0]) <= Number(value);
    default:
      throw new Error(`The operator ${operator} is not known here.`);
  }
}

/** A call to EC2 or EC2 Instance Connect, as IAM judges it. `place`: the beginning of its ARNs. */
export function judged({ action, parameters }: ApiCall, place: string): JudgedCall {
  const instance = parameters['InstanceId'] ?? parameters['InstanceId.1'] ?? parameters['ResourceId.1'];
  const group = parameters['GroupId'];
  const resource = group !== undefined ? `security-group/${group}` : `instance/${instance}`;
  const hasNone = action.startsWith('ec2:Describe');
  const tagKeys = Object.entries(parameters).flatMap(([name, value]) => (/^Tag\.\d+\.Key$/.test(name) ? [value] : []));
  const user = parameters['InstanceOSUser'];
  return {
    action,
    resource: hasNone ? '*' : `${place}:${resource}`,
    context: { 'aws:TagKeys': tagKeys, 'ec2:osuser': user === undefined ? [] : [user] },
  };
}

/** A request for a tunnel, as IAM judges it. `url`: `/openTunnel?…` */
export function judgedTunnel(url: string, place: string): JudgedCall {
  const query = new URL(url, 'wss://endpoint').searchParams;
  const get = (name: string): string => query.get(name) ?? '';
  return {
    action: 'ec2-instance-connect:OpenTunnel',
    resource: `${place}:instance-connect-endpoint/${get('instanceConnectEndpointId')}`,
    context: {
      'ec2-instance-connect:remotePort': [get('remotePort')],
      'ec2-instance-connect:maxTunnelDuration': [get('maxTunnelDuration')],
    },
  };
}
