/** A job of GitHub, as far as it is described to AWS. */
export interface Job {
  readonly owner: string;
  readonly ownerId: number;
  /** Name of the repository, without its owner. */
  readonly repository: string;
  readonly repositoryId: number;
  /** `refs/heads/main`, or `refs/pull/7/merge` for a pull request. */
  readonly ref: string;
  readonly environment?: string;
}

/**
 * `ids`: of repositories that were created, renamed or transferred since 2026-07-15, or switched over; `names`: of all others
 * (docs/aws-role.md).
 */
export type SubjectFormat = 'names' | 'ids';

/** What GitHub's issuer says about a job, without what it adds to every token. */
export type JobClaims = Readonly<Record<string, string>> & { readonly sub: string };

export function claimsOf(job: Job, format: SubjectFormat): JobClaims {
  const { owner, ownerId, repositoryId, ref, environment } = job;
  const repository = `${owner}/${job.repository}`;
  const workflow = `${repository}/.github/workflows/deploy.yml@${ref}`;
  return {
    sub: subjectOf(job, format),
    ...(environment === undefined ? {} : { environment }),
    ...{ ref, ref_type: ref.startsWith('refs/tags/') ? 'tag' : 'branch' },
    ...{ repository, repository_id: String(repositoryId), repository_owner: owner },
    ...{ repository_owner_id: String(ownerId), repository_visibility: 'private' },
    ...{ actor: owner, actor_id: String(ownerId), event_name: isPullRequest(ref) ? 'pull_request' : 'push' },
    ...{ workflow: 'Deploy', workflow_ref: workflow, job_workflow_ref: workflow },
    ...{ run_id: '1', run_number: '1', run_attempt: '1', runner_environment: 'github-hosted' },
  };
}

/** The environment wins over all else, then the pull request. */
export function subjectOf({ ref, environment, ...job }: Job, format: SubjectFormat): string {
  const id = (number: number): string => (format === 'ids' ? `@${number}` : '');
  const repository = `repo:${job.owner}${id(job.ownerId)}/${job.repository}${id(job.repositoryId)}`;
  if (environment !== undefined) return `${repository}:environment:${environment.replaceAll(':', '%3A')}`;
  return isPullRequest(ref) ? `${repository}:pull_request` : `${repository}:ref:${ref}`;
}

function isPullRequest(ref: string): boolean {
  return ref.startsWith('refs/pull/');
}
