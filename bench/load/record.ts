/** What a visitor does. `slow`, `upload` and `stream` take seconds on purpose, so that events find them in flight. */
export type Work = 'page' | 'echo' | 'asset' | 'slow' | 'upload' | 'stream' | 'frame';

/** How: over a connection kept alive, a new one for each request, HTTP/2, or a WebSocket. */
export type Way = 'kept' | 'fresh' | 'http2' | 'socket';

export type FailureKind =
  | 'refused'
  | 'unreachable'
  /** The connection was closed before the first byte of the response. */
  | 'reset'
  /** The response ended before it was complete. */
  | 'cut-short'
  | 'certificate'
  | 'status'
  | 'body'
  | 'timed-out';

export interface Failure {
  readonly kind: FailureKind;
  /** For people: the status that came, the system's error code, how the body differs. */
  readonly said: string;
}

/** One request and its result; a frame sent over a WebSocket and its echo count as one. */
export interface Exchange {
  /** When it was begun, in milliseconds since 1970. */
  readonly at: number;
  /** From then to the last byte of the response, in milliseconds; a new connection's set-up is included. */
  readonly ms: number;
  readonly work: Work;
  readonly way: Way;
  /** Whether the connection had carried a request before. */
  readonly reused: boolean;
  /** The release that a page names, or to which a style sheet belongs. */
  readonly release?: string | undefined;
  readonly failure?: Failure | undefined;
}
