import { awsFailure } from '../aws/failure.js';
import { statementOf, statementsText, type AwsCall, type Statement } from '../aws/statement.js';
import type { DeployError } from '../errors/deploy-error.js';

/** The actions that a deploy needs in its zone. */
const actionsOfZone = [
  'route53:GetHostedZone',
  'route53:ListResourceRecordSets',
  'route53:ChangeResourceRecordSets',
] as const;

const HINTS: Readonly<Record<string, string>> = {
  InvalidChangeBatch:
    'Another process may have changed the records after this run read them. Nothing was changed; run the job again.',
  HostedZoneAlreadyExists:
    'A hosted zone of this name was created today, and does not exist any more. Create it yourself ("aws route53 create-hosted-zone"), or run the job again tomorrow.',
  TooManyHostedZones:
    'Delete a hosted zone that is no longer used, or request a higher quota of hosted zones at Service Quotas.',
  DelegationSetNotAvailable:
    'Too many accounts have a hosted zone of this name. If the domain is yours, contact AWS Support; otherwise correct the input domain.',
};

/** Explains a failed call to Route 53. */
export function route53Failure(call: AwsCall, error: unknown): DeployError {
  return awsFailure(call, error, {
    without: 'Without Route 53, set "dns: none".',
    policy: `Add this to a policy of the role or user${placeholder(call)}:\n${statementsText(statementsFor(call))}`,
    hintFor: (name) => HINTS[name],
  });
}

/** The smallest policy of a deploy, or the one statement of a call that only some deploys make. */
function statementsFor(call: AwsCall): readonly Statement[] {
  if (call.action === 'route53:CreateHostedZone') return [statementOf(call)];
  return [
    { Effect: 'Allow', Action: ['route53:ListHostedZones', 'route53:GetChange'], Resource: '*' },
    { Effect: 'Allow', Action: actionsOfZone, Resource: zoneOf(call) ?? 'arn:aws:route53:::hostedzone/ZONE-ID' },
  ];
}

function placeholder(call: AwsCall): string {
  const isKnown = call.action === 'route53:CreateHostedZone' || zoneOf(call) !== undefined;
  return isKnown ? '' : ' (replace ZONE-ID by the id of the zone from "aws route53 list-hosted-zones")';
}

function zoneOf({ resource }: AwsCall): string | undefined {
  return resource.includes(':hostedzone/') ? resource : undefined;
}
