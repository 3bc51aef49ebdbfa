import { execFileSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { featuresOf, PLACEHOLDERS, policyFor, type PolicyStatement } from '../../scripts/aws-features.js';
import { parseAction } from '../../scripts/reference.js';
import { parseTemplate, textsIn, type Part } from '../support/cloudformation.js';
import { read, ROOT } from './source-files.js';

const FILE = 'templates/aws/site.yaml';
const text = read(FILE);
const template = parseTemplate(text);
const features = featuresOf(read('docs/aws.md'));
const statementsOf = (...names: readonly string[]): readonly PolicyStatement[] =>
  names.flatMap((name) => features.find((feature) => feature.name === name)?.statements ?? []);
const action = parseAction(read('action.yml'));

describe('the role of the template', () => {
  const document = template.Resources['Policy']?.Properties['PolicyDocument'] as {
    readonly Statement: readonly Part[];
  };

  test('has the statements of docs/aws.md for its features, and no other', () => {
    const always = statementsOf('instance', 'instance-connect', 'console-host-key');
    expect(written(document.Statement, { UsesEndpoint: true, HasZone: true })).toEqual([
      ...always,
      ...statementsOf('endpoint', 'route53'),
    ]);
    expect(written(document.Statement, { UsesEndpoint: false, HasZone: false })).toEqual([
      ...always,
      ...statementsOf('open-port'),
    ]);
    expect(written(document.Statement, { StartsInstance: true, UsesEcr: true })).toEqual([
      ...always,
      ...statementsOf('open-port', 'start-instance', 'ecr'),
    ]);
  });

  test('has no further permissions', () => {
    const types = Object.values(template.Resources).map(({ Type }) => Type);
    expect(types.filter((type) => type.startsWith('AWS::IAM::'))).toEqual([
      'AWS::IAM::OIDCProvider',
      'AWS::IAM::Role',
      'AWS::IAM::Policy',
    ]);
    expect(Object.keys(template.Resources['Role']?.Properties ?? {})).toEqual(['AssumeRolePolicyDocument']);
  });

  test.each([
    ['repo:octo@1/shop@2:environment:production', true],
    ['repo:octo/shop:ref:refs/heads/main', true],
    ['repo:octo/shop:ref:refs/tags/v1', true],
    ['repo:octo/shop:pull_request', false],
    ['repo:octo/*:ref:refs/heads/main', false],
    ['repo:octo@?/shop@2:ref:refs/heads/main', false],
    ['repo:octo/shop', false],
  ])('can be made for the subject %s: %s', (subject, isAllowed) => {
    expect(new RegExp(template.Parameters['Subject']?.['AllowedPattern'] as string).test(subject)).toBe(isAllowed);
  });
});

describe('the instance of the template', () => {
  const { Properties = {} } = template.Resources['Instance'] ?? {};

  test('is not replaced when an AMI is newer, or the launch template is changed', () => {
    expect(Object.keys(Properties)).not.toContain('ImageId');
    expect(Properties['LaunchTemplate']).toEqual({ LaunchTemplateId: { Ref: 'LaunchTemplate' }, Version: '1' });
    expect(text).not.toMatch(/\{\{resolve:|AWS::SSM::Parameter/);
  });

  test('outlives the stack, with what its site needs', () => {
    for (const name of ['Instance', 'Address', 'WebGroup', 'Zone', 'Provider']) {
      const { DeletionPolicy, UpdateReplacePolicy } = template.Resources[name] ?? {};
      expect([name, DeletionPolicy, UpdateReplacePolicy]).toEqual([name, 'RetainExceptOnCreate', 'Retain']);
    }
  });

  test('has a security group that the action chooses for its rules, open for the web alone', () => {
    const group = template.Resources['WebGroup']?.Properties ?? {};
    expect(textsIn(group['GroupName'] ?? '')).toEqual([expect.stringMatching(/^ec2-https-deploy/)]);
    const rules = group['SecurityGroupIngress'] as readonly { readonly FromPort: number; readonly ToPort: number }[];
    expect(new Set(rules.flatMap(({ FromPort, ToPort }) => [FromPort, ToPort]))).toEqual(new Set([80, 443]));
  });

  test('has a user for each image that EC2 Instance Connect knows by default', () => {
    const images = Object.entries(template.Mappings['Images'] ?? {});
    expect(images.map(([image]) => image)).toEqual(template.Parameters['Image']?.['AllowedValues']);
    for (const [image, { User }] of images) expect(User).toBe(image.startsWith('ubuntu') ? 'ubuntu' : 'ec2-user');
  });
});

describe('the outputs of the template', () => {
  test('include a step with inputs that exist', () => {
    const [lines = ''] = textsIn(template.Outputs['WorkflowStep']?.Value ?? '');
    const access = 'open-port: true';
    const filled = lines
      .replace('${Access}', access)
      .replace('${Start}', '\n    start-instance: true')
      .replace('${Names}', '\n    aliases: www');
    const steps = parse(filled) as readonly { with: Readonly<Record<string, string>> }[];
    expect(Object.keys(steps[1]?.with ?? {}).filter((name) => !(name in action.inputs))).toEqual([]);
    expect(textsIn(template.Outputs['WorkflowStep']?.Value ?? '')).toContain(access);
  });

  test('are named like inputs of the action, or describe where they belong', () => {
    for (const { Description } of Object.values(template.Outputs)) {
      expect(/ /.test(Description) || Description in action.inputs).toBe(true);
    }
  });
});

describe('npm run aws', () => {
  const run = (...args: readonly string[]): string =>
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/aws.ts', ...args], { cwd: ROOT, encoding: 'utf8' });

  test('prints the template', () => {
    expect(run('template')).toBe(text);
  });

  test('prints the policy for features', () => {
    const args = ['--features', 'instance,start-instance', '--region', 'eu-west-1', '--instance', 'i-1'];
    const statements = JSON.stringify(statementsOf('instance', 'start-instance'))
      .replaceAll('REGION', 'eu-west-1')
      .replaceAll('INSTANCE-ID', 'i-1');
    expect(JSON.parse(run('policy', ...args))).toEqual({
      Version: '2012-10-17',
      Statement: JSON.parse(statements) as unknown,
    });
  });

  test('fills in names of records', () => {
    const { Statement } = policyFor(features, ['route53'], { domain: 'a.example.com,b.example.com', zone: 'Z1' });
    expect(Statement[2]).toMatchObject({
      Resource: 'arn:aws:route53:::hostedzone/Z1',
      Condition: {
        'ForAllValues:StringEquals': {
          'route53:ChangeResourceRecordSetsNormalizedRecordNames': ['a.example.com', 'b.example.com'],
        },
      },
    });
  });

  test('makes one statement of those for the same resource', () => {
    const { Statement } = policyFor(features, ['console-host-key', 'start-instance', 'instance', 'route53']);
    const keys = Statement.map(({ Resource, Condition }) => JSON.stringify([Resource, Condition]));
    expect(new Set(keys).size).toBe(keys.length);
    expect(Statement[0]?.Action).toEqual(['ec2:GetConsoleOutput', 'ec2:StartInstances']);
  });

  test('knows every placeholder of docs/aws.md', () => {
    const all = JSON.stringify(features);
    const named = [...all.matchAll(/[:/]([A-Z][A-Z-]+)(?=[:/"])/g)].map(([, name]) => name);
    expect(new Set(named)).toEqual(new Set(Object.values(PLACEHOLDERS).filter((name) => /^[A-Z]/.test(name))));
  });

  test('rejects a feature that does not exist', () => {
    expect(() => policyFor(features, ['open-door'])).toThrow(/Unknown feature: open-door. There are: instance, /);
  });
});

/** The statements with the placeholders of docs/aws.md, where these conditions are met or not. */
function written(statements: readonly Part[], conditions: Readonly<Record<string, boolean>>): readonly Part[] {
  return statements.map((part) => writtenPart(part, conditions)).filter((part) => part !== null);
}

const WRITTEN: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'REGION',
  'AWS::AccountId': 'ACCOUNT-ID',
  Instance: 'INSTANCE-ID',
  ConnectEndpoint: 'ENDPOINT-ID',
  'WebGroup.GroupId': 'GROUP-ID',
  Id: 'ZONE-ID',
  EcrRepository: 'REPOSITORY',
};

function writtenPart(part: Part, conditions: Readonly<Record<string, boolean>>): Part {
  if (typeof part !== 'object' || part === null) return part;
  if (Array.isArray(part)) return (part as readonly Part[]).map((one) => writtenPart(one, conditions));
  const [[name, value] = ['', null]] = Object.entries(part);
  if (name === 'Ref' && value === 'AWS::NoValue') return null;
  if (name === 'Fn::FindInMap') return 'ec2-user';
  if (name === 'Fn::Split') return ['app.example.com', 'www.app.example.com'];
  if (name === 'Fn::Sub')
    return (textsIn(value)[0] ?? '').replace(/\$\{([^}]+)\}/g, (_, of: string) => WRITTEN[of] ?? of);
  if (name === 'Fn::If') {
    const [condition, yes = null, no = null] = value as readonly Part[];
    return writtenPart(conditions[condition as string] === true ? yes : no, conditions);
  }
  return Object.fromEntries(Object.entries(part).map(([key, one]) => [key, writtenPart(one, conditions)]));
}
