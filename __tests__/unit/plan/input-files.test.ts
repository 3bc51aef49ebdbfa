import { describe, expect, test } from '@jest/globals';
import { digestOf } from '../../../src/digest.js';
import type { InputFile } from '../../../src/inputs/inputs.js';
import type { Facts } from '../../../src/plan/facts.js';
import type { Plan } from '../../../src/plan/plan.js';
import { Secret } from '../../../src/secret.js';
import type { Service } from '../../../src/compose/stack.js';
import { factsAfter, freshFacts, kindsOf, noData, now, planOf, someFiles } from '../../support/facts.js';
import { someBind, someService, someStack } from '../../support/stacks.js';

const given = (path: string, content = path): InputFile => ({
  path,
  content: new Secret(content),
  digest: digestOf(content),
});
const inAMinute = new Date(now.getTime() + 60_000);

function factsOf(services: readonly Service[], repository: Partial<Facts['repository']> = {}): Facts {
  const facts = freshFacts();
  return { ...facts, repository: { ...facts.repository, stack: someStack(services), ...repository } };
}

const stepOf = (made: Plan, kind: string) => made.steps.find((step) => step.kind === kind);

describe('the input files', () => {
  const facts = factsOf([someService('app', { binds: [someBind('a.json', { readOnly: true })] })]);
  const files = [given('a.json'), given('build.npmrc')];

  test('are written with the release, before .env, and the plan says where those go that nothing mounts', () => {
    const made = planOf(facts, { files: [given('a.json', 'hunter2-content'), given('build.npmrc')] });
    expect(kindsOf(made).slice(2, 5)).toEqual(['files', 'input-files', 'env']);
    expect(stepOf(made, 'input-files')).toMatchObject({
      title: 'Write 2 files of the input files: a.json, build.npmrc',
      because: expect.stringContaining('since no service mounts it as a file: build.npmrc') as unknown,
    });
    expect(JSON.stringify(made.steps)).not.toContain('hunter2-content');
  });

  test('give no step when they are as they were', () => {
    const after = factsAfter(planOf(facts, { files }), now);
    const again = planOf(after, { files }, inAMinute);
    expect(kindsOf(again)).toEqual([]);
    expect(again.unchanged).toContain('The files of the input files are up to date');
  });

  test('make a new release when one has another content, is new, or is no longer listed, and it is named', () => {
    const after = factsAfter(planOf(facts, { files }), now);
    const because = (next: readonly InputFile[]) => stepOf(planOf(after, { files: next }, inAMinute), 'files')?.because;
    expect(because([given('a.json', 'other'), given('build.npmrc')])).toContain(
      'new, changed or removed in files: a.json',
    );
    expect(because([...files, given('c')])).toContain('in files: c');
    expect(because([given('a.json')])).toContain('in files: build.npmrc');
  });

  test('make a new release when one was changed or lost on the host', () => {
    const after = factsAfter(planOf(facts, { files }), now);
    const { current } = after.host;
    if (current === undefined) throw new Error('a release was expected');
    const lost = { ...current, inputFiles: new Map([...(current.inputFiles ?? []), ['a.json', '']]) };
    const again = planOf({ ...after, host: { ...after.host, current: lost } }, { files }, inAMinute);
    expect(kindsOf(again)).toContain('input-files');
  });

  test('win over tracked files, and the plan names these', () => {
    const made = planOf(factsOf([], { replaced: ['a.json'] }), { files });
    expect(stepOf(made, 'input-files')?.because).toContain('in place of the tracked file: a.json');
  });
});

test('a mounted file that is nowhere comes with the lines to add', () => {
  const facts = factsOf([someService('app', { binds: [someBind('account.json', { readOnly: true })] })]);
  const places = new Map([['account.json', 'missing']] as const);
  const [blocker] = planOf({ ...facts, host: { ...facts.host, data: { ...noData, places } } }).blockers;
  expect(blocker).toMatchObject({ code: 'mount-source-missing' });
  expect(blocker?.hint).toContain('    account.json < ACCOUNT_JSON\n');
});

test('a file that only a service of an inactive profile mounts is not needed', () => {
  const binds = [someBind('ca.pem', { readOnly: true })];
  const places = new Map([['ca.pem', 'missing']] as const);
  const blockers = (services: readonly Service[]) => {
    const facts = factsOf(services);
    return planOf({ ...facts, host: { ...facts.host, data: { ...noData, places } } }).blockers.map(({ code }) => code);
  };
  const tools = { ...someService('tools', { binds }), hasProfile: true };
  expect(blockers([someService('app'), tools])).toEqual([]);
  expect(blockers([someService('app', { binds }), tools])).toEqual(['mount-source-missing']);
});

describe('.env', () => {
  const env = [
    { key: 'TAG', value: new Secret('3') },
    { key: 'NEW', value: new Secret('4') },
  ];
  const entries = [
    { key: 'TAG', value: new Secret('2') },
    { key: 'OTHER', value: new Secret('1') },
  ];
  const trackedEnv = { entries, text: new Secret('TAG=2\nOTHER=1\n') };

  test('has the tracked variables with those of the inputs over them, and the plan says how many come from where', () => {
    const step = stepOf(planOf(factsOf([], { trackedEnv }), { env }), 'env');
    expect(step?.title).toBe(
      'Write .env with 3 variables: 1 of the tracked .env, 2 of env and env-file, 1 of them in place of a tracked value',
    );
    const written = step?.kind === 'env' ? step.entries : [];
    expect(written?.map(({ key, value }) => `${key}=${value.reveal()}`)).toEqual(['OTHER=1', 'TAG=3', 'NEW=4']);
  });

  test('is written again when a tracked variable changes that the inputs do not have', () => {
    const first = factsOf([], { trackedEnv });
    const after = factsAfter(planOf(first, { env }), now);
    expect(kindsOf(planOf(after, { env }, inAMinute))).toEqual([]);
    const changed = { ...trackedEnv, entries: entries.map(({ key }) => ({ key, value: new Secret('5') })) };
    const again = planOf({ ...after, repository: { ...after.repository, trackedEnv: changed } }, { env }, inAMinute);
    expect(stepOf(again, 'env')?.because).toBe('changed: OTHER');
  });

  test('converges with a tracked key that is no usual name', () => {
    const first = factsOf([], { trackedEnv: { ...trackedEnv, entries: [{ key: 'a.b', value: new Secret('1') }] } });
    const after = factsAfter(planOf(first, { env }), now);
    expect(kindsOf(planOf(after, { env }, inAMinute))).toEqual([]);
  });

  test('is the tracked one as it is without an input', () => {
    const file = { kind: 'file' as const, path: '.env', mode: 0o644, size: 1, blob: 'a' };
    const step = stepOf(planOf(factsOf([], { files: [...someFiles, file], trackedEnv }), { env: undefined }), 'env');
    expect(step).toMatchObject({ title: "Use the repository's own .env", entries: undefined });
  });
});
