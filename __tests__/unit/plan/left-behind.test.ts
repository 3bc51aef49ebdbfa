import { describe, expect, test } from '@jest/globals';
import { plan } from '../../../src/plan/plan.js';
import { readTemplate } from '../../../src/templates.js';
import { freshFacts, now, someInputs } from '../../support/facts.js';

describe('A file that is in the workspace but not in git', () => {
  const warnings = (inputs: Parameters<typeof someInputs>[0] = {}, leftBehind = ['compose.prod.yaml', '.env']) => {
    const facts = freshFacts();
    const repository = { ...facts.repository, leftBehind };
    return plan(someInputs({ env: undefined, ...inputs }), { ...facts, repository }, now, readTemplate).warnings;
  };

  test('is a warning with the line that deploys it', () => {
    expect(warnings()).toEqual([
      expect.stringMatching(/^compose\.prod\.yaml is in the workspace, .* include: compose\.prod\.yaml$/),
      expect.stringMatching(/^\.env is in the workspace, .* env-file: \.env$/),
    ]);
  });

  test('is none where an input decides', () => {
    expect(warnings({ composeFiles: ['compose.yaml'], env: [] })).toEqual([]);
    expect(warnings({}, [])).toEqual([]);
  });
});
