import { describe, expect, test } from '@jest/globals';
import { filesBelow, read } from './source-files.js';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string;
}

const PAGE = 'docs/aws.md';
const statements = [...read(PAGE).matchAll(/^```json\n([^]*?)^```/gm)].flatMap(
  ([, block = '']) => JSON.parse(block) as readonly Statement[],
);
const allowed = statements.flatMap(({ Action }) => Action).filter((action) => !action.startsWith('ecr:'));

/** IAM actions of the calls that the program makes. */
const called = [...filesBelow('src/aws'), ...filesBelow('src/dns')].flatMap((path) =>
  [...read(path).matchAll(/action: '([a-z0-9-]+:\w+)'/g)].map(([, action = '']) => action),
);

describe('the statements of docs/aws.md', () => {
  test('allow every call that the action makes, and no other', () => {
    expect([...new Set(allowed)].sort()).toEqual([...new Set(called)].sort());
  });

  test('allow all resources only for calls that IAM cannot limit', () => {
    const all = statements.filter(({ Resource }) => Resource === '*').flatMap(({ Action }) => Action);
    // IAM has no resources for the registrar; the change of GetChange has an id that nobody knows before.
    const unlimited =
      /^(ec2:Describe\w+|route53:(ListHostedZones|GetChange|CreateHostedZone)|route53domains:\w+|ecr:GetAuthorizationToken)$/;
    expect(all.filter((action) => !unlimited.test(action))).toEqual([]);
  });
});
