/** The record of a deploy that GitHub shows at the commit and among the repository's environments. Nothing in it fails a run. */
export interface Deployment {
  /** Creates the record in the background, once: a deploy does not wait for it. */
  begin(): void;
  /** Records what became of the deploy, if it was begun. */
  end(isWell: boolean): Promise<void>;
}

/** For runs without `github-token`. */
export const noDeployment: Deployment = { begin: () => undefined, end: () => Promise.resolve() };

/** What is recorded. */
export interface DeploymentRequest {
  readonly sha: string;
  /** undefined: not given, so it is the default name, and any deployment of this run's own job counts as the same. */
  readonly environment: string | undefined;
  /** The site's address. */
  readonly siteUrl: string;
  readonly run: { readonly id: number; readonly url: string | undefined };
}

/** The calls to GitHub that it takes. */
export interface DeploymentApi {
  /** Deployments of a commit, newest first. */
  readonly list: (sha: string) => Promise<readonly KnownDeployment[]>;
  /** The newest status of a deployment. */
  readonly latestStatus: (id: number) => Promise<KnownStatus | undefined>;
  /** Creates one and returns its id. */
  readonly create: (deployment: NewDeployment) => Promise<number>;
  readonly addStatus: (id: number, status: NewStatus) => Promise<void>;
}

export interface KnownDeployment {
  readonly id: number;
  readonly environment: string;
  /** Whether this action created it. */
  readonly isOurs: boolean;
}

export interface KnownStatus {
  readonly state: string;
  readonly logUrl: string;
}

export interface NewDeployment {
  readonly sha: string;
  readonly environment: string;
  readonly description: string;
}

export interface NewStatus {
  readonly state: 'in_progress' | 'success' | 'failure';
  readonly description: string;
  readonly environmentUrl: string;
  readonly logUrl: string | undefined;
}

interface Log {
  readonly info: (line: string) => void;
  readonly warning: (text: string) => void;
}

export const defaultEnvironment = 'production';

/** Of a deployment whose job still runs. */
const UNFINISHED = new Set(['waiting', 'queued', 'pending', 'in_progress']);

/** A deployment that is recorded at GitHub, unless the job's own `environment:` does that already. */
export class GithubDeployment implements Deployment {
  readonly #request: DeploymentRequest;
  readonly #api: () => Promise<DeploymentApi>;
  readonly #log: Log;
  #hasWarned = false;
  #begun: Promise<number | undefined> | undefined;

  constructor(request: DeploymentRequest, api: () => Promise<DeploymentApi>, log: Log) {
    this.#request = request;
    this.#api = api;
    this.#log = log;
  }

  begin(): void {
    this.#begun ??= this.#create().catch((error: unknown) => this.#warn('created', error));
  }

  async end(isWell: boolean): Promise<void> {
    const id = await this.#begun;
    if (id === undefined) return;
    await this.#add(
      id,
      isWell ? this.#status('success', 'The site is live') : this.#status('failure', 'The deploy failed'),
    );
  }

  async #create(): Promise<number | undefined> {
    const { sha, environment = defaultEnvironment } = this.#request;
    const known = await this.#ofThisJob();
    if (known !== undefined) {
      this.#log.info(`The job's own environment "${known.environment}" records this deployment at GitHub.`);
      return undefined;
    }
    const description = `Deploy to ${this.#request.siteUrl}`.slice(0, 140);
    const id = await (await this.#api()).create({ sha, environment, description });
    await this.#add(id, this.#status('in_progress', 'The deploy is running'));
    return id;
  }

  /**
   * The deployment that GitHub made for the `environment:` of this job. A runner does not tell a step of it; but it is of this commit,
   * its log is a page of this run, and it is not finished while the job runs. Another job of the same run may have one too, at the
   * same time: an environment that is given by name is compared by its name as well.
   */
  async #ofThisJob(): Promise<KnownDeployment | undefined> {
    const { sha, environment, run } = this.#request;
    const api = await this.#api();
    const candidates = (await api.list(sha)).filter(
      (one) => !one.isOurs && (environment === undefined || one.environment === environment),
    );
    for (const candidate of candidates) {
      const status = await api.latestStatus(candidate.id);
      const isOfThisRun = `${status?.logUrl}/`.includes(`/actions/runs/${run.id}/`);
      if (isOfThisRun && UNFINISHED.has(status?.state ?? '')) return candidate;
    }
    return undefined;
  }

  async #add(id: number, status: NewStatus): Promise<void> {
    await this.#api()
      .then((api) => api.addStatus(id, status))
      .catch((error: unknown) => this.#warn('updated', error));
  }

  #status(state: NewStatus['state'], description: string): NewStatus {
    return { state, description, environmentUrl: this.#request.siteUrl, logUrl: this.#request.run.url };
  }

  /** Once: what hinders one call hinders the next one too. */
  #warn(what: 'created' | 'updated', error: unknown): undefined {
    if (this.#hasWarned) return undefined;
    this.#hasWarned = true;
    const reason = error instanceof Error ? error.message : String(error);
    const isRefused = error instanceof Error && 'status' in error && (error.status === 403 || error.status === 404);
    this.#log.warning(
      `The deployment at GitHub could not be ${what}, which does not affect the site: ${reason}` +
        (isRefused ? '\nGive the job "permissions: deployments: write", or remove "github-token".' : ''),
    );
    return undefined;
  }
}
