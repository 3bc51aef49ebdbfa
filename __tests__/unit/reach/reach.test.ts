import { describe, expect, test } from '@jest/globals';
import { expiredRules } from '../../../src/access/port-rule.js';
import type { Inputs } from '../../../src/inputs/inputs.js';
import { reachInstance } from '../../../src/reach/reach.js';
import { fakeReach, type FakeReach } from '../../support/reach-ports.js';
import { someInstance, someRule } from '../../support/instances.js';

const query = { kind: 'tag', key: 'Name', value: 'shop' } as const;
const begun = ({ ports }: FakeReach) => reachInstance(query, ports, new AbortController().signal);
const records: Inputs['dns'] = {
  kind: 'route53',
  hostedZoneId: undefined,
  newZone: 'none',
  setsNameServers: false,
  target: undefined,
};
const isPrivate = { publicAddress: undefined };

describe('the host of an instance', () => {
  test('is its public address, and the log has what is known of it', async () => {
    expect(await begun(fakeReach()).host()).toEqual({
      publicAddress: '203.0.113.7',
      notes: [
        'Instance i-0123456789abcdef0 (shop) in eu-west-1a: 203.0.113.7 (Elastic IP), 10.0.0.7 (private); security groups: sg-1 (web)',
      ],
      instance: { instance: someInstance(), rules: [] },
    });
  });

  test.each([
    ['10.0.0.7', '203.0.113.7'],
    ['203.0.113.7', '203.0.113.7'],
    ['ec2-203-0-113-7.eu-west-1.compute.amazonaws.com', 'ec2-203-0-113-7.eu-west-1.compute.amazonaws.com'],
  ])('with the input host %s is, for visitors, %s', async (host, publicAddress) => {
    expect(await begun(fakeReach({ host })).host()).toMatchObject({ publicAddress });
  });

  test('without a public address ends the run if records are to point to it: instance-without-address', async () => {
    await expect(begun(fakeReach({ instance: isPrivate, dns: records })).host()).rejects.toMatchObject({
      code: 'instance-without-address',
    });
  });

  test.each<Inputs['dns']>([{ kind: 'none' }, { ...records, target: 'lb.example.com' }])(
    'without a public address is unknown to visitors where the records point elsewhere: %j',
    async (dns) => {
      expect(await begun(fakeReach({ instance: isPrivate, dns })).host()).toMatchObject({ publicAddress: undefined });
    },
  );

  test('comes with warnings of a fleeting address and of a port that is open to all', async () => {
    const reach = fakeReach({ instance: { isElastic: false }, dns: records });
    reach.account.rules = [someRule()];
    await begun(reach).host();
    expect(reach.warned).toEqual([
      expect.stringContaining('is not an Elastic IP'),
      expect.stringContaining('allows port 22 from 0.0.0.0/0'),
    ]);
  });
});

describe('a port for visitors', () => {
  const instance = someInstance();
  const [group] = instance.groups;
  if (group === undefined) throw new Error('no group');
  const https = { group, port: 443, network: '0.0.0.0/0' };

  test('is opened by a rule that names the repository and stays, and reported', async () => {
    const reach = fakeReach();
    await begun(reach).openWebPorts([{ ...https, port: 80 }, https]);
    expect(reach.account.rules).toMatchObject([
      { fromPort: 80, network: '0.0.0.0/0' },
      { fromPort: 443, description: 'ec2-https-deploy octo/shop run 1.1 for visitors (open-web-ports)' },
    ]);
    expect(expiredRules(reach.account.rules, new Date('2100-01-01'))).toEqual([]);
    expect(reach.said).toEqual([
      'Opened port 80 for 0.0.0.0/0 in sg-1 (sgr-100)',
      'Opened port 443 for 0.0.0.0/0 in sg-1 (sgr-101)',
    ]);
  });

  test('that another process has opened meanwhile is open', async () => {
    const reach = fakeReach();
    reach.account.rules = [someRule({ fromPort: 443, toPort: 443, description: 'by hand' })];
    await begun(reach).openWebPorts([https]);
    expect(reach.account.rules).toMatchObject([{ description: 'by hand' }]);
    expect(reach.said).toEqual(['Another process has opened port 443 for 0.0.0.0/0 in sg-1']);
  });

  test('that may not be opened names action, group and statement', async () => {
    const reach = fakeReach();
    reach.account.denied.add('ec2:AuthorizeSecurityGroupIngress');
    await expect(begun(reach).openWebPorts([https])).rejects.toMatchObject({
      code: 'aws-denied',
      what: expect.stringContaining('ec2:AuthorizeSecurityGroupIngress on arn:aws:ec2:'),
      hint: expect.stringContaining('security-group/sg-1'),
    });
  });

  test('is not looked for without the permission to read rules: the run ends', async () => {
    const reach = fakeReach({ opensWebPorts: true });
    reach.account.denied.add('ec2:DescribeSecurityGroupRules');
    await expect(begun(reach).host()).rejects.toMatchObject({ code: 'aws-denied' });
  });
});

test('a connection fails with what hinders the instance from being found', async () => {
  const reach = fakeReach();
  reach.account.instances = [];
  await expect(begun(reach).connect({ timeoutMs: 1_000 })).rejects.toMatchObject({ code: 'instance-not-found' });
});

test('access by an endpoint alone ends where the VPC has none: endpoint-missing', async () => {
  const reach = fakeReach({ access: 'instance-connect-endpoint' });
  await expect(begun(reach).connect({ timeoutMs: 1_000 })).rejects.toMatchObject({
    code: 'endpoint-missing',
    what: 'There is no EC2 Instance Connect Endpoint in the VPC vpc-1 of instance i-0123456789abcdef0 (shop)',
    hint: expect.stringContaining('--subnet-id subnet-1'),
  });
});
