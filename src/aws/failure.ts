import { DeployError, messageOf } from '../errors/deploy-error.js';
import { statementOf, statementsText, type AwsCall } from './statement.js';

/** Error names of AWS for credentials whose time is over; EC2 uses the last one for them and for a clock that is wrong. */
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);

/** The same for credentials that are missing or invalid. */
const INVALID_CREDENTIALS = new Set([
  ...EXPIRED,
  'AuthFailure',
  'CredentialsProviderError',
  'InvalidClientTokenId',
  'InvalidSignatureException',
  'MissingAuthenticationTokenException',
  'SignatureDoesNotMatch',
  'UnrecognizedClientException',
]);

const DENIED = new Set(['AccessDenied', 'AccessDeniedException', 'AuthException', 'UnauthorizedOperation']);

/** Error names of AWS for calls above a limit of the account, or, at Route 53, while another change of the zone is in progress. */
const THROTTLED = new Set([
  'PriorRequestNotComplete',
  'RequestLimitExceeded',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);

/** What to say of a failed call besides what AWS says. */
export interface FailureWords {
  /** How to do without these credentials. */
  readonly without: string;
  /** The policy to add; default: the statement that allows the call. */
  readonly policy?: string;
  /** What to do about an error of this name. */
  readonly hintFor?: (errorName: string) => string | undefined;
}

const RUN_AGAIN =
  'Run the job again. If it fails again, check https://health.aws.amazon.com and the network of the runner.';

const RUN_LATER =
  'The limit of requests that all programs of the account share was reached at each attempt. Run the job again when fewer of them are ' +
  'running.';

const CONFIGURE =
  'Add a step aws-actions/configure-aws-credentials before this one in the same job, and give the job ' +
  '"permissions: id-token: write" if it assumes a role.';

const RENEW =
  'They have expired. Run the step aws-actions/configure-aws-credentials directly before this one, or raise its role-duration-seconds ' +
  '(one hour by default; the role has a maximum session duration, too). On a self-hosted runner, check the clock.';

/** Whether the error of that name concerns the credentials, not what they may do. */
export function isOfCredentials(name: string): boolean {
  return INVALID_CREDENTIALS.has(name);
}

/** Explains a failed call to the user. */
export function awsFailure(call: AwsCall, error: unknown, words: FailureWords): DeployError {
  const { action, resource } = call;
  const name = error instanceof Error ? error.name : '';
  const message = withoutEncoded(messageOf(error));
  const why = `${name === '' || name === 'Error' ? '' : `${name}: `}${message}`;
  if (/^Region is missing/.test(message)) return regionMissing(action, error);
  if (INVALID_CREDENTIALS.has(name)) {
    return new DeployError({
      code: 'aws-credentials-missing',
      what:
        name === 'CredentialsProviderError'
          ? `No AWS credentials were found for ${action}`
          : `AWS rejected the credentials of this job (${action})`,
      why,
      hint: `${EXPIRED.has(name) ? RENEW : CONFIGURE} ${words.without}`,
      cause: error,
    });
  }
  if (DENIED.has(name)) {
    return new DeployError({
      code: 'aws-denied',
      what:
        resource === '*'
          ? `AWS denied ${action} to the credentials of this job`
          : `AWS denied ${action} on ${resource} to the credentials of this job`,
      why,
      hint: words.policy ?? `Add this to a policy of the role or user:\n${statementsText([statementOf(call)])}`,
      cause: error,
    });
  }
  const hint = words.hintFor?.(name) ?? (THROTTLED.has(name) ? RUN_LATER : RUN_AGAIN);
  return new DeployError({ code: 'aws-error', what: `${action} failed`, why, hint, cause: error });
}

function regionMissing(action: string, error: unknown): DeployError {
  return new DeployError({
    code: 'aws-region-missing',
    what: `No AWS region is set for ${action}`,
    hint: 'Set aws-region in the step aws-actions/configure-aws-credentials, or the variable AWS_REGION in the job, to the region of the instance.',
    cause: error,
  });
}

/** EC2 appends a kilobyte that only `aws sts decode-authorization-message` reads. */
function withoutEncoded(message: string): string {
  return message.replace(/\s*Encoded authorization failure message: \S+/, '');
}
