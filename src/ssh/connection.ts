import type { Readable } from 'node:stream';

/** An SSH connection to one host. Disposing it closes it; disposing twice is allowed. */
export interface Connection extends AsyncDisposable {
  /**
   * Runs one program. A failed or killed program and a lost connection are results, not errors.
   * @throws whatever `stdin` or `onLine` threw; DeployError host-program-failed when the host refuses to start a program
   */
  run(job: Job): Promise<Completed>;
  /** Starts a program that does nothing until standard input comes: a later `run` of it finds it started. If none follows, its input ends. */
  prepare(program: string): void;
  /** `SHA256:…` of the key that the host presented. */
  readonly fingerprint: string;
  /** Warnings for the user, such as an unverified host key; usually empty. */
  readonly warnings: readonly string[];
  /** Totals so far. */
  readonly traffic: Traffic;
}

export interface Job {
  /** Constant POSIX sh text, as read from a template file. */
  readonly program: string;
  readonly stdin?: Buffer | Readable;
  /** Called with each line of stdout, without its newline. */
  readonly onLine?: (line: string) => void;
  readonly timeoutMs: number;
  /** For messages: "inspecting the host". */
  readonly label: string;
}

export interface Completed {
  readonly code: number | undefined;
  /** `SIGKILL` … */
  readonly signal: string | undefined;
  /** Complete, or the last 1 MiB if `onLine` is set. */
  readonly stdout: string;
  /** The last 1 MiB. */
  readonly stderr: string;
  readonly ended: 'exited' | 'killed' | 'timed-out' | 'connection-lost';
  /** Why the connection was lost, if known. */
  readonly why: string | undefined;
  readonly durationMs: number;
}

export interface Traffic {
  readonly execs: number;
  /** Bytes on the wire, encrypted and including protocol overhead. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
}
