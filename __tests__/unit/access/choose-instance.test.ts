import { describe, expect, test } from '@jest/globals';
import { chooseInstance } from '../../../src/access/choose-instance.js';
import type { InstanceQuery } from '../../../src/inputs/parsers/instance.js';
import { someInstance } from '../../support/instances.js';

const options = { region: 'eu-west-1', startsInstance: false, dryRun: false };
const byTag: InstanceQuery = { kind: 'tag', key: 'Name', value: 'shop' };
const byId: InstanceQuery = { kind: 'id', id: 'i-0123456789abcdef0' };
const stopped = someInstance({ state: 'stopped' });
const failureOf = (...args: Parameters<typeof chooseInstance>) => {
  const choice = chooseInstance(...args);
  return 'failure' in choice ? choice.failure : undefined;
};

describe('an instance', () => {
  test('that is running is ready', () => {
    const instance = someInstance();
    expect(chooseInstance(byTag, [instance], options)).toEqual({ chosen: { instance, needs: 'nothing' } });
  });

  test('that is running is meant, although stopped and terminated ones have the same tag', () => {
    const running = someInstance({ id: 'i-00000001' });
    const others = [stopped, someInstance({ id: 'i-00000002', state: 'terminated' })];
    expect(chooseInstance(byTag, [...others, running], options)).toEqual({
      chosen: { instance: running, needs: 'nothing' },
    });
  });

  test('that is one of several is none, and all are listed with what tells them apart', () => {
    const other = someInstance({ id: 'i-00000002', name: 'shop-2', zone: 'eu-west-1b', publicAddress: undefined });
    const failure = failureOf(byTag, [someInstance(), other], options);
    expect(failure).toMatchObject({ code: 'instance-ambiguous', what: '2 instances match tag:Name=shop' });
    expect(failure?.why?.split('\n')).toEqual([
      'i-0123456789abcdef0 (shop), running, eu-west-1a, 203.0.113.7',
      'i-00000002 (shop-2), running, eu-west-1b, 10.0.0.7',
    ]);
  });

  test('that does not exist is reported with the region', () => {
    expect(failureOf(byId, [], options)).toMatchObject({
      code: 'instance-not-found',
      what: 'There is no instance i-0123456789abcdef0 in region eu-west-1',
      hint: expect.stringContaining('aws-region'),
    });
  });

  test('that is terminated does not exist, and is shown', () => {
    const failure = failureOf(byTag, [someInstance({ state: 'terminated' })], options);
    expect(failure).toMatchObject({ code: 'instance-not-found', why: expect.stringContaining('terminated') });
  });

  test('with Windows is refused', () => {
    expect(failureOf(byId, [someInstance({ isWindows: true })], options)).toMatchObject({ code: 'os-unsupported' });
  });

  test('that is starting needs time', () => {
    const choice = chooseInstance(byId, [someInstance({ state: 'pending' })], options);
    expect(choice).toMatchObject({ chosen: { needs: 'time' } });
  });
});

describe('a stopped instance', () => {
  test('is named, with both ways to start it', () => {
    const failure = failureOf(byTag, [stopped], options);
    expect(failure).toMatchObject({
      code: 'instance-not-running',
      what: 'Instance i-0123456789abcdef0 (shop) is stopped',
      hint: 'Set start-instance: true, or start it: aws ec2 start-instances --instance-ids i-0123456789abcdef0',
    });
  });

  test.each(['stopped', 'stopping'] as const)('is started if that is wanted, also while it is %s', (state) => {
    const choice = chooseInstance(byTag, [someInstance({ state })], { ...options, startsInstance: true });
    expect(choice).toMatchObject({ chosen: { needs: 'start' } });
  });

  test('is not started by a dry run', () => {
    const failure = failureOf(byTag, [stopped], { ...options, startsInstance: true, dryRun: true });
    expect(failure).toMatchObject({ code: 'instance-not-running', why: 'A dry run starts no instance.' });
  });
});
