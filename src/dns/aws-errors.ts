import { DeployError, messageOf } from '../errors/deploy-error.js';

/** Error names of AWS for missing, expired or invalid credentials. */
const invalidCredentials = new Set([
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

/** Explains an error of the AWS SDK to the user. `action` is the IAM action of the failed call. */
export function awsFailure(action: string, error: unknown): DeployError {
  const name = error instanceof Error ? error.name : '';
  const why = `${name === '' ? '' : `${name}: `}${messageOf(error)}`;
  if (invalidCredentials.has(name)) {
    return new DeployError({
      code: 'aws-credentials-missing',
      what:
        name === 'CredentialsProviderError'
          ? `No AWS credentials were found for ${action}`
          : `AWS rejected the credentials of this job (${action})`,
      why,
      hint:
        'Add a step aws-actions/configure-aws-credentials before this one in the same job, and give the job ' +
        '"permissions: id-token: write" if it assumes a role. Without Route 53, set "dns: none".',
      cause: error,
    });
  }
  if (denied.has(name)) {
    return new DeployError({
      code: 'aws-denied',
      what: `AWS denied ${action} to the credentials of this job`,
      why,
      hint: policyFor(messageOf(error)),
      cause: error,
    });
  }
  return new DeployError({ code: 'aws-error', what: `${action} failed`, why, hint: hintFor(name), cause: error });
}

/** The smallest policy. AWS names the zone in its message, unless the denied call concerns no zone. */
function policyFor(refusal: string): string {
  const [zone] = /arn:aws[\w-]*:route53:::hostedzone\/\w+/.exec(refusal) ?? [];
  const statements = [
    { Effect: 'Allow', Action: ['route53:ListHostedZones', 'route53:GetChange'], Resource: '*' },
    { Effect: 'Allow', Action: actionsOfZone, Resource: zone ?? 'arn:aws:route53:::hostedzone/ZONE-ID' },
  ];
  const where =
    zone === undefined ? ' (replace ZONE-ID by the id of the zone from "aws route53 list-hosted-zones")' : '';
  return `Add this to a policy of the role or user${where}:\n${JSON.stringify(statements, undefined, 2)}`;
}

function hintFor(name: string): string {
  if (name === 'InvalidChangeBatch') {
    return 'Another process may have changed the records after this run read them. Nothing was changed; run the job again.';
  }
  return 'Run the job again. If it fails again, check https://health.aws.amazon.com and the network of the runner.';
}
