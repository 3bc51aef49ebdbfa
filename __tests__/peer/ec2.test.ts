import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { StartInstancesCommand, StopInstancesCommand } from '@aws-sdk/client-ec2';
import { ec2Api } from '../../src/aws/ec2-api.js';
import type { Instance } from '../../src/aws/ec2.js';
import { instanceConnectApi } from '../../src/aws/instance-connect-api.js';
import { signedTunnelUrl, type Presign } from '../../src/aws/tunnel-url.js';
import { startEc2Account, type Ec2Account } from '../support/ec2-account.js';
import { someEndpoint } from '../support/instances.js';
import { EC2InstanceConnectClient } from '@aws-sdk/client-ec2-instance-connect';

jest.setTimeout(60_000);

let account: Ec2Account;
beforeAll(async () => {
  account = await startEc2Account();
  // On a machine without moto it is installed now, which takes a minute or more.
}, 400_000);
afterAll(async () => await account[Symbol.asyncDispose]());
afterEach(() => {
  account.overlay.denied.clear();
  account.overlay.console.clear();
  account.overlay.endpoints = [];
  account.overlay.hasPoolAddresses = false;
});

const only = async (): Promise<Instance> => {
  const [instance] = await ec2Api().findInstances({ kind: 'id', id: account.instanceId });
  if (instance === undefined) throw new Error('no instance');
  return instance;
};

describe('an instance', () => {
  test('is read by its id, with addresses, zone, groups and tags', async () => {
    const { instanceId: id, groupId, publicAddress, privateAddress, vpcId, subnetId } = account;
    expect(await only()).toMatchObject({
      ...{ id, name: 'shop', state: 'running', publicAddress, privateAddress, isElastic: true, vpcId, subnetId },
      arn: `arn:aws:ec2:eu-west-1:123456789012:instance/${id}`,
      zone: expect.stringMatching(/^eu-west-1[a-c]$/),
      isWindows: false,
      groups: [{ id: groupId, name: 'web', arn: `arn:aws:ec2:eu-west-1:123456789012:security-group/${groupId}` }],
    });
  });

  test('is read by its tag', async () => {
    const found = await ec2Api().findInstances({ kind: 'tag', key: 'Name', value: 'shop' });
    expect(found.map(({ id }) => id)).toEqual([account.instanceId]);
    expect(await ec2Api().findInstances({ kind: 'tag', key: 'Name', value: 'other' })).toEqual([]);
  });

  test('that does not exist is none', async () => {
    expect(await ec2Api().findInstances({ kind: 'id', id: 'i-00000000000000000' })).toEqual([]);
  });

  test('has no Elastic IP where its address is one of the pool of Amazon', async () => {
    account.overlay.hasPoolAddresses = true;
    expect(await only()).toMatchObject({ isElastic: false });
  });

  test('is started, and keeps a tag', async () => {
    const instance = await only();
    await account.admin.send(new StopInstancesCommand({ InstanceIds: [account.instanceId] }));
    try {
      expect(await only()).toMatchObject({ state: 'stopped' });
      await ec2Api().startInstance(instance);
      expect(await only()).toMatchObject({ state: 'running' });
    } finally {
      await account.admin.send(new StartInstancesCommand({ InstanceIds: [account.instanceId] }));
    }
    await ec2Api().tagInstance(instance, 'ec2-https-deploy:host-key', 'SHA256:x');
    expect((await only()).tags.get('ec2-https-deploy:host-key')).toBe('SHA256:x');
  });

  test('has the console output of now, or of its last boot, or none yet', async () => {
    const instance = await only();
    const ec2 = ec2Api();
    expect(await ec2.consoleOutput(instance, true)).toBeUndefined();
    account.overlay.console.set(account.instanceId, { latest: 'jetzt – ä', posted: 'damals' });
    expect([await ec2.consoleOutput(instance, true), await ec2.consoleOutput(instance, false)]).toEqual([
      'jetzt – ä',
      'damals',
    ]);
  });
});

describe('a rule', () => {
  test('is added with its description, once, and removed by its id', async () => {
    const [ec2, { groups }] = [ec2Api(), await only()];
    const [group] = groups;
    if (group === undefined) throw new Error('no group');
    const rule = { group, port: 22, network: '198.51.100.4/32', description: 'ec2-https-deploy o/r run 1.1' };
    const id = await ec2.addRule(rule);
    expect(await ec2.inboundRules(groups)).toEqual([
      {
        ...{ id, groupId: group.id, protocol: 'tcp', fromPort: 22, toPort: 22 },
        ...{ network: '198.51.100.4/32', peer: undefined, description: 'ec2-https-deploy o/r run 1.1' },
      },
    ]);
    expect(await ec2.addRule({ ...rule, description: 'another' })).toBeUndefined();
    await ec2.removeRules(group, [id ?? '']);
    expect(await ec2.inboundRules(groups)).toEqual([]);
    await expect(ec2.removeRules(group, [id ?? ''])).resolves.toBeUndefined();
  });

  test('may be for an IPv6 address', async () => {
    const [ec2, { groups }] = [ec2Api(), await only()];
    const [group] = groups;
    if (group === undefined) throw new Error('no group');
    const id = await ec2.addRule({ group, port: 22, network: '2001:db8::4/128', description: 'x' });
    expect(await ec2.inboundRules(groups)).toMatchObject([{ network: '2001:db8::4/128' }]);
    await ec2.removeRules(group, [id ?? '']);
  });
});

