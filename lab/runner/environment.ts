import { arch } from 'node:os';
import type { ExpressionContext } from './expressions.js';
import { recordInContainer } from './run-record.js';

export type Environment = Readonly<Record<string, string>>;

/** What a runner tells a step about its job, for one pretended run of a workflow. */
export function jobEnvironment(sha: string): Environment {
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: '__self',
    GITHUB_ACTOR: 'lab',
    GITHUB_API_URL: 'https://api.github.com',
    GITHUB_EVENT_NAME: 'push',
    GITHUB_EVENT_PATH: `${recordInContainer}/event.json`,
    GITHUB_GRAPHQL_URL: 'https://api.github.com/graphql',
    GITHUB_JOB: 'deploy',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REF_NAME: 'main',
    GITHUB_REF_TYPE: 'branch',
    GITHUB_REPOSITORY: 'example/site',
    GITHUB_REPOSITORY_OWNER: 'example',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_NUMBER: '1',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: sha,
    GITHUB_TRIGGERING_ACTOR: 'lab',
    GITHUB_WORKFLOW: 'deploy',
    GITHUB_WORKSPACE: '/github/workspace',
    GITHUB_OUTPUT: `${recordInContainer}/outputs`,
    GITHUB_STATE: `${recordInContainer}/state`,
    GITHUB_STEP_SUMMARY: `${recordInContainer}/summary.md`,
    GITHUB_ENV: `${recordInContainer}/env`,
    GITHUB_PATH: `${recordInContainer}/path`,
    HOME: `${recordInContainer}/home`,
    NODE_EXTRA_CA_CERTS: `${recordInContainer}/trust.pem`,
    RUNNER_ARCH: arch() === 'arm64' ? 'ARM64' : 'X64',
    RUNNER_ENVIRONMENT: 'self-hosted',
    RUNNER_NAME: 'lab',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: `${recordInContainer}/temp`,
  };
}

/** The `github.*` and `env.*` names that expressions may use. There is no token in the lab, so `github.token` is empty unless given. */
export function expressionContext(environment: Environment): ExpressionContext {
  const entries = Object.entries(environment).flatMap(([name, value]): [string, string][] => {
    const github = /^GITHUB_(.+)$/.exec(name)?.[1]?.toLowerCase();
    const named: [string, string] = [`env.${name}`, value];
    return github === undefined ? [named] : [named, [`github.${github}`, value]];
  });
  return Object.fromEntries(entries);
}

/** An input `ssh-key` reaches the step as `INPUT_SSH-KEY`: spaces become underscores, hyphens stay. */
export function inputVariables(inputs: Readonly<Record<string, string>>): Environment {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  );
}

/** What main saved for post. */
export function stateVariables(state: Readonly<Record<string, string>>): Environment {
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]));
}
