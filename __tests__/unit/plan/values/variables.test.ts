import { describe, expect, test } from '@jest/globals';
import type { BlankVariable } from '../../../../src/compose/blank-variable.js';
import { unreadStack } from '../../../../src/compose/unread-stack.js';
import { DeployError } from '../../../../src/errors/deploy-error.js';
import type { HostEnv } from '../../../../src/host/facts.js';
import type { Inputs } from '../../../../src/inputs/inputs.js';
import type { Facts } from '../../../../src/plan/facts.js';
import type { ProjectNeeds } from '../../../../src/repository/needs.js';
import type { Reading } from '../../../../src/repository/reading.js';
import { factsAfter, freshFacts, kindsOf, now, planOf } from '../../../support/facts.js';
import { someService, someStack } from '../../../support/stacks.js';

const inAMinute = new Date(now.getTime() + 60_000);
const noFacts = { services: {}, inactive: {}, networks: {}, volumes: {}, secrets: {}, configs: {} };
const reading: Reading = {
  ...{ facts: noFacts, digest: 'd', isTold: false, sources: ['compose.yaml'], isEnvHosts: true, refusal: undefined },
  ...{ isLocal: false, unknown: [], namesEnv: false },
};
const refusal = new DeployError({ code: 'compose-file-invalid', what: 'It cannot be read', why: 'x', hint: 'Fix it.' });

const blank = (name: string, changes: Partial<BlankVariable> = {}): BlankVariable => ({
  ...{ name, message: undefined, places: [`services.app.environment.${name}`], breaks: [], begins: [] },
  ...{ isEmpty: false, isPassedOn: false, ...changes },
});
const required = (name: string, message = ''): BlankVariable => blank(name, { message });
const tag = blank('TAG', { places: ['services.app.image'], breaks: ['services.app.image'] });

const example = {
  path: '.env.example',
  entries: [
    { key: 'OTHER', value: '1' },
    { key: 'TAG', value: '2' },
    { key: 'SECRET', value: undefined },
  ],
};

function factsOf(variables: readonly BlankVariable[], repository: Partial<Facts['repository']> = {}): Facts {
  const facts = freshFacts();
  const needs: ProjectNeeds = {
    ...{ variables, blankNames: variables.map(({ name }) => name), envFiles: [], example: undefined },
    ...{ examples: new Map(), isWhyUnread: false },
  };
  const stack = someStack([someService('app')]);
  return { ...facts, repository: { ...facts.repository, stack, reading, needs, ...repository } };
}

function withHostEnv(facts: Facts, given: readonly string[], changes: Partial<HostEnv> = {}): Facts {
  const names = { given: new Set(given), empty: new Set(['EMPTY']) };
  return { ...facts, host: { ...facts.host, env: { path: '/srv/app/.env', digest: 'd', names, ...changes } } };
}

const plan = (facts: Facts, inputs: Partial<Inputs> = {}) => planOf(facts, { env: undefined, ...inputs });
const withExample = (facts: Facts): Facts => {
  const { needs } = facts.repository;
  if (needs === undefined) throw new Error('needs were expected');
  return { ...facts, repository: { ...facts.repository, needs: { ...needs, example } } };
};

