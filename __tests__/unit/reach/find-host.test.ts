import { describe, expect, test } from '@jest/globals';
import { findHost } from '../../../src/reach/find-host.js';
import { fakeReach, type FakeReach } from '../../support/reach-ports.js';
import { someRule } from '../../support/instances.js';

const query = { kind: 'id', id: 'i-0123456789abcdef0' } as const;
const find = async ({ ports }: FakeReach) => await findHost(query, ports, new AbortController().signal);
const setState = ({ account }: FakeReach, state: 'stopped' | 'stopping' | 'running' | 'pending'): void => {
  account.instances = account.instances.map((one) => ({ ...one, state }));
};

describe('a running instance', () => {
  test('is found with the rules of its security groups', async () => {
    const reach = fakeReach();
    reach.account.rules = [someRule(), someRule({ groupId: 'sg-other' })];
    expect(await find(reach)).toMatchObject({
      instance: { id: query.id },
      rules: [{ id: 'sgr-1' }],
      wasStarted: false,
    });
    expect(reach.account.calls).toEqual(['ec2:DescribeInstances *', 'ec2:DescribeSecurityGroupRules *']);
  });

  test('is found without the permission to read rules; the warning has the statement to add', async () => {
    const reach = fakeReach();
    reach.account.denied.add('ec2:DescribeSecurityGroupRules');
    expect(await find(reach)).toMatchObject({ rules: undefined });
    expect(reach.warned.join()).toMatch(
      /were not checked: AWS denied ec2:DescribeSecurityGroupRules[^]*"Action": "ec2:DescribeSec/,
    );
  });

  test('is not reached by open-port without that permission', async () => {
    const reach = fakeReach({ opensPort: true });
    reach.account.denied.add('ec2:DescribeSecurityGroupRules');
    await expect(find(reach)).rejects.toMatchObject({ code: 'aws-denied' });
  });

  test('is refused if the input host is another machine, and a name is resolved for that', async () => {
    const elsewhere = fakeReach({ host: '192.0.2.1' });
    await expect(find(elsewhere)).rejects.toMatchObject({ code: 'instance-address-mismatch' });
    const named = fakeReach({ host: 'shop.example.com' }, { addressesOf: () => Promise.resolve(['203.0.113.7']) });
    expect(await find(named)).toMatchObject({ instance: { id: query.id } });
  });
});

describe('a stopped instance', () => {
  test('is started, and found once it runs, with the address that it has then', async () => {
    const reach = fakeReach({ startsInstance: true, instance: { state: 'stopped', publicAddress: undefined } });
    const { sleep } = reach.ports;
    let polls = 0;
    const found = await find({
      ...reach,
      ports: {
        ...reach.ports,
        sleep: async (ms, signal) => {
          await sleep(ms, signal);
          if ((polls += 1) === 2) setState(reach, 'running');
        },
      },
    });
    expect(found).toMatchObject({ instance: { state: 'running' }, wasStarted: true });
    expect(reach.account.calls.filter((call) => call.startsWith('ec2:StartInstances'))).toHaveLength(1);
    expect(reach.said).toContain('Starting instance i-0123456789abcdef0 (shop).');
  });

  test('that is still stopping is started when it has stopped', async () => {
    const reach = fakeReach({ startsInstance: true, instance: { state: 'stopping' } });
    const states = ['stopping', 'stopped', 'pending', 'running'] as const;
    let at = 0;
    const sleep = () => {
      const isStarted = reach.account.calls.some((call) => call.startsWith('ec2:StartInstances'));
      expect(isStarted).toBe(at >= 1);
      setState(reach, states[(at += 1)] ?? 'running');
      return Promise.resolve();
    };
    expect(await find({ ...reach, ports: { ...reach.ports, sleep } })).toMatchObject({ wasStarted: true });
  });

  test('that does not start within five minutes ends the run', async () => {
    const reach = fakeReach({ startsInstance: true, instance: { state: 'stopped' } });
    await expect(find(reach)).rejects.toMatchObject({
      code: 'instance-not-running',
      what: 'Instance i-0123456789abcdef0 (shop) is pending',
      why: 'It was not running within 5 minutes.',
    });
  });

  test('that may not be started is named with the permission', async () => {
    const reach = fakeReach({ startsInstance: true, instance: { state: 'stopped' } });
    reach.account.denied.add('ec2:StartInstances');
    await expect(find(reach)).rejects.toMatchObject({
      code: 'aws-denied',
      what: expect.stringContaining('instance/i-0123456789abcdef0'),
    });
  });
});

describe('a rule that a killed run has left', () => {
  const expired = someRule({
    id: 'sgr-9',
    network: '192.0.2.9/32',
    description: 'ec2-https-deploy octo/other run 7.1 until 2026-11-20T00:00:00Z',
  });

  test('is removed when it has expired, and said; rules of others stay', async () => {
    const reach = fakeReach();
    const others = [someRule(), someRule({ id: 'sgr-2', description: 'office' })];
    reach.account.rules = [...others, expired];
    expect((await find(reach)).rules).toEqual(others);
    expect(reach.account.rules).toEqual(others);
    expect(reach.said.join()).toMatch(/Removed an expired rule.*sg-1: 192\.0\.2\.9\/32/);
  });

  test('stays with a warning if it may not be removed, and does not count as a way in', async () => {
    const reach = fakeReach();
    reach.account.rules = [expired];
    reach.account.denied.add('ec2:RevokeSecurityGroupIngress');
    expect((await find(reach)).rules).toEqual([]);
    expect(reach.warned.join()).toMatch(
      /sgr-9.*could not be removed: AWS denied ec2:RevokeSecurityGroupIngress on arn:\S+\/sg-1[^]*"Action": "ec2:Revoke/,
    );
  });
});