test('endpoints of the VPC are read, those alone that take connections', async () => {
  const { vpcId, subnetId } = account;
  account.overlay.endpoints = [
    { id: 'eice-1', dnsName: 'one.example', vpcId, subnetId },
    { id: 'eice-2', dnsName: 'two.example', vpcId, subnetId, state: 'create-in-progress' },
    { id: 'eice-3', dnsName: 'three.example', vpcId: 'vpc-other', subnetId: 'subnet-other' },
  ];
  expect(await ec2Api().endpointsIn(vpcId)).toEqual([
    {
      ...{ id: 'eice-1', dnsName: 'one.example', subnetId, preservesClientIp: false },
      arn: 'arn:aws:ec2:eu-west-1:123456789012:instance-connect-endpoint/eice-1',
    },
  ]);
});

describe('a denied call', () => {
  const calls: readonly (readonly [string, (instance: Instance) => Promise<unknown>])[] = [
    ['ec2:DescribeInstances', () => ec2Api().findInstances({ kind: 'id', id: 'i-00000001' })],
    ['ec2:StartInstances', (instance) => ec2Api().startInstance(instance)],
    ['ec2:GetConsoleOutput', (instance) => ec2Api().consoleOutput(instance, true)],
    ['ec2:CreateTags', (instance) => ec2Api().tagInstance(instance, 'key', 'value')],
    ['ec2:DescribeSecurityGroupRules', ({ groups }) => ec2Api().inboundRules(groups)],
    ['ec2:RevokeSecurityGroupIngress', ({ groups: [group = none] }) => ec2Api().removeRules(group, ['sgr-1'])],
    [
      'ec2:AuthorizeSecurityGroupIngress',
      ({ groups: [group = none] }) => ec2Api().addRule({ group, port: 22, network: '192.0.2.1/32', description: '' }),
    ],
    ['ec2:DescribeInstanceConnectEndpoints', () => ec2Api().endpointsIn('vpc-1')],
    ['ec2-instance-connect:SendSSHPublicKey', (instance) => instanceConnectApi().pushKey(instance, 'ubuntu', KEY)],
  ];
  const none = { id: '', name: '', arn: '' };

  test.each(calls)('%s names action, resource and statement', async (action, call) => {
    const instance = await only();
    account.overlay.denied.add(action);
    const failure = (await call(instance).catch((error: unknown) => error)) as { readonly hint: string };
    expect(failure).toMatchObject({ code: 'aws-denied', what: expect.stringContaining(action) });
    const [statement] = JSON.parse(failure.hint.slice(failure.hint.indexOf('['))) as readonly {
      readonly Action: string;
      readonly Resource: string;
    }[];
    expect(statement).toMatchObject({ Action: action });
    expect(statement?.Resource).toMatch(
      action.startsWith('ec2:Describe')
        ? /^\*$/
        : /^arn:aws:ec2:eu-west-1:123456789012:(instance|security-group)\/\S+$/,
    );
  });
});

const KEY = `ssh-ed25519 ${'A'.repeat(68)}`;

describe('EC2 Instance Connect', () => {
  test('takes an ed25519 key without a comment, which has the least length that it accepts', async () => {
    expect(KEY).toHaveLength(80);
    await expect(instanceConnectApi().pushKey(await only(), 'ubuntu', KEY)).resolves.toBeUndefined();
  });

  test('refuses an instance that is stopped, with what to do', async () => {
    const instance = await only();
    await account.admin.send(new StopInstancesCommand({ InstanceIds: [account.instanceId] }));
    try {
      await expect(instanceConnectApi().pushKey(instance, 'ubuntu', KEY)).rejects.toMatchObject({
        code: 'aws-error',
        why: expect.stringContaining('EC2InstanceStateInvalidException'),
        hint: expect.stringContaining('start-instance: true'),
      });
    } finally {
      await account.admin.send(new StartInstancesCommand({ InstanceIds: [account.instanceId] }));
    }
  });
});

describe('the URL of a tunnel', () => {
  // From the test of the AWS CLI itself (tests/unit/customizations/ec2instanceconnect/test_eicesigner.py).
  test('is signed as the AWS CLI signs it', async () => {
    const client = new EC2InstanceConnectClient({
      region: 'us-west-2',
      credentials: { accessKeyId: 'access_key', secretAccessKey: 'secret_key' },
    });
    const signer = await client.config.signer({
      ...{ name: 'sigv4', signingName: 'ec2-instance-connect', signingRegion: 'us-west-2', properties: {} },
    });
    const { presign } = signer as unknown as { readonly presign: Presign };
    const endpoint = someEndpoint({
      id: 'eice-123',
      dnsName: 'eice-123.ec2-instance-connect-endpoint.us-west-2.amazonaws.com',
    });
    const url = await signedTunnelUrl(
      { endpoint, address: '10.0.0.0', port: 22, seconds: 1 },
      presign.bind(signer),
      new Date('2020-01-01T01:01:01Z'),
    );
    const { searchParams, pathname, protocol } = new URL(url);
    expect([protocol, pathname]).toEqual(['wss:', '/openTunnel']);
    expect(searchParams.get('X-Amz-Signature')).toBe(
      '3a56740422a5b9aebd22d860b7a30c729e459a6f71a83bc0de3a2b44b7353f28',
    );
  });
});
