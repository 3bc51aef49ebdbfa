/** What this action needs of the machine that runs the workflow. */
export interface Runner {
  readonly job: Job;
  readonly run: Run;
  /** Lines until the end of `work` are folded under the title. */
  readonly group: <T>(title: string, work: () => Promise<T>) => Promise<T>;
  /** Whether the job is run with debug logging. */
  readonly isDebug: boolean;
  readonly info: (line: string) => void;
  /** From now on the log shows the value as `***`. */
  readonly mask: (value: string) => void;
  readonly warning: (text: string) => void;
  /** An error annotation; the step fails. It has no title: a runner's log and its annotation show the text, and that says all. */
  readonly fail: (text: string) => void;
  /** Loads what outputs and the summary need; to be called when the host is waited for anyway. */
  readonly prepare: () => void;
  readonly output: (name: string, value: string) => Promise<void>;
  /** Keeps a value for the post step of this action; a later value replaces it. */
  readonly saveState: (name: string, value: string) => Promise<void>;
  /** Markdown for the job's summary page. */
  readonly summary: (markdown: string) => Promise<void>;
}

/** Which job this is. */
export interface Job {
  readonly workspace: string;
  /** `owner/name` */
  readonly repository: string;
  readonly sha: string;
  /** The page that explains error codes; undefined: it has no known address. */
  readonly errorsPage: string | undefined;
}

/** The run of the workflow, as its log and GitHub's pages name it. */
export interface Run {
  readonly id: number;
  /** 1, or more if the run was started again. */
  readonly attempt: number;
  /** Who started it; '' if unknown. */
  readonly actor: string;
  /** `https://github.com`, or the address of a GitHub Enterprise Server. */
  readonly serverUrl: string;
  /** The run's page; undefined outside of GitHub. */
  readonly url: string | undefined;
}
