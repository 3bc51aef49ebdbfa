/**
 * Who is at work, as the lock and the journal on the host tell it. Loaded when something is to be done: nothing else asks for it.
 */
export async function whoIsAtWork(): Promise<string> {
  const { context } = await import('@actions/github');
  const { runId, workflow, actor, serverUrl, repo } = context;
  return `run ${runId} of ${workflow} by ${actor} (${serverUrl}/${repo.owner}/${repo.repo}/actions/runs/${runId})`;
}
