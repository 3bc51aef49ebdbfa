import { expect, test } from '@jest/globals';
import type { AwsCall } from '../../../src/aws/statement.js';
import { route53Failure } from '../../../src/dns/route53-failure.js';

const zone = 'arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ';
const getChange: AwsCall = { action: 'route53:GetChange', resource: 'arn:aws:route53:::change/C1' };
const named = (name: string) => Object.assign(new Error('the message of AWS'), { name });

test.each([
  ['CredentialsProviderError', 'aws-credentials-missing', 'configure-aws-credentials'],
  ['ExpiredToken', 'aws-credentials-missing', 'role-duration-seconds'],
  ['SignatureDoesNotMatch', 'aws-credentials-missing', 'configure-aws-credentials'],
  ['AccessDenied', 'aws-denied', 'route53:GetChange'],
  ['AccessDeniedException', 'aws-denied', 'route53:ChangeResourceRecordSets'],
  ['InvalidChangeBatch', 'aws-error', 'run the job again'],
  ['Throttling', 'aws-error', 'limit of requests that all programs of the account share'],
  ['PriorRequestNotComplete', 'aws-error', 'Run the job again when fewer'],
  ['InternalFailure', 'aws-error', 'https://health.aws.amazon.com'],
])('%s is %s, with a hint of %s', (name, code, hint) => {
  const failure = route53Failure(getChange, named(name));
  expect(failure).toMatchObject({ code, why: `${name}: the message of AWS` });
  expect(failure.what).toContain('route53:GetChange');
  expect(failure.hint).toContain(hint);
});

const policyIn = (hint: string): unknown => JSON.parse(hint.slice(hint.indexOf('[')));
const denied = (message: string) => Object.assign(new Error(message), { name: 'AccessDenied' });

test('the policy to add names the one zone that AWS refused, not all zones of the account', () => {
  const failure = route53Failure({ action: 'route53:GetHostedZone', resource: zone }, denied('not authorized'));
  expect(failure.what).toBe(`AWS denied route53:GetHostedZone on ${zone} to the credentials of this job`);
  expect(policyIn(failure.hint)).toEqual([
    { Effect: 'Allow', Action: ['route53:ListHostedZones', 'route53:GetChange'], Resource: '*' },
    {
      Effect: 'Allow',
      Action: ['route53:GetHostedZone', 'route53:ListResourceRecordSets', 'route53:ChangeResourceRecordSets'],
      Resource: zone,
    },
  ]);
});

test.each([{ action: 'route53:ListHostedZones', resource: '*' }, getChange])(
  'the policy to add has a place for the zone where the refused call was about none: %j',
  (call) => {
    const { hint } = route53Failure(call, denied('User is not authorized'));
    expect(policyIn(hint)).toMatchObject([{}, { Resource: 'arn:aws:route53:::hostedzone/ZONE-ID' }]);
    expect(hint).toContain('replace ZONE-ID by the id of the zone from "aws route53 list-hosted-zones"');
  },
);

test('a zone that may not be created needs one statement, without any zone', () => {
  const call = { action: 'route53:CreateHostedZone', resource: '*' };
  const failure = route53Failure(call, denied('not authorized'));
  expect(failure.what).toBe('AWS denied route53:CreateHostedZone to the credentials of this job');
  expect(policyIn(failure.hint)).toEqual([{ Effect: 'Allow', Action: call.action, Resource: '*' }]);
});

test.each([
  ['TooManyHostedZones', 'higher quota'],
  ['HostedZoneAlreadyExists', 'does not exist any more'],
  ['DelegationSetNotAvailable', 'contact AWS Support'],
])('a zone that Route 53 does not create for %s has its own hint', (name, hint) => {
  const call = { action: 'route53:CreateHostedZone', resource: '*' };
  expect(route53Failure(call, named(name))).toMatchObject({
    code: 'aws-error',
    hint: expect.stringContaining(hint),
  });
});
