/** A run among those of its workflow, and what it deploys. */
interface Order {
  /** `owner/name/.github/workflows/deploy.yml` */
  readonly workflow: string;
  /** Counted from 1 for each workflow. */
  readonly number: number;
  readonly commit: string;
}

/** By which a later run of the same workflow is known; undefined outside of GitHub. Pure. */
export function runOrder(environment: NodeJS.ProcessEnv, commit: string): Order | undefined {
  // `owner/name/.github/workflows/deploy.yml@refs/heads/main`: numbers are counted for all branches together.
  const workflow = (environment['GITHUB_WORKFLOW_REF'] ?? '').replace(/@.*$/, '');
  const number = Number(environment['GITHUB_RUN_NUMBER']);
  if (workflow === '' || !Number.isSafeInteger(number) || number < 1) return undefined;
  return { workflow, number, commit };
}
