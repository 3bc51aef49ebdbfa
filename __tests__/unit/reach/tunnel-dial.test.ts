import { describe, expect, test } from '@jest/globals';
import type { InstanceConnect } from '../../../src/aws/instance-connect.js';
import { TunnelRefused } from '../../../src/aws/tunnel.js';
import { tunnelDial } from '../../../src/reach/tunnel-dial.js';
import { Secret } from '../../../src/secret.js';
import { Unreached } from '../../../src/ssh/dial.js';
import { someEndpoint } from '../../support/instances.js';

const endpoint = someEndpoint();
const connect: InstanceConnect = {
  pushKey: () => Promise.reject(new Error('not used')),
  tunnelUrl: () => Promise.resolve(new Secret('wss://signed')),
};
const failureOf = async (error: Error): Promise<unknown> => {
  const request = { endpoint, address: '10.0.0.7', port: 22, seconds: 60 };
  const dial = tunnelDial(
    request,
    () => Promise.resolve(connect),
    () => Promise.reject(error),
  );
  return await dial(1_000).catch((thrown: unknown) => thrown);
};

describe('an endpoint', () => {
  test('that denies the tunnel is aws-denied, with action, endpoint and the statement to add', async () => {
    expect(await failureOf(new TunnelRefused('HTTP 403: not authorized', 403))).toMatchObject({
      code: 'aws-denied',
      what: `AWS denied ec2-instance-connect:OpenTunnel on ${endpoint.arn} to the credentials of this job`,
      hint: expect.stringContaining('"ec2-instance-connect:remotePort": "22"'),
    });
  });

  test('that no longer takes the session of the job is aws-credentials-missing', async () => {
    expect(await failureOf(new TunnelRefused('HTTP 403: expired', 403, 'ExpiredTokenException'))).toMatchObject({
      code: 'aws-credentials-missing',
      what: 'AWS rejected the credentials of this job (ec2-instance-connect:OpenTunnel)',
      hint: expect.stringMatching(/^They have expired/),
    });
  });

  test.each([429, 500, 503, undefined])('that answers %s is tried again', async (status) => {
    expect(await failureOf(new TunnelRefused('no', status))).toBeInstanceOf(Unreached);
  });

  test.each([400, 404])('that answers %s is not tried again: tunnel-refused', async (status) => {
    expect(await failureOf(new TunnelRefused(`HTTP ${status}: no such address`, status))).toMatchObject({
      code: 'tunnel-refused',
      what: `The endpoint eice-1 refused a tunnel to 10.0.0.7, port 22: HTTP ${status}: no such address`,
    });
  });
});
