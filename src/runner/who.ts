/**
 * Who is at work, as the lock and the journal on the host tell it. Loaded when something is to be done, since the library
 * takes longer to load than a look at a host where nothing changed.
 */
export async function whoIsAtWork(): Promise<string> {
  const { context } = await import('@actions/github');
  const { runId, workflow, actor, serverUrl, repo } = context;
  return `run ${runId} of ${workflow} by ${actor} (${serverUrl}/${repo.owner}/${repo.repo}/actions/runs/${runId})`;
}
