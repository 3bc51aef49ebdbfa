import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  DescribeInstancesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeVolumesCommand,
} from '@aws-sdk/client-ec2';
import { execa } from 'execa';
import { parse } from 'yaml';
import { adminOf } from '../../lab/aws/account.js';
import { accountEnvironment, awsCli, awsTools, type AwsCli } from '../../lab/aws/aws-tools.js';
import { startMoto, type Moto } from '../../lab/aws/moto.js';
import { createSiteStack, defaultSubnet, readSiteStack, templateFile } from '../../lab/aws/site-stack.js';
import { admits, trustPolicyOf } from '../../lab/aws/web-identity.js';
import { read, ROOT } from '../contract/source-files.js';

// The AWS CLI and the template are the real ones; the account is moto's.
const minutes = 60_000;
const subject = 'repo:octo@1234567/shop@89012345:environment:production';
const provider = 'arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com';
const audience = { aud: 'sts.amazonaws.com' };
interface Statement extends Readonly<Record<'Action' | 'Resource', unknown>> {
  readonly Condition?: Readonly<Record<string, unknown>>;
}
let moto: Moto;
let aws: AwsCli;

beforeAll(async () => {
  moto = await startMoto({ cloudFormation: {} });
  aws = await awsCli(moto.endpoint);
  // The tools are installed now on a machine without them.
}, 6 * minutes);
afterAll(async () => await moto[Symbol.asyncDispose]());

const reservationsOf = async (id: string) =>
  (await adminOf(moto).send(new DescribeInstancesCommand({ InstanceIds: [id] }))).Reservations ?? [];
const rulesOf = async (groupId: string) => {
  const Filters = [{ Name: 'group-id', Values: [groupId] }];
  const { SecurityGroupRules = [] } = await adminOf(moto).send(new DescribeSecurityGroupRulesCommand({ Filters }));
  return SecurityGroupRules.filter(({ IsEgress }) => IsEgress !== true);
};
const policyOf = async (role: string) => {
  const answer = await aws('iam', 'get-role-policy', '--role-name', role, '--policy-name', 'deploy');
  const { PolicyDocument } = answer as { readonly PolicyDocument: { readonly Statement: readonly Statement[] } };
  return PolicyDocument.Statement;
};

test(
  'the template is clean for cfn-lint',
  async () => {
    const { stdout, exitCode } = await execa(path.join(await awsTools(), 'cfn-lint'), [templateFile], {
      reject: false,
    });
    expect({ stdout, exitCode }).toEqual({ stdout: '', exitCode: 0 });
  },
  minutes,
);

describe('the commands of README.md', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'commands-'));
  });
  afterAll(async () => await rm(folder, { recursive: true }));

  /** Runs a block of the section with a `gh` that prints the subject's first part, and the arguments that it got. */
  async function runBlock(containing: string, stackName = 'shop'): Promise<string> {
    const blocks = [...read('README.md').matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block = '']) => block);
    const block = blocks.find((one) => one.includes(containing)) ?? '';
    const script = block
      .replaceAll('.github/actions/ec2-https-deploy/templates', path.join(ROOT, 'templates'))
      .replaceAll('--stack-name shop', `--stack-name ${stackName}`);
    const gh = path.join(folder, 'gh');
    await writeFile(gh, `#!/bin/sh\ncase $1 in api) echo ${subject} ;; *) printf '%s\\n' "$@"; cat ;; esac\n`);
    await chmod(gh, 0o755);
    const env = {
      ...accountEnvironment(moto.endpoint),
      PATH: `${folder}:${await awsTools()}:${process.env['PATH'] ?? ''}`,
    };
    return (await execa('bash', ['-euo', 'pipefail', '-c', script], { env, input: '' })).stdout;
  }

  test(
    'create the stack, and set variables of the repository to its outputs',
    async () => {
      await runBlock('aws cloudformation deploy');
      const { outputs, resources } = await readSiteStack(moto, 'shop');
      expect(await runBlock('gh variable set --env-file')).toBe(
        ['variable', 'set', '--env-file', '-', outputs.get('Variables')].join('\n'),
      );
      expect(Object.fromEntries(outputs)).toMatchObject({
        Role: expect.stringMatching(/^arn:aws:iam::\d{12}:role\/shop-Role-\w+$/) as unknown,
        Region: 'ap-northeast-2',
        Instance: 'tag:Name=shop',
        User: 'ec2-user',
        Domain: 'app.example.com',
        Address: expect.stringMatching(/^127\./) as unknown,
        NameServers: expect.stringMatching(/^ns-\S+( ns-\S+){3}$/) as unknown,
      });
      expect(resources.get('Provider')).toBe(provider);
    },
    2 * minutes,
  );

  test(
    'use the OIDC provider that the account has, for a second site',
    async () => {
      await runBlock('aws cloudformation deploy', 'blog');
      const { outputs, resources } = await readSiteStack(moto, 'blog');
      expect(resources.has('Provider')).toBe(false);
      const providers = await aws('iam', 'list-open-id-connect-providers');
      expect(providers).toEqual({ OpenIDConnectProviderList: [{ Arn: provider }] });
      const trust = await trustPolicyOf(outputs.get('Role') ?? '', aws);
      expect(admits(trust, { sub: subject, ...audience })).toBe(true);
      expect(JSON.stringify(trust)).toContain(`"${provider}"`);
    },
    2 * minutes,
  );
});

