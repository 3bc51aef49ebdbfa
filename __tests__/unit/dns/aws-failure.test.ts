import { expect, test } from '@jest/globals';
import { awsFailure } from '../../../src/dns/aws-failure.js';

const named = (name: string) => Object.assign(new Error('the message of AWS'), { name });

test.each([
  ['CredentialsProviderError', 'aws-credentials-missing', 'configure-aws-credentials'],
  ['ExpiredToken', 'aws-credentials-missing', 'id-token: write'],
  ['SignatureDoesNotMatch', 'aws-credentials-missing', 'configure-aws-credentials'],
  ['AccessDenied', 'aws-denied', 'route53:GetChange'],
  ['AccessDeniedException', 'aws-denied', 'route53:ChangeResourceRecordSets'],
  ['InvalidChangeBatch', 'aws-failed', 'run the job again'],
  ['Throttling', 'aws-failed', 'Run the job again'],
])('%s is %s, with a hint of %s', (name, code, hint) => {
  const failure = awsFailure('route53:GetChange', named(name));
  expect(failure).toMatchObject({ code, why: `${name}: the message of AWS` });
  expect(failure.what).toContain('route53:GetChange');
  expect(failure.hint).toContain(hint);
});

test('the statement to add is JSON that IAM takes as it is', () => {
  const { hint } = awsFailure('route53:GetHostedZone', named('AccessDenied'));
  const statements: unknown = JSON.parse(hint.slice(hint.indexOf('[')));
  expect(statements).toHaveLength(2);
});
