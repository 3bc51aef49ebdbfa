import { awsFailure } from '../aws/failure.js';
import { statementsText, type Statement } from '../aws/statement.js';
import { messageOf, type DeployError } from '../errors/deploy-error.js';

/** The actions that a deploy needs; GetChange has no zone in its resource. */
const actionsOfZone = [
  'route53:GetHostedZone',
  'route53:ListResourceRecordSets',
  'route53:ChangeResourceRecordSets',
] as const;

/** Explains a failed call to Route 53. `action` is its IAM action. AWS names the zone in its message, unless the call concerns no zone. */
export function route53Failure(action: string, error: unknown): DeployError {
  const [zone] = /arn:aws[\w-]*:route53:::hostedzone\/\w+/.exec(messageOf(error)) ?? [];
  return awsFailure({ action, resource: zone ?? '*' }, error, {
    without: 'Without Route 53, set "dns: none".',
    policy: policyFor(zone),
    hintFor: (name) =>
      name === 'InvalidChangeBatch'
        ? 'Another process may have changed the records after this run read them. Nothing was changed; run the job again.'
        : undefined,
  });
}

/** The smallest policy of a deploy. */
function policyFor(zone: string | undefined): string {
  const statements: readonly Statement[] = [
    { Effect: 'Allow', Action: ['route53:ListHostedZones', 'route53:GetChange'], Resource: '*' },
    { Effect: 'Allow', Action: actionsOfZone, Resource: zone ?? 'arn:aws:route53:::hostedzone/ZONE-ID' },
  ];
  const where =
    zone === undefined ? ' (replace ZONE-ID by the id of the zone from "aws route53 list-hosted-zones")' : '';
  return `Add this to a policy of the role or user${where}:\n${statementsText(statements)}`;
}
