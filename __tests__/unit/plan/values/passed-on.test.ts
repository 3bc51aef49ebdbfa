import { describe, expect, test } from '@jest/globals';
import type { BlankVariable } from '../../../../src/compose/blank-variable.js';
import type { Facts } from '../../../../src/plan/facts.js';
import { factsAfter, freshFacts, now, planOf } from '../../../support/facts.js';
import { someService, someStack } from '../../../support/stacks.js';

const variable = (name: string, changes: Partial<BlankVariable>): BlankVariable => ({
  ...{ name, message: undefined, places: [`services.app.environment.${name}`], breaks: [], begins: [], isEmpty: false },
  ...{ isPassedOn: false, ...changes },
});
const passed = (name: string): BlankVariable => variable(name, { isPassedOn: true });

function factsOf(variables: readonly BlankVariable[]): Facts {
  const facts = freshFacts();
  const needs = {
    variables,
    blankNames: [],
    envFiles: [],
    example: undefined,
    examples: new Map(),
    isWhyUnread: false,
  };
  return { ...facts, repository: { ...facts.repository, stack: someStack([someService('app')]), needs } };
}

const plan = (facts: Facts) => planOf(facts, { env: undefined });

describe('variables that are only passed on', () => {
  test('are no lines to add, since an empty text is not what the app has without them', () => {
    const [failure] = plan(factsOf([variable('A', { message: 'set A' }), passed('OPTIONAL')])).blockers;
    expect(`${failure?.why ?? ''}${failure?.hint ?? ''}`).not.toContain('OPTIONAL');
  });

  test('are named once before the first start, at most eight of them', () => {
    const made = plan(factsOf([...'ABCDEFGHIJ'].map(passed)));
    expect(made.warnings).toEqual([
      'compose.yaml passes on variables that are not set: A, B, C, D, E, F, G, H and 2 more. Containers do not get them, ' +
        'and the app has its own defaults. Add those that it needs to the input env.',
    ]);
    const facts = factsOf([passed('A')]);
    const { current } = factsAfter(plan(facts), now).host;
    expect(plan({ ...facts, host: { ...facts.host, current } }).warnings).toEqual([]);
  });
});
