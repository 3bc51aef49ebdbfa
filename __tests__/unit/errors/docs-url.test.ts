import { expect, test } from '@jest/globals';
import { DeployError, explain } from '../../../src/errors/deploy-error.js';
import { errorsPageOf } from '../../../src/errors/docs-url.js';

const error = new DeployError({ code: 'lock-held', what: 'Another run holds the lock', hint: 'Wait.' });

test.each([
  [{ GITHUB_ACTION_REF: 'v1' }, 'https://github.com/octo/deploy/blob/v1/docs/errors.md'],
  [{ GITHUB_ACTION_REF: 'feature/a b' }, 'https://github.com/octo/deploy/blob/feature/a%20b/docs/errors.md'],
  [
    { GITHUB_ACTION_REF: 'v1', GITHUB_SERVER_URL: 'https://git.example.com' },
    'https://git.example.com/octo/deploy/blob/v1/docs/errors.md',
  ],
])('the page is that of the action and its version that run: %o', (environment, page) => {
  expect(errorsPageOf({ GITHUB_ACTION_REPOSITORY: 'octo/deploy', ...environment })).toBe(page);
});

test.each([
  [{}],
  [{ GITHUB_ACTION_REPOSITORY: '', GITHUB_ACTION_REF: '' }],
  [{ GITHUB_ACTION_REPOSITORY: 'octo/deploy', GITHUB_ACTION_REF: '' }],
  [{ GITHUB_ACTION_REPOSITORY: '../x y', GITHUB_ACTION_REF: 'v1' }],
])('there is none for an action that is used by a local path: %o', (environment) => {
  expect(errorsPageOf(environment)).toBeUndefined();
});

test('an error in the log ends with an address that one can click', () => {
  const page = 'https://github.com/octo/deploy/blob/v1/docs/errors.md';
  expect(explain(error, page).split('\n').at(-1)).toBe(`More: ${page}#lock-held`);
});

test('an error without a page names the section of the documentation, and no link', () => {
  expect(explain(error).split('\n').at(-1)).toBe(
    'More: the section "lock-held" of docs/errors.md in the repository of this action',
  );
});
