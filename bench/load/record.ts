/** What a visitor does: the quick works are `page`, `echo`, `asset`; the others are long on purpose. */
export type Work = 'page' | 'echo' | 'asset' | 'slow' | 'upload' | 'stream' | 'frame';

/** How: over a connection kept alive, a new one for each request, HTTP/2, or a WebSocket. */
export type Way = 'kept' | 'fresh' | 'http2' | 'socket';

export type FailureKind =
  | 'refused'
  | 'unreachable'
  /** The connection was cut before the first byte of an answer. */
  | 'reset'
  /** The answer ended before it was whole. */
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

/** One request and what became of it; a frame sent over a WebSocket and its echo counts as one. */
export interface Exchange {
  /** When it was begun, in milliseconds since 1970. */
  readonly at: number;
  /** From then to the last byte of the answer, in milliseconds; of a fresh connection its set-up is part of it. */
  readonly ms: number;
  readonly work: Work;
  readonly way: Way;
  /** Whether the connection had carried a request before. */
  readonly reused: boolean;
  /** Of a page the release that it says it is of, of a style sheet the release that it belongs to. */
  readonly release?: string | undefined;
  readonly failure?: Failure | undefined;
}

/** The works whose time says how quickly the site answers. */
export function isQuick({ work }: Pick<Exchange, 'work'>): boolean {
  return work === 'page' || work === 'echo' || work === 'asset';
}
