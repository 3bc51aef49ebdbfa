import { expect, test } from '@jest/globals';
import { hostNames, type HostName } from '../../../lab/hosts/definition.js';
import { inOrder, needsWholeLab, nextSuite, suiteOf } from '../../../lab/test-schedule.js';

const taken = (...names: readonly HostName[]): ReadonlySet<HostName> => new Set(names);
const amazon = suiteOf('amazon', "reset('amazon')");
const any = suiteOf('any', 'cleanHost(dockerHost)');
const both = suiteOf('both', "cleanHost(dockerHost); reset('fresh')");

test('a suite that names a host waits until nobody uses it, and later ones begin before it', () => {
  expect(nextSuite([amazon, any], taken('amazon'))).toMatchObject({ suite: any });
  expect(nextSuite([amazon, any], taken('fresh'))).toEqual({ suite: amazon, hosts: ['amazon'], dockerHost: undefined });
});

test('a suite that needs any host with Docker gets one that is free', () => {
  expect(nextSuite([any], taken())).toEqual({ suite: any, hosts: ['ready'], dockerHost: 'ready' });
  expect(nextSuite([any], taken('ready'))).toEqual({ suite: any, hosts: ['second'], dockerHost: 'second' });
  expect(nextSuite([any], taken('ready', 'second'))).toBeUndefined();
});

test('a suite that needs two hosts begins when it has both', () => {
  expect(nextSuite([both], taken('fresh'))).toBeUndefined();
  expect(nextSuite([both], taken('ready', 'second'))).toBeUndefined();
  expect(nextSuite([both], taken('ready'))).toEqual({ suite: both, hosts: ['fresh', 'second'], dockerHost: 'second' });
});

test('a suite that needs no host begins at once', () => {
  const none = suiteOf('none', 'ensureImage(name)');
  expect(nextSuite([amazon, none], taken('amazon'))).toEqual({ suite: none, hosts: [], dockerHost: undefined });
});

test('a suite that names every host needs the whole lab', () => {
  const every = hostNames.map((name) => `'${name}'`);
  expect(needsWholeLab(suiteOf('every', every.join()))).toBe(true);
  expect(needsWholeLab(suiteOf('most', every.slice(1).join()))).toBe(false);
});

test('the suites that take longest come first, then the others as they are listed', () => {
  const paths = ['lab/b.test.ts', 'lab/unhealthy.test.ts', 'lab/a.test.ts', 'lab/story.test.ts'];
  expect(inOrder(paths.map((path) => suiteOf(path, ''))).map(({ path }) => path)).toEqual([
    'lab/story.test.ts',
    'lab/unhealthy.test.ts',
    'lab/b.test.ts',
    'lab/a.test.ts',
  ]);
});
