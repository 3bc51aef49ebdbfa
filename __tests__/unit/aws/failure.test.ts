import { describe, expect, test } from '@jest/globals';
import { awsFailure } from '../../../src/aws/failure.js';

const call = {
  action: 'ec2-instance-connect:SendSSHPublicKey',
  resource: 'arn:aws:ec2:eu-west-1:123456789012:instance/i-1',
  condition: { StringEquals: { 'ec2:osuser': 'ubuntu' } },
};
const words = { without: 'Do without.' };
const named = (name: string, message = 'the message of AWS') => Object.assign(new Error(message), { name });

describe('a denied call', () => {
  test.each(['AccessDeniedException', 'UnauthorizedOperation', 'AuthException', 'AccessDenied'])(
    'as %s names action, resource and the statement to add',
    (name) => {
      const failure = awsFailure(call, named(name), words);
      expect(failure.code).toBe('aws-denied');
      expect(failure.what).toBe(
        'AWS denied ec2-instance-connect:SendSSHPublicKey on arn:aws:ec2:eu-west-1:123456789012:instance/i-1 to the credentials of this job',
      );
      expect(JSON.parse(failure.hint.slice(failure.hint.indexOf('[')))).toEqual([
        {
          Effect: 'Allow',
          Action: call.action,
          Resource: call.resource,
          Condition: { StringEquals: { 'ec2:osuser': 'ubuntu' } },
        },
      ]);
    },
  );

  test('that IAM cannot limit to a resource is named without one', () => {
    const failure = awsFailure(
      { action: 'ec2:DescribeInstances', resource: '*' },
      named('UnauthorizedOperation'),
      words,
    );
    expect(failure.what).toBe('AWS denied ec2:DescribeInstances to the credentials of this job');
    expect(failure.hint).toContain('"Resource": "*"');
  });

  test('is shown without the encoded message, which only AWS can read', () => {
    const message = `You are not authorized. Encoded authorization failure message: ${'x'.repeat(900)}`;
    expect(awsFailure(call, named('UnauthorizedOperation', message), words).why).toBe(
      'UnauthorizedOperation: You are not authorized.',
    );
  });
});

test.each(['AuthFailure', 'RequestExpired', 'ExpiredTokenException', 'CredentialsProviderError'])(
  '%s means that the credentials are missing or no longer valid',
  (name) => {
    expect(awsFailure(call, named(name), words)).toMatchObject({
      code: 'aws-credentials-missing',
      hint: expect.stringMatching(/configure-aws-credentials.*Do without\./),
    });
  },
);

test.each(['ExpiredToken', 'RequestExpired'])(
  '%s says that a session lasts an hour, and how to have a longer one',
  (name) => {
    expect(awsFailure(call, named(name), words).hint).toMatch(/^They have expired\. .*one hour.*clock\. Do without\.$/);
  },
);

test('a missing region is an error of its own: aws-region-missing', () => {
  expect(awsFailure(call, new Error('Region is missing'), words)).toMatchObject({
    code: 'aws-region-missing',
    hint: expect.stringContaining('aws-region'),
  });
});

test('any other error has the hint for its name, or that to run again', () => {
  const hints = { ...words, hintFor: (name: string) => (name === 'Known' ? 'Do this.' : undefined) };
  expect(awsFailure(call, named('Known'), hints)).toMatchObject({ code: 'aws-error', hint: 'Do this.' });
  expect(awsFailure(call, named('Other'), hints).hint).toContain('Run the job again');
});