describe('a stack with an endpoint', () => {
  test(
    'has an instance with IMDSv2, an encrypted disk, an Elastic IP and a port 22 for the endpoint alone',
    async () => {
      const { outputs, resources } = await createSiteStack(moto, 'inside', {
        ...{ Domain: 'inside.example.com', HostedZoneId: 'Z0123456789ABCDEFGHIJ', Subject: subject },
        Aliases: 'www.inside.example.com',
        ...{ OidcProviderArn: provider, Image: 'ubuntu-2404-graviton' },
        ...{ Endpoint: 'true', SubnetId: await defaultSubnet(moto) },
      });
      const id = resources.get('Instance') ?? '';
      const [{ Instances: [instance] = [] } = {}] = await reservationsOf(id);
      expect(instance).toMatchObject({
        InstanceType: 't4g.micro',
        ImageId: expect.stringMatching(/^ami-\w+$/) as unknown,
        PublicIpAddress: outputs.get('Address'),
        MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled', HttpPutResponseHopLimit: 1 },
        SecurityGroups: [{ GroupId: resources.get('WebGroup'), GroupName: 'ec2-https-deploy-inside' }],
      });
      expect(instance?.Tags).toContainEqual({ Key: 'Name', Value: 'inside' });
      const Filters = [{ Name: 'attachment.instance-id', Values: [id] }];
      const { Volumes } = await adminOf(moto).send(new DescribeVolumesCommand({ Filters }));
      expect(Volumes).toContainEqual(expect.objectContaining({ Encrypted: true, VolumeType: 'gp3', Size: 30 }));

      const rules = await rulesOf(resources.get('WebGroup') ?? '');
      expect(
        rules.map(({ FromPort, CidrIpv4, CidrIpv6, ReferencedGroupInfo }) =>
          [FromPort, CidrIpv4 ?? CidrIpv6 ?? ReferencedGroupInfo?.GroupId].join(' '),
        ),
      ).toEqual(['80 0.0.0.0/0', '443 0.0.0.0/0', '80 ::/0', '443 ::/0', `22 ${resources.get('EndpointGroup')}`]);

      const steps = parse(outputs.get('WorkflowStep') ?? '') as readonly { readonly with: unknown }[];
      expect(steps.map((step) => step.with)).toEqual([
        { 'role-to-assume': outputs.get('Role'), 'aws-region': 'ap-northeast-2' },
        {
          ...{ instance: 'tag:Name=inside', user: 'ubuntu', access: 'instance-connect-endpoint' },
          ...{ domain: 'inside.example.com', aliases: 'www.inside.example.com', dns: 'route53' },
        },
      ]);
      expect(resources.has('Provider')).toBe(false);
    },
    2 * minutes,
  );

  test(
    'has a role that may do what this site needs, and no more',
    async () => {
      const { resources } = await readSiteStack(moto, 'inside');
      const place = 'arn:aws:ec2:ap-northeast-2:123456789012';
      const instance = `${place}:instance/${resources.get('Instance')}`;
      const zone = 'arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ';
      const statements = await policyOf(resources.get('Role') ?? '');
      expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
        [['ec2:DescribeInstances', 'ec2:DescribeSecurityGroupRules'], '*'],
        ['ec2-instance-connect:SendSSHPublicKey', instance],
        ['ec2:GetConsoleOutput', instance],
        ['ec2:CreateTags', instance],
        ['ec2:DescribeInstanceConnectEndpoints', '*'],
        ['ec2-instance-connect:OpenTunnel', `${place}:instance-connect-endpoint/${resources.get('ConnectEndpoint')}`],
        [['route53:ListHostedZones', 'route53:GetChange'], '*'],
        [['route53:GetHostedZone', 'route53:ListResourceRecordSets'], zone],
        ['route53:ChangeResourceRecordSets', zone],
      ]);
      expect(statements.at(-1)?.Condition?.['ForAllValues:StringEquals']).toMatchObject({
        'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['inside.example.com', 'www.inside.example.com'],
      });
      expect(statements[1]).toMatchObject({ Condition: { StringEquals: { 'ec2:osuser': 'ubuntu' } } });
    },
    minutes,
  );

  test(
    'is deleted without its instance, address, security group and data',
    async () => {
      const { outputs, resources } = await readSiteStack(moto, 'inside');
      await aws('cloudformation', 'delete-stack', '--stack-name', 'inside');
      const id = resources.get('Instance') ?? '';
      const [{ Instances: [instance] = [] } = {}] = await reservationsOf(id);
      expect(instance).toMatchObject({ State: { Name: 'running' }, PublicIpAddress: outputs.get('Address') });
      const rules = await rulesOf(resources.get('WebGroup') ?? '');
      expect(rules.map(({ FromPort }) => FromPort)).toEqual(expect.arrayContaining([80, 443]));
      await expect(aws('iam', 'get-role', '--role-name', resources.get('Role') ?? '')).rejects.toThrow('NoSuchEntity');
    },
    minutes,
  );
});

