import { describe, expect, test } from '@jest/globals';
import { runOrder } from '../../../src/runner/run-order.js';

describe('the order of runs', () => {
  const known = { GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/deploy.yml@refs/heads/main', GITHUB_RUN_NUMBER: '7' };

  test('is by the number within the workflow, whichever branch it is of', () => {
    const order = { workflow: 'o/r/.github/workflows/deploy.yml', number: 7, commit: 'c0ffee' };
    expect(runOrder(known, 'c0ffee')).toEqual(order);
    expect(
      runOrder({ ...known, GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/deploy.yml@refs/tags/v1' }, 'c0ffee'),
    ).toEqual(order);
  });

  test.each([{ GITHUB_WORKFLOW_REF: '' }, { GITHUB_RUN_NUMBER: '' }, { GITHUB_RUN_NUMBER: 'x' }])(
    'is not known where the runner does not give it: %j',
    (change) => expect(runOrder({ ...known, ...change }, '')).toBeUndefined(),
  );
});
