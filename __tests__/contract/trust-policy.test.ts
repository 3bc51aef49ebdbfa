import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { read } from './source-files.js';

interface Statement {
  readonly Action?: string | readonly string[];
  readonly Resource?: string;
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const ISSUER = 'token.actions.githubusercontent.com';
const PREFIXES = { new: 'repo:OWNER@OWNER-ID/REPOSITORY@REPOSITORY-ID', old: 'repo:OWNER/REPOSITORY' };
const ENDINGS = [':ref:refs/heads/main', ':environment:production'];
const READMES = ['README.md', 'README.ko.md'];
const PAGES = [...READMES, 'docs/aws-role.md'];

const statementsOf = (path: string): readonly Statement[] =>
  [...read(path).matchAll(/```json\n([^]*?)```/g)].flatMap(
    ([, block = '']) => (JSON.parse(block) as { readonly Statement: readonly Statement[] }).Statement,
  );
const trustOf = (path: string): readonly Statement[] =>
  statementsOf(path).filter(({ Principal }) => Principal !== undefined);
const subjectsOf = ({ Condition = {} }: Statement): readonly string[] =>
  ['StringEquals', 'StringLike'].flatMap((operator) => Condition[operator]?.[`${ISSUER}:sub`] ?? []);

describe.each(PAGES)('%s', (path) => {
  test('names both forms of the subject, for a branch and for an environment', () => {
    for (const prefix of Object.values(PREFIXES)) {
      for (const ending of ENDINGS) expect(read(path)).toContain(`\`${prefix}${ending}\``);
    }
  });

  test('gives the command that prints the subject of this repository', () => {
    expect(read(path)).toMatch(/gh api '[^']*\/actions\/oidc\/customization\/sub' --jq '?\.sub_claim_prefix/);
  });

  test('explains the error of a policy that has another subject', () => {
    expect(read(path).replaceAll(/\s+/g, ' ')).toContain('Not authorized to perform sts:AssumeRoleWithWebIdentity');
  });

  test('has one trust policy, for the audience of AWS and for subjects of this repository alone', () => {
    const [trust, ...others] = trustOf(path);
    expect(others).toEqual([]);
    expect(trust?.Condition?.['StringEquals']?.[`${ISSUER}:aud`]).toBe('sts.amazonaws.com');
    const subjects = trust === undefined ? [] : subjectsOf(trust);
    expect(subjects).not.toEqual([]);
    for (const subject of subjects) expect(subject).toMatch(/^repo:OWNER[^*]+:(ref:refs\/heads\/|environment:)[^*]+$/);
    expect(subjects.some((subject) => /^repo:OWNER@OWNER-ID\/[A-Z-]+@REPOSITORY-ID:/.test(subject))).toBe(true);
  });
});

describe.each(READMES)('%s', (path) => {
  test('allows changes in one hosted zone, one security group and one instance only', () => {
    const resources = statementsOf(path).flatMap(({ Resource }) => (Resource === undefined ? [] : [Resource]));
    const ec2 = (resource: string) =>
      expect.stringMatching(new RegExp(`^arn:aws:ec2:[a-z0-9-]+:\\d{12}:${resource}-\\w+$`));
    expect([...new Set(resources)]).toEqual([
      '*',
      expect.stringMatching(/^arn:aws:route53:::hostedzone\/Z\w+$/),
      ec2('security-group/sg'),
      ec2('instance/i'),
    ]);
  });

  test('allows all resources only for calls that read, and that IAM cannot limit', () => {
    const all = statementsOf(path).flatMap(({ Action = [], Resource }) => (Resource === '*' ? Action : []));
    expect(all.filter((action) => !/:(List|Get|Describe)/.test(action))).toEqual([]);
  });

  test('leads to the page on the role', () => {
    expect(read(path)).toContain('](docs/aws-role.md)');
  });
});

test('the step that shows the subject prints it, and nothing else of the token', async () => {
  const [, block = ''] = /```yaml\n([^]*?)```/.exec(read('docs/aws-role.md')) ?? [];
  const [step] = parse(block) as readonly { readonly run: string }[];
  const subject = 'repo:octo@1/shop@2:environment:prod';
  const claims = Buffer.from(JSON.stringify({ sub: subject, aud: 'sts.amazonaws.com', note: '??>>~~' }));
  const asked: unknown[] = [];
  const issuer = createServer((request, response) => {
    asked.push([request.url, request.headers.authorization]);
    response.end(JSON.stringify({ value: `head.${claims.toString('base64url')}.signature` }));
  }).listen(0, '127.0.0.1');
  await once(issuer, 'listening');
  const url = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/token?api-version=2.0`;
  const env = { ...process.env, ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'ask-me' };
  const shell = spawn('sh', ['-ec', step?.run ?? 'exit 1'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  expect(await text(shell.stdout)).toBe(`${subject}\n`);
  expect(asked).toEqual([['/token?api-version=2.0&audience=sts.amazonaws.com', 'Bearer ask-me']]);
  issuer.close();
});
