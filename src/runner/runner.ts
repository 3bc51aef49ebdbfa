/** What this action needs of the machine that runs the workflow. */
export interface Runner {
  readonly job: Job;
  /** Lines until the end of `work` are folded under the title. */
  readonly group: <T>(title: string, work: () => Promise<T>) => Promise<T>;
  /** Whether the job is run with debug logging. */
  readonly isDebug: boolean;
  readonly info: (line: string) => void;
  readonly warning: (text: string) => void;
  /** An error annotation; the step fails. */
  readonly fail: (title: string, text: string) => void;
  readonly output: (name: string, value: string) => void;
  /** Markdown for the job's summary page. */
  readonly summary: (markdown: string) => Promise<void>;
}

/** Which job this is. */
export interface Job {
  readonly workspace: string;
  /** `owner/name` */
  readonly repository: string;
  readonly sha: string;
}