describe('variables that have to be set', () => {
  const facts = factsOf([required('A', 'the first'), required('B'), tag, blank('C')]);

  test('are refused together, with why each is needed and the lines to add', () => {
    const [failure, ...others] = plan(facts).blockers;
    expect(others).toEqual([]);
    expect(failure).toMatchObject({
      code: 'variable-missing',
      what: 'Variables of compose.yaml have no value: A, B, TAG',
      why: [
        'A is not set: the first\nB is not set\nTAG is not set, and services.app.image needs it',
        'docker compose would replace these by an empty text: C',
      ].join('\n'),
    });
    const lines = ['A', 'B', 'TAG', 'C'].map((key) => `    ${key}=\${{ secrets.${key} }}`);
    expect(failure?.hint).toContain(`with:\n  env: |\n${lines.join('\n')}\n`);
    expect(failure?.hint).toContain('Or create on the host: /home/ec2-user/app/.env.');
  });

  test('come with values of the example that are no secrets, in its order, and with no others of it', () => {
    const [failure] = plan(withExample(factsOf([required('SECRET'), required('NEW'), tag]))).blockers;
    expect(failure?.hint).toContain(
      '  env: |\n    TAG=2\n    SECRET=${{ secrets.SECRET }}\n    NEW=${{ secrets.NEW }}\nValues that are no secrets are those of .env.example',
    );
    expect(failure?.hint).not.toContain('OTHER');
  });

  test('are the same in a dry run, and give no warning besides', () => {
    const dry = plan(facts, { dryRun: true });
    expect(dry.blockers).toEqual(plan(facts).blockers);
    expect(dry.warnings).toEqual([]);
  });

  test('may be in the .env on the host, which an input would replace', () => {
    expect(plan(withHostEnv(facts, ['A', 'B', 'TAG', 'C'])).blockers).toEqual([]);
    expect(plan(withHostEnv(facts, ['A', 'B', 'TAG', 'C']), { env: [] }).blockers).toHaveLength(1);
  });

  test('are lines for the .env on the host where it has the others', () => {
    const [failure] = plan(withExample(withHostEnv(facts, ['A', 'B', 'C']))).blockers;
    expect(failure?.what).toBe('Variables of compose.yaml have no value: TAG');
    expect(failure?.hint).toBe(
      'Add to /srv/app/.env on the host, which is used since neither env nor env-file is given:\nTAG=2',
    );
  });

  test('count as missing where the host has them empty, and as unknown where its .env cannot be read', () => {
    const empty = factsOf([required('EMPTY'), blank('EMPTY')]);
    expect(plan(withHostEnv(empty, [])).blockers).toHaveLength(1);
    expect(plan(withHostEnv(empty, [], { names: undefined })).blockers).toEqual([]);
  });

  test('are among the lines of a .env that is missing too', () => {
    const stack = someStack([someService('app', { envFiles: ['.env'] })]);
    const [file, variable] = plan(withExample(factsOf([required('NEW')], { stack }))).blockers;
    expect(file?.hint).toContain(
      '    OTHER=1\n    TAG=2\n    SECRET=${{ secrets.SECRET }}\n    NEW=${{ secrets.NEW }}\n',
    );
    expect(variable).toMatchObject({
      code: 'variable-missing',
      hint: expect.stringContaining('env-file-missing') as unknown,
    });
  });

  test('that an input gives as an empty text are named so', () => {
    const [failure] = plan(factsOf([blank('A', { message: '', isEmpty: true })]), { env: [] }).blockers;
    expect(failure?.why).toBe('A is empty');
    expect(failure?.hint).not.toContain('on the host');
  });
});

describe('the password of a database', () => {
  const password = blank('PASS', {
    places: ['services.db.environment.POSTGRES_PASSWORD'],
    begins: ['services.db.environment.POSTGRES_PASSWORD'],
  });
  const codes = (facts: Facts) => plan(facts).blockers.map(({ why }) => why);

  test('is needed for its first start, and named with it', () => {
    expect(codes(factsOf([password]))).toEqual([
      'PASS is not set, and without it the database of db does not start for the first time',
    ]);
    expect(plan(factsOf([{ ...password, isEmpty: true }]), { env: [] }).blockers).toHaveLength(1);
  });

  test('is a warning where the database exists', () => {
    const facts = factsOf([password]);
    const byHand = { ...facts, host: { ...facts.host, project: { name: 'app', from: 'by-hand' as const } } };
    expect(codes(byHand)).toEqual([]);
    expect(plan(byHand).warnings).toHaveLength(1);
  });
});

describe('variables that compose replaces by an empty text', () => {
  test('are one warning of a plan that makes a release, with the lines to add', () => {
    const facts = withExample(factsOf([blank('KEY'), blank('SECRET'), blank('UID')]));
    const made = plan(facts, { env: [] });
    expect(made.blockers).toEqual([]);
    expect(made.warnings).toHaveLength(1);
    expect(made.warnings[0]).toContain(
      'Variables of compose.yaml have no value: KEY, SECRET, UID. docker compose replaces them by an empty text.\n',
    );
    expect(made.warnings[0]).toContain('    SECRET=${{ secrets.SECRET }}\n    KEY=${{ secrets.KEY }}\n    UID=1000\n');
    const again = planOf(factsAfter(made, now), { env: [] }, inAMinute);
    expect(kindsOf(again)).toEqual([]);
    expect(again.warnings).toEqual([]);
  });

  test('are none where the .env on the host has them, be it as an empty text', () => {
    expect(plan(withHostEnv(factsOf([blank('KEY'), blank('EMPTY')]), ['KEY'])).warnings).toEqual([]);
    expect(plan(withHostEnv(factsOf([blank('KEY')]), [])).warnings[0]).toContain('Add to /srv/app/.env on the host');
  });

  test('do not matter in a port of the site’s service, which is not published', () => {
    const port = blank('PORT', { places: ['services.app.ports[]'], breaks: ['services.app.ports[]'] });
    const found = (inputs: Partial<Inputs>, changes: Partial<Facts['repository']> = {}) => {
      const { blockers, warnings } = plan(factsOf([port], changes), inputs);
      return { blockers: blockers.map(({ code }) => code), warnings };
    };
    expect(found({})).toEqual({ blockers: [], warnings: [] });
    expect(found({ keepPublishedPorts: true }).blockers).toEqual(['variable-missing']);
    expect(found({}, { stack: someStack([someService('app')], { kind: 'whole' }) }).blockers).toContain(
      'variable-missing',
    );
  });
});

