import { describe, expect, test } from '@jest/globals';
import type { StackFacts } from '../../../src/host/data-facts.js';
import type { Inputs } from '../../../src/inputs/inputs.js';
import { reservedNames } from '../../../src/proxy/names.js';
import { Secret } from '../../../src/secret.js';
import { projectName } from '../../../src/repository/project-name.js';
import { freshFacts, noData, planOf, someInputs } from '../../support/facts.js';
import { someBind, someService, someStack } from '../../support/stacks.js';

const byHand: StackFacts = { project: 'app', folder: '/srv/app', likeness: 'other', services: ['app'] };
const stack = someStack([someService('app'), someService('db')], { volumes: ['pgdata'] });

function refusals(data: Partial<typeof noData>, inputs: Partial<Inputs> = {}, project = 'app') {
  const facts = freshFacts({ project: { name: project, from: 'new' }, data: { ...noData, ...data } });
  return planOf({ ...facts, repository: { ...facts.repository, stack } }, inputs).blockers;
}

describe('the compose project of a new site', () => {
  const named = (inputs: Partial<Inputs>, name?: string): string => projectName(someInputs(inputs), { name });

  test('is made of the whole path, so that two sites never meet', () => {
    expect(['~/app', '~/prod/app', '~/staging/app', '/srv/shop'].map((path) => named({ path }))).toEqual([
      'app',
      'prod-app',
      'staging-app',
      'srv-shop',
    ]);
    expect(named({ path: '/home/ec2-user/app' })).toBe('app');
  });

  test('is the name of the compose file, of COMPOSE_PROJECT_NAME, or of the input, the last one first', () => {
    const env = [{ key: 'COMPOSE_PROJECT_NAME', value: new Secret('from-env') }];
    expect(named({}, 'shop')).toBe('shop');
    expect(named({ env }, 'shop')).toBe('from-env');
    expect(named({ env, projectName: 'asked' }, 'shop')).toBe('asked');
  });
});

describe('a site', () => {
  test('is refused where another directory runs a project of its name, and both are named', () => {
    const [refusal, ...others] = refusals({ stacks: [byHand] }, { projectName: 'app' });
    expect(others).toEqual([]);
    expect(refusal).toMatchObject({ code: 'project-name-taken' });
    expect(refusal?.what).toMatch(/\/srv\/app.*\/home\/ec2-user\/app/);
    expect(refusal?.hint).toContain('path: /srv/app');
  });

  test.each([
    ['a clone of this repository', { likeness: 'remote' as const, services: ['x'] }],
    ['its compose file', { likeness: 'file' as const, services: ['x'] }],
    ['the same services', { services: ['db', 'app'] }],
  ])('is refused where a stack with %s runs under another name', (_what, like) => {
    const [refusal] = refusals({ stacks: [{ ...byHand, project: 'shop', folder: '/srv/shop', ...like }] });
    expect(refusal).toMatchObject({ code: 'existing-stack-found' });
    expect(refusal?.hint).toContain('project-name: shop');
  });

  test('takes no volume of the bundled reverse proxy of another site for data of its own', () => {
    const left = reservedNames('shop').volumes.map((key) => ({ project: 'shop', key, name: `shop_${key}` }));
    const facts = freshFacts({ data: { ...noData, volumes: left } });
    const own = someStack([someService('app')], { volumes: reservedNames('app').volumes });
    const made = planOf({ ...facts, repository: { ...facts.repository, stack: own } });
    expect(made.blockers.filter(({ code }) => code === 'existing-stack-found')).toEqual([]);
  });

  test('is refused where a project without containers left a volume that this stack has too', () => {
    const [refusal] = refusals({ volumes: [{ project: 'shop', key: 'pgdata', name: 'shop_pgdata' }] });
    expect(refusal).toMatchObject({ code: 'existing-stack-found' });
  });

  test.each([
    ['a stack of other services runs', { stacks: [{ ...byHand, project: 'other', services: ['web', 'cache'] }] }],
    [
      'another site of this action runs',
      { stacks: [{ ...byHand, project: 'other', folder: '/home/ec2-user/prod/app/current', services: ['app', 'db'] }] },
    ],
    ['its own stack was started by hand in its directory', { stacks: [{ ...byHand, folder: '/home/ec2-user/app' }] }],
  ])('is deployed where %s', (_what, data) => {
    expect(refusals(data)).toEqual([]);
  });

  test('is deployed beside a stack that looks the same when a name for it was given', () => {
    const stacks = [{ ...byHand, project: 'shop', services: ['app', 'db'] }];
    expect(refusals({ stacks }, { projectName: 'second' }, 'second')).toEqual([]);
  });

  test('is refused on a host with Docker that cannot tell whose containers it has', () => {
    const docker = {
      version: '28',
      installed: true,
      access: 'direct' as const,
      compose: '2.40.2',
      buildx: undefined,
      composeV1: false,
    };
    expect(planOf(freshFacts({ docker, hasPython: false })).blockers.map(({ code }) => code)).toEqual([
      'python-missing',
    ]);
  });

  test('is refused in a directory that holds the releases of another tool', () => {
    const [refusal] = refusals({ foreign: ['/home/ec2-user/app/releases/20250101000000'] });
    expect(refusal).toMatchObject({ code: 'path-in-use' });
  });

  test('is told of a mounted file that nobody has before anything is touched', () => {
    const app = someService('app', { binds: [someBind('account.json', { target: '/account.json' })] });
    const facts = freshFacts({ data: { ...noData, places: new Map([['account.json', 'missing']]) } });
    const made = planOf({ ...facts, repository: { ...facts.repository, stack: someStack([app]) } });
    expect(made.blockers.map(({ code }) => code)).toEqual(['mount-source-missing']);
    expect(made.blockers[0]?.hint).toContain('/home/ec2-user/app/shared/account.json');
  });

  test.each([
    ['.env.production', '/app/.env'],
    ['secrets/x.p8', '/k/AuthKey.p8'],
    ['tls/site.pem', '/etc/ssl/site'],
  ])('A5: is told that nobody has %s, with the line of the input files', (path, target) => {
    const app = someService('app', { binds: [someBind(path, { target })] });
    const facts = freshFacts({ data: { ...noData, places: new Map([[path, 'missing']]) } });
    const made = planOf({ ...facts, repository: { ...facts.repository, stack: someStack([app]) } });
    expect(made.blockers[0]).toMatchObject({ code: 'mount-source-missing' });
    expect(made.blockers[0]?.hint).toContain(`files: |\n    ${path} < `);
  });
});
