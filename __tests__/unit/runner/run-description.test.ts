import { expect, test } from '@jest/globals';
import { currentRun, describeRun } from '../../../src/runner/run-description.js';

const environment = {
  GITHUB_RUN_ID: '4711',
  GITHUB_RUN_ATTEMPT: '2',
  GITHUB_ACTOR: 'kim',
  GITHUB_WORKFLOW: 'Deploy',
  GITHUB_REPOSITORY: 'kim/shop',
  GITHUB_SERVER_URL: 'https://github.example.com',
};

test('a run is named by its number, workflow, actor and page', () => {
  expect(currentRun(environment)).toEqual({
    ...{ id: 4711, attempt: 2, actor: 'kim', serverUrl: 'https://github.example.com' },
    url: 'https://github.example.com/kim/shop/actions/runs/4711',
  });
  expect(describeRun(environment)).toBe(
    'run 4711 of Deploy by kim (https://github.example.com/kim/shop/actions/runs/4711)',
  );
});

test('outside of GitHub a run has no page, and is the first attempt', () => {
  expect(currentRun({})).toMatchObject({ attempt: 1, actor: '', serverUrl: 'https://github.com', url: undefined });
});
