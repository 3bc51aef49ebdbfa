import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { read } from './source-files.js';

interface Statement {
  readonly Principal?: unknown;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

const ISSUER = 'token.actions.githubusercontent.com';
const PREFIXES = { new: 'repo:OWNER@OWNER-ID/REPOSITORY@REPOSITORY-ID', old: 'repo:OWNER/REPOSITORY' };
const ENDINGS = [':ref:refs/heads/main', ':environment:production'];
const READMES = ['README.md', 'README.ko.md'];
const PAGE = 'docs/aws-role.md';

const statementsOf = (path: string): readonly Statement[] =>
  [...read(path).matchAll(/```json\n([^]*?)```/g)].flatMap(
    ([, block = '']) => (JSON.parse(block) as { readonly Statement: readonly Statement[] }).Statement,
  );
const trustOf = (path: string): readonly Statement[] =>
  statementsOf(path).filter(({ Principal }) => Principal !== undefined);
const subjectsOf = ({ Condition = {} }: Statement): readonly string[] =>
  ['StringEquals', 'StringLike'].flatMap((operator) => Condition[operator]?.[`${ISSUER}:sub`] ?? []);

describe(PAGE, () => {
  test('names both forms of the subject, for a branch and for an environment', () => {
    for (const prefix of Object.values(PREFIXES)) {
      for (const ending of ENDINGS) expect(read(PAGE)).toContain(`\`${prefix}${ending}\``);
    }
  });

  test('has trust policies for the audience of AWS and for subjects of this repository alone', () => {
    const policies = trustOf(PAGE);
    expect(policies).toHaveLength(2);
    for (const trust of policies) {
      expect(trust.Condition?.['StringEquals']?.[`${ISSUER}:aud`]).toBe('sts.amazonaws.com');
      const subjects = subjectsOf(trust);
      expect(subjects).not.toEqual([]);
      for (const subject of subjects)
        expect(subject).toMatch(/^repo:OWNER[^*]+:(ref:refs\/heads\/|environment:)[^*]+$/);
      expect(subjects.some((subject) => /^repo:OWNER@OWNER-ID\/[A-Z-]+@REPOSITORY-ID:/.test(subject))).toBe(true);
    }
  });
});

describe.each([...READMES, PAGE])('%s', (path) => {
  test('gives the command that prints the subject of this repository', () => {
    expect(read(path)).toMatch(/gh api '[^']*\/actions\/oidc\/customization\/sub' --jq '?\.sub_claim_prefix/);
  });

  test('explains the error of a policy that has another subject', () => {
    expect(read(path).replaceAll(/\s+/g, ' ')).toContain('Not authorized to perform sts:AssumeRoleWithWebIdentity');
  });
});

test.each(READMES)('%s leads to the page on the role', (path) => {
  expect(read(path)).toContain('](docs/aws-role.md)');
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
