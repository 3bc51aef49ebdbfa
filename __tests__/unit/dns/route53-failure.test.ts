import { expect, test } from '@jest/globals';
import { route53Failure } from '../../../src/dns/route53-failure.js';

const named = (name: string) => Object.assign(new Error('the message of AWS'), { name });

test.each([
  ['CredentialsProviderError', 'aws-credentials-missing', 'configure-aws-credentials'],
  ['ExpiredToken', 'aws-credentials-missing', 'role-duration-seconds'],
  ['SignatureDoesNotMatch', 'aws-credentials-missing', 'configure-aws-credentials'],
  ['AccessDenied', 'aws-denied', 'route53:GetChange'],
  ['AccessDeniedException', 'aws-denied', 'route53:ChangeResourceRecordSets'],
  ['InvalidChangeBatch', 'aws-error', 'run the job again'],
  ['Throttling', 'aws-error', 'Run the job again'],
])('%s is %s, with a hint of %s', (name, code, hint) => {
  const failure = route53Failure('route53:GetChange', named(name));
  expect(failure).toMatchObject({ code, why: `${name}: the message of AWS` });
  expect(failure.what).toContain('route53:GetChange');
  expect(failure.hint).toContain(hint);
});

const policyIn = (hint: string): unknown => JSON.parse(hint.slice(hint.indexOf('[')));
const denied = (message: string) => Object.assign(new Error(message), { name: 'AccessDenied' });

test('the policy to add names the one zone that AWS refused, not all zones of the account', () => {
  const zone = 'arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ';
  const refusal = denied(`User: u is not authorized to perform: route53:GetHostedZone on resource: ${zone} because no`);
  expect(policyIn(route53Failure('route53:GetHostedZone', refusal).hint)).toEqual([
    { Effect: 'Allow', Action: ['route53:ListHostedZones', 'route53:GetChange'], Resource: '*' },
    {
      Effect: 'Allow',
      Action: ['route53:GetHostedZone', 'route53:ListResourceRecordSets', 'route53:ChangeResourceRecordSets'],
      Resource: zone,
    },
  ]);
});

test('the policy to add has a place for the zone where the refused call was about none', () => {
  const { hint } = route53Failure('route53:ListHostedZones', denied('User is not authorized: route53:ListHostedZones'));
  expect(policyIn(hint)).toMatchObject([{}, { Resource: 'arn:aws:route53:::hostedzone/ZONE-ID' }]);
  expect(hint).toContain('replace ZONE-ID by the id of the zone from "aws route53 list-hosted-zones"');
});
