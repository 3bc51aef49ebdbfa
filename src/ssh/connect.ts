import pRetry from 'p-retry';
import { DeployError } from '../errors/deploy-error.js';
import type { Secret } from '../secret.js';
import { unreachableError } from './errors.js';
import type { Connection } from './connection.js';
import { dialling, FIRST_DIAL_MS, unreached, Unreached, type Dial } from './dial.js';
import type { PublicKey } from './keys/fingerprint.js';
import { hostKeyAlgorithms, hostKeyError, isTrusted, mayHaveAnotherKey } from './host-keys/verify.js';
import { Attempt, type LoginOptions, NoCommonAlgorithm } from './authenticate.js';

export interface ConnectOptions extends LoginOptions {
  /** The repaired key to log in with, once for each attempt to connect: one that expires is renewed then. */
  readonly key: LoginKey;
  /** Opens the byte stream to the server. Default: TCP. */
  readonly dial?: Dial | undefined;
  /** Time limit of all attempts together. */
  readonly timeoutMs: number;
  /** Aborts all attempts; an established connection stays open. */
  readonly signal?: AbortSignal | undefined;
  /** Called before each retry. */
  readonly onRetry?: (message: string) => void;
}

/** @throws DeployError when there is no key; that ends the attempts */
export type LoginKey = () => Promise<Secret>;

const ATTEMPT_MS = FIRST_DIAL_MS;
/** A name that does not resolve is usually misspelt; this is how long to wait for the DNS of a new instance. */
const UNRESOLVABLE_TIMEOUT_MS = 15_000;

/**
 * Connects, verifies the host key and logs in. An unreachable host is retried with backoff until `timeoutMs`; a rejected key or
 * an untrusted host is not retried.
 * @throws DeployError host-unreachable, host-key-unknown, host-key-mismatch, ssh-auth-failed, and what `key` and `dial` throw
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const dial = options.dial ?? dialling(options);
  const startedMs = performance.now();
  const elapsedMs = (): number => performance.now() - startedMs;
  let attempts = 0;
  try {
    return await pRetry(
      (attempt) => {
        attempts = attempt;
        return connectWithKey(
          { ...options, dial },
          Math.min(ATTEMPT_MS, Math.max(1_000, options.timeoutMs - elapsedMs())),
        );
      },
      {
        retries: Infinity,
        minTimeout: 500,
        maxTimeout: 10_000,
        maxRetryTime: options.timeoutMs,
        signal: options.signal,
        shouldRetry: ({ error, attemptNumber }) => {
          if (!(error instanceof Unreached)) return false;
          if (error.kind === 'unresolvable' && elapsedMs() > UNRESOLVABLE_TIMEOUT_MS) return false;
          // Given up by the caller, it is not made again: pRetry throws the reason of the signal.
          if (options.signal?.aborted !== true)
            options.onRetry?.(`Attempt ${attemptNumber} to reach ${options.host} failed (${error.message}). Retrying.`);
          return true;
        },
      },
    );
  } catch (error) {
    throw error instanceof Unreached ? unreachableError(error, options, attempts, elapsedMs()) : error;
  }
}

interface Dialling extends ConnectOptions {
  readonly dial: Dial;
}

async function connectWithKey(options: Dialling, timeoutMs: number): Promise<Connection> {
  return await connectOnce(options, await options.key(), new Set(), timeoutMs);
}

async function connectOnce(
  options: Dialling,
  key: Secret,
  refusedTypes: ReadonlySet<string>,
  timeoutMs: number,
): Promise<Connection> {
  const startedMs = performance.now();
  const { signal } = options;
  const socket = await options.dial(timeoutMs, signal);
  // ssh2 would wait forever for a socket that closed before it was listening.
  if (socket.destroyed) throw unreached(socket.errored ?? new Error('the host closed the connection immediately'));
  const abort = (): void => void socket.destroy();
  signal?.addEventListener('abort', abort);
  if (signal?.aborted === true) abort();
  const attempt = new Attempt(options, key, refusedTypes, socket);
  try {
    return await attempt.login(Math.max(1_000, timeoutMs - (performance.now() - startedMs)));
  } catch (error) {
    socket.destroy();
    const shown = attempt.shown;
    if (shown !== undefined && !isTrusted(options.hostKey, shown)) {
      if (!mayHaveAnotherKey(options.hostKey)) throw hostKeyError(options.hostKey, shown, options);
      return connectForAnotherKey(options, key, new Set([...refusedTypes, shown.type]), { shown, timeoutMs });
    }
    throw attempt.explain(error);
  } finally {
    signal?.removeEventListener('abort', abort);
  }
}

/** Only fingerprints are pinned: tries the host's keys of the other types before reporting a mismatch. */
async function connectForAnotherKey(
  options: Dialling,
  key: Secret,
  refusedTypes: ReadonlySet<string>,
  before: { readonly shown: PublicKey; readonly timeoutMs: number },
): Promise<Connection> {
  const mismatch = hostKeyError(options.hostKey, before.shown, options);
  if (hostKeyAlgorithms(options.hostKey, refusedTypes).length === 0) throw mismatch;
  try {
    return await connectOnce(options, key, refusedTypes, before.timeoutMs);
  } catch (error) {
    const isMismatch = error instanceof DeployError && error.code === 'host-key-mismatch';
    throw isMismatch || error instanceof NoCommonAlgorithm ? mismatch : error;
  }
}
