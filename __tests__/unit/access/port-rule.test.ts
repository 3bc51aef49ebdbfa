import { describe, expect, test } from '@jest/globals';
import {
  expiredRules,
  groupForRule,
  isOfRun,
  networkOf,
  ruleDescription,
  runName,
} from '../../../src/access/port-rule.js';
import { someRule } from '../../support/instances.js';

const run = runName({ repository: 'octo/my_shop', id: '42', attempt: '2' });
const made = new Date('2026-11-27T08:00:00.500Z');
const ours = someRule({ description: ruleDescription(run, made) });

describe('the description of a rule', () => {
  test('names the run and the expiry', () => {
    expect(ours.description).toBe('ec2-https-deploy octo/my_shop run 42.2 until 2026-11-27T08:10:00Z');
  });

  test('has only characters that EC2 accepts, and at most 255', () => {
    const odd = runName({ repository: `o/${'ü"\'\n'.repeat(200)}`, id: '1', attempt: '1' });
    const text = ruleDescription(odd, made);
    expect(text).toMatch(/^[a-zA-Z0-9 ._\-:/()#,@[\]+=&;{}!$*]{1,255}$/);
    expect(isOfRun(someRule({ description: text }), odd)).toBe(true);
  });

  test('belongs to one attempt of one run', () => {
    expect(isOfRun(ours, run)).toBe(true);
    expect(isOfRun(ours, runName({ repository: 'octo/my_shop', id: '42', attempt: '1' }))).toBe(false);
    expect(isOfRun(ours, runName({ repository: 'octo/my_shop', id: '4', attempt: '2' }))).toBe(false);
  });
});

describe('a rule that a run has left behind', () => {
  test('is one of this action that has expired', () => {
    expect(expiredRules([ours], new Date('2026-11-27T08:10:01Z'))).toEqual([ours]);
    expect(expiredRules([ours], new Date('2026-11-27T08:09:59Z'))).toEqual([]);
  });

  test.each([
    '',
    'office',
    'ec2-https-deploy',
    'opened by ec2-https-deploy octo/shop run 1.1 until 2020-01-01T00:00:00Z',
  ])('is never one that something else made: "%s"', (description) => {
    expect(expiredRules([someRule({ description })], made)).toEqual([]);
  });
});

test('a rule is for one address', () => {
  expect(networkOf('203.0.113.7')).toBe('203.0.113.7/32');
  expect(networkOf('2001:db8::7')).toBe('2001:db8::7/128');
});

test('the group that is named for it gets the rule, else the first', () => {
  const [web, door] = ['web', 'ec2-https-deploy-shop'].map((name) => ({ id: `sg-${name}`, name, arn: '' }));
  if (web === undefined || door === undefined) throw new Error('no groups');
  expect(groupForRule([web, door])).toBe(door);
  expect(groupForRule([web])).toBe(web);
  expect(groupForRule([])).toBeUndefined();
});