describe('a project that cannot be read without its variables', () => {
  const stack = unreadStack({ paths: ['compose.yaml'], because: '' }, { profiles: [], variables: new Map() });
  const unread = (isWhyUnread: boolean): Facts => {
    const facts = factsOf([tag], { stack, reading: { ...reading, facts: undefined, refusal } });
    const { needs } = facts.repository;
    if (needs === undefined) throw new Error('needs were expected');
    const envFiles = [{ path: 'a.env', services: ['app'] }];
    return { ...facts, repository: { ...facts.repository, needs: { ...needs, envFiles, isWhyUnread } } };
  };
  const codes = (facts: Facts, inputs: Partial<Inputs> = {}) => plan(facts, inputs).blockers.map(({ code }) => code);

  test('is refused for these and for its env files, and not for what follows from them', () => {
    expect(codes(unread(true))).toEqual(['env-file-missing', 'variable-missing']);
    expect(codes(unread(true), { dryRun: true })).toEqual(['env-file-missing', 'variable-missing']);
  });

  test('is refused for another reason as well, unless the host may have what it takes', () => {
    const facts = unread(false);
    expect(codes(facts)).toEqual(['compose-file-invalid', 'env-file-missing', 'variable-missing']);
    const local = { ...reading, facts: undefined, refusal, isLocal: true };
    expect(codes({ ...facts, repository: { ...facts.repository, reading: local } })).toEqual([
      'env-file-missing',
      'variable-missing',
    ]);
  });

  test('is read on the host where its .env has them; a dry run shows the beginning of that plan', () => {
    const there = withHostEnv(unread(true), ['TAG']);
    const places = new Map([['a.env', 'shared']] as const);
    const facts = { ...there, host: { ...there.host, data: { ...there.host.data, places } } };
    const kinds = kindsOf(plan(facts));
    expect(kinds).toContain('confirm');
    expect(kinds).not.toContain('up');
    const dry = plan(facts, { dryRun: true });
    expect(dry.blockers).toEqual([]);
    expect(kindsOf(dry)).toEqual(kinds);
    expect(dry.warnings[0]).toContain('this is only the beginning of the plan');
  });
});

describe('a .env that was prepared on the host', () => {
  test('is named by the plan, and so is that there is none', () => {
    const title = (facts: Facts) => plan(facts).steps.find(({ kind }) => kind === 'env')?.title;
    expect(title(withHostEnv(factsOf([]), []))).toBe('Use /srv/app/.env, which was prepared on the host');
    expect(title(factsOf([]))).toBe('Make an empty .env');
    expect(title(factsAfter(plan(factsOf([])), now))).toBeUndefined();
  });

  test('makes a release where the running one has an empty one, and is nothing to do afterwards', () => {
    const deployed = factsAfter(plan(factsOf([])), now);
    const { current } = deployed.host;
    if (current === undefined) throw new Error('a release was expected');
    const confirmed = { envDigest: 'empty', readingDigest: '', project: undefined };
    const at = (envDigest: string, digest: string | undefined): Facts => {
      const facts = { ...deployed, host: { ...deployed.host, current: { ...current, envDigest, confirmed } } };
      return digest === undefined ? facts : withHostEnv(facts, [], { digest });
    };
    const kinds = (facts: Facts) => kindsOf(planOf(facts, { env: undefined }, inAMinute));
    expect(kinds(at('empty', 'new'))).toContain('env');
    expect(kinds(at('empty', 'empty'))).toEqual([]);
    expect(kinds(at('empty', undefined))).toEqual([]);
  });
});
