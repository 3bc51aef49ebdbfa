import type { Readable } from 'node:stream';

/** An SSH connection to one host. Disposing of it closes it; doing so twice is fine. */
export interface Connection extends AsyncDisposable {
  /**
   * Runs one program. A program that fails, is killed or loses its connection is a result, not an error.
   * @throws whatever `stdin` or `onLine` threw; DeployError host-program-failed when the host would not start anything
   */
  run(job: Job): Promise<Completed>;
  /** `SHA256:…` of the key that the host showed. */
  readonly fingerprint: string;
  /** For the user; empty unless something was accepted that should not be. */
  readonly warnings: readonly string[];
  /** So far. */
  readonly traffic: Traffic;
}

export interface Job {
  /** POSIX sh text, constant, as read from a template file. */
  readonly program: string;
  readonly stdin?: Buffer | Readable;
  /** Lines of stdout as they come, without their newline. */
  readonly onLine?: (line: string) => void;
  readonly timeoutMs: number;
  /** For messages: "looking at the host". */
  readonly label: string;
}

export interface Completed {
  readonly code: number | undefined;
  /** `SIGKILL` … */
  readonly signal: string | undefined;
  /** All of it, or its last 1 MiB when `onLine` was given. */
  readonly stdout: string;
  /** Its last 1 MiB. */
  readonly stderr: string;
  readonly ended: 'exited' | 'killed' | 'timed-out' | 'connection-lost';
  /** Why the connection was lost, as far as it is known. */
  readonly why: string | undefined;
  readonly durationMs: number;
}

export interface Traffic {
  readonly execs: number;
  /** Bytes on the wire, encrypted and with all overhead. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
}
