import { context } from '@actions/github';

/** Who deploys, as the lock and the journal on the host name it: the run, its workflow, its actor, and a link. */
export function describeRun(): string {
  const { runId, workflow, actor, serverUrl, repo } = context;
  return `run ${runId} of ${workflow} by ${actor} (${serverUrl}/${repo.owner}/${repo.repo}/actions/runs/${runId})`;
}
