import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { GithubDeployment, type DeploymentRequest } from '../../src/runner/deployment.js';
import { deploymentApi } from '../../src/runner/deployment-api.js';
import { someInputs } from '../support/facts.js';
import { startGithubApi, type GithubApi } from '../support/github-api.js';
import { someRun } from '../support/runner.js';

const { sha } = someInputs();
let github: GithubApi;
beforeEach(async () => void (github = await startGithubApi()));
afterEach(() => github[Symbol.asyncDispose]());

/** A deploy that is recorded, and what the log shows of that. */
function deployment(changes: Partial<DeploymentRequest> = {}) {
  const lines: string[] = [];
  const warnings: string[] = [];
  const request = { sha, environment: undefined, siteUrl: 'https://app.example.com', run: someRun, ...changes };
  const log = { info: (line: string) => void lines.push(line), warning: (text: string) => void warnings.push(text) };
  return {
    made: new GithubDeployment(request, () => Promise.resolve(deploymentApi('token-1', 'owner/app', github.url)), log),
    lines,
    warnings,
  };
}

const states = (): readonly unknown[] => github.deployments.map(({ statuses }) => statuses.map(({ state }) => state));

describe('a deploy', () => {
  test('is recorded for its commit, with the addresses of the site and of the log', async () => {
    const { made, warnings } = deployment();
    made.begin();
    made.begin();
    await made.end(true);
    expect(warnings).toEqual([]);
    expect(github.deployments).toMatchObject([{ ref: sha, environment: 'production' }]);
    expect(github.deployments[0]?.statuses).toMatchObject([
      { state: 'in_progress', environment_url: 'https://app.example.com', log_url: someRun.url },
      { state: 'success', environment_url: 'https://app.example.com', log_url: someRun.url },
    ]);
    expect([...github.tokens]).toEqual(['token token-1']);
  });

  test('that fails is recorded as a failure, under the given name of the environment', async () => {
    const { made } = deployment({ environment: 'staging' });
    made.begin();
    await made.end(false);
    expect(github.deployments).toMatchObject([{ environment: 'staging' }]);
    expect(states()).toEqual([['in_progress', 'failure']]);
  });

  test('that never began is not recorded', async () => {
    await deployment().made.end(false);
    expect(github.requests).toEqual([]);
  });

  test('is recorded again for a commit that was deployed before', async () => {
    for (let run = 0; run < 2; run += 1) {
      const { made } = deployment();
      made.begin();
      await made.end(true);
    }
    expect(states()).toEqual([
      ['in_progress', 'success'],
      ['in_progress', 'success'],
    ]);
  });
});

describe('the environment of the job itself', () => {
  test.each([undefined, 'production'])(
    'records the deployment, and no second one is created (given: %s)',
    async (environment) => {
      github.environmentOfJob(someRun.id);
      const { made, lines, warnings } = deployment({ environment });
      made.begin();
      await made.end(true);
      expect(github.deployments).toHaveLength(1);
      expect(states()).toEqual([['in_progress']]);
      expect(lines).toEqual(['The job\'s own environment "production" records this deployment at GitHub.']);
      expect(warnings).toEqual([]);
    },
  );

  test.each([
    ['of another run', { run: 421 }],
    ['of a run whose number begins alike', { run: 4 }],
    ['of a job of this run that has ended', { run: someRun.id, state: 'success' }],
    ['of another commit', { run: someRun.id, sha: 'f'.repeat(40) }],
  ])('is not taken for one %s', async (_, { run, ...changes }) => {
    github.environmentOfJob(run, changes);
    const { made } = deployment();
    made.begin();
    await made.end(true);
    expect(states().at(-1)).toEqual(['in_progress', 'success']);
  });

  test('is not taken for one of another name, if a name is given', async () => {
    github.environmentOfJob(someRun.id, { environment: 'staging' });
    const { made } = deployment({ environment: 'production' });
    made.begin();
    await made.end(true);
    expect(github.deployments.map(({ environment }) => environment)).toEqual(['staging', 'production']);
  });
});

describe('a problem with the record is one warning, and no failure', () => {
  const refused = { status: 403, body: { message: 'Resource not accessible by integration' } };

  test('if the token may not create deployments', async () => {
    github.override = (_path, method) => (method === 'POST' ? refused : undefined);
    const { made, warnings } = deployment();
    made.begin();
    await made.end(true);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/could not be created, which does not affect the site: Resource not accessible/);
    expect(warnings[0]).toContain('permissions: deployments: write');
    expect(warnings[0]).not.toContain('token-1');
  });

  test('if statuses are refused from the first on', async () => {
    github.override = (path, method) => (method === 'POST' && path.endsWith('/statuses') ? refused : undefined);
    const { made, warnings } = deployment();
    made.begin();
    await made.end(true);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('could not be updated');
  });

  test.each([
    ['GitHub fails', { status: 502, body: 'Bad Gateway' }],
    ['GitHub answers with something else', { status: 200, body: { deployments: 'moved' } }],
    ['GitHub closes the connection', 'nothing'],
  ] as const)('if %s', async (_, answer) => {
    github.override = () => answer;
    const { made, warnings } = deployment();
    made.begin();
    await made.end(true);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).not.toContain('permissions');
  });
});
