import { context } from '@actions/github';
import type { Run } from './runner.js';

export function currentRun(): Run {
  const { runId, runAttempt, actor, serverUrl } = context;
  const repository = process.env['GITHUB_REPOSITORY'] ?? '';
  const isKnown = repository !== '' && Number.isInteger(runId);
  const url = isKnown ? `${serverUrl}/${repository}/actions/runs/${runId}` : undefined;
  return { id: runId, attempt: runAttempt || 1, actor: actor ?? '', serverUrl, url };
}

/** Who deploys, as the lock and the journal on the host name it: the run, its workflow, its actor, and a link. */
export function describeRun(): string {
  const { id, actor, url } = currentRun();
  return `run ${id} of ${context.workflow} by ${actor} (${url ?? context.serverUrl})`;
}
