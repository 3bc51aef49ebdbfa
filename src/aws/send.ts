import { awsFailure } from './failure.js';
import type { AwsCall } from './statement.js';

/** Time limit of one API call with all its retries. */
const CALL_TIMEOUT_MS = 60_000;

/** Enough for the request limits of an account that other jobs use too. */
export const MAX_ATTEMPTS = 8;

/** What the AWS clients of a run have in common. The region and the credentials come from the SDK's own chain. */
export const CLIENT_CONFIG = { maxAttempts: MAX_ATTEMPTS, customUserAgent: 'ec2-https-deploy' } as const;

const WITHOUT = 'Without AWS, set host, ssh-key and host-key instead of instance.';

/**
 * Sends one call.
 * @throws DeployError aws-credentials-missing, aws-region-missing, aws-denied, aws-error
 */
export async function send<T>(
  call: AwsCall,
  request: (limit: { abortSignal: AbortSignal }) => Promise<T>,
  hintFor?: (errorName: string) => string | undefined,
): Promise<T> {
  try {
    return await request({ abortSignal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
  } catch (error) {
    throw awsFailure(call, error, { without: WITHOUT, ...(hintFor && { hintFor }) });
  }
}
