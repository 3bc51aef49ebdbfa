import type { Run } from './runner.js';

/**
 * The run of the workflow, by the runner's default environment variables
 * (docs.github.com/actions/reference/variables-reference#default-environment-variables).
 */
export function currentRun(environment: NodeJS.ProcessEnv): Run {
  const id = Number.parseInt(environment['GITHUB_RUN_ID'] ?? '', 10);
  const attempt = Number.parseInt(environment['GITHUB_RUN_ATTEMPT'] ?? '', 10);
  const serverUrl = environment['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const repository = environment['GITHUB_REPOSITORY'] ?? '';
  const isKnown = repository !== '' && Number.isInteger(id);
  const url = isKnown ? `${serverUrl}/${repository}/actions/runs/${id}` : undefined;
  return { id, attempt: attempt || 1, actor: environment['GITHUB_ACTOR'] ?? '', serverUrl, url };
}

/** Who deploys, as the lock and the journal on the host name it: the run, its workflow, its actor, and a link. */
export function describeRun(environment: NodeJS.ProcessEnv): string {
  const { id, actor, url, serverUrl } = currentRun(environment);
  return `run ${id} of ${environment['GITHUB_WORKFLOW'] ?? ''} by ${actor} (${url ?? serverUrl})`;
}
