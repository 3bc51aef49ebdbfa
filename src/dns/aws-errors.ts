import { DeployError, messageOf } from '../errors/deploy-error.js';

/** Error names of AWS that mean: nobody we know. */
const unknownCaller = new Set([
  'CredentialsProviderError',
  'ExpiredToken',
  'ExpiredTokenException',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

const denied = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation']);

/** The actions that a deploy needs; GetChange has no zone in its resource. */
const actionsOfZone = [
  'route53:GetHostedZone',
  'route53:ListResourceRecordSets',
  'route53:ChangeResourceRecordSets',
] as const;

/** Says what an error of the AWS SDK means for the user. `action` is the IAM action that was asked for. */
export function awsFailure(action: string, error: unknown): DeployError {
  const name = error instanceof Error ? error.name : '';
  const why = `${name === '' ? '' : `${name}: `}${messageOf(error)}`;
  if (unknownCaller.has(name)) {
    return new DeployError({
      code: 'aws-credentials-missing',
      what:
        name === 'CredentialsProviderError'
          ? `No AWS credentials were found for ${action}`
          : `AWS does not accept the credentials of this job (${action})`,
      why,
      hint:
        'Put a step aws-actions/configure-aws-credentials before this one, in the same job, and give the job ' +
        '"permissions: id-token: write" if it assumes a role. Without Route 53, set "dns: none".',
      cause: error,
    });
  }
  if (denied.has(name)) {
    return new DeployError({
      code: 'aws-denied',
      what: `AWS refused ${action} to the credentials of this job`,
      why,
      hint: policyFor(messageOf(error)),
      cause: error,
    });
  }
  return new DeployError({ code: 'aws-failed', what: `${action} failed`, why, hint: hintFor(name), cause: error });
}

/** The smallest policy. AWS names the zone in its refusal, unless it refused a call that is about no zone. */
function policyFor(refusal: string): string {
  const [zone] = /arn:aws[\w-]*:route53:::hostedzone\/\w+/.exec(refusal) ?? [];
  const statements = [
    { Effect: 'Allow', Action: ['route53:ListHostedZones', 'route53:GetChange'], Resource: '*' },
    { Effect: 'Allow', Action: actionsOfZone, Resource: zone ?? 'arn:aws:route53:::hostedzone/ZONE-ID' },
  ];
  const where =
    zone === undefined ? ' (ZONE-ID is the id that "aws route53 list-hosted-zones" shows for the zone)' : '';
  return `Add this to a policy of the role or user${where}:\n${JSON.stringify(statements, undefined, 2)}`;
}

function hintFor(name: string): string {
  if (name === 'InvalidChangeBatch') {
    return 'The records may have been changed by somebody else since they were read: run the job again. Nothing was changed.';
  }
  return 'Run the job again; if it stays so, look at https://health.aws.amazon.com and at the network of the runner.';
}