test(
  'a stack without a zone, with both forms of the subject during a rename, leaves DNS to its owner',
  async () => {
    const old = 'repo:octo/shop:ref:refs/heads/main';
    const { outputs, resources } = await createSiteStack(moto, 'plain', {
      ...{ Domain: 'plain.example.com', Subject: `${old},${subject}` },
      ...{ OidcProviderArn: provider, StartInstance: 'true', EcrRepository: 'shop/*' },
    });
    expect(outputs.get('WorkflowStep')).toMatch(
      / {4}open-port: true\n {4}start-instance: true\n {4}domain: plain\.example\.com\n {4}dns: none$/,
    );
    expect(outputs.has('NameServers')).toBe(false);
    const role = resources.get('Role') ?? '';
    const trust = await trustPolicyOf(role, aws);
    for (const sub of [old, subject]) expect(admits(trust, { sub, ...audience })).toBe(true);
    const statements = await policyOf(role);
    expect(JSON.stringify(statements)).not.toMatch(/route53|OpenTunnel/);
    const place = 'ap-northeast-2:123456789012';
    expect(statements.slice(-4).map(({ Action, Resource }) => [Action, Resource])).toEqual([
      [
        ['ec2:AuthorizeSecurityGroupIngress', 'ec2:RevokeSecurityGroupIngress'],
        `arn:aws:ec2:${place}:security-group/${resources.get('WebGroup')}`,
      ],
      ['ec2:StartInstances', `arn:aws:ec2:${place}:instance/${resources.get('Instance')}`],
      ['ecr:GetAuthorizationToken', '*'],
      [['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'], `arn:aws:ecr:${place}:repository/shop/*`],
    ]);
  },
  2 * minutes,
);
