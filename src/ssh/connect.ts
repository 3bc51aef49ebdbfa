import pRetry from 'p-retry';
import { DeployError } from '../errors/deploy-error.js';
import type { Secret } from '../secret.js';
import { unreachableError } from './errors.js';
import type { Connection } from './connection.js';
import { dial, FIRST_DIAL_MS, unreached, Unreached } from './dial.js';
import type { PublicKey } from './keys/fingerprint.js';
import { hostKeyAlgorithms, hostKeyError, isTrusted, mayHaveAnotherKey } from './host-keys/verify.js';
import { Attempt, type LoginOptions, NoCommonAlgorithm } from './authenticate.js';
import { mendPrivateKey } from './keys/private-key.js';

export interface ConnectOptions extends LoginOptions {
  /** As pasted: it is mended here. */
  readonly key: Secret;
  readonly passphrase?: Secret | undefined;
  /** For all attempts together. */
  readonly timeoutMs: number;
  /** Ends all attempts; a connection that is made is not touched. */
  readonly signal?: AbortSignal | undefined;
  /** Told before each new attempt. */
  readonly onRetry?: (message: string) => void;
}

const ATTEMPT_MS = FIRST_DIAL_MS;
/** A name that does not resolve is mostly misspelt; only the DNS of a new instance gets this long to appear. */
const UNRESOLVABLE_PATIENCE_MS = 15_000;

/**
 * Connects, proves the host's key and logs in. An unreachable host is tried again with growing pauses until `timeoutMs`;
 * a refused key or an untrusted host is not.
 * @throws DeployError ssh-key-unreadable, ssh-key-passphrase, host-unreachable, host-key-unknown, host-key-mismatch,
 * ssh-auth-refused
 */
export async function connect(options: ConnectOptions): Promise<Connection> {
  const key = mendPrivateKey(options.key, options.passphrase);
  const startedMs = performance.now();
  const elapsedMs = (): number => performance.now() - startedMs;
  let attempts = 0;
  try {
    return await pRetry(
      (attempt) => {
        attempts = attempt;
        return connectOnce(
          options,
          key,
          new Set(),
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
          if (error.kind === 'unresolvable' && elapsedMs() > UNRESOLVABLE_PATIENCE_MS) return false;
          options.onRetry?.(
            `Attempt ${attemptNumber} to reach ${options.host} failed (${error.message}). Trying again.`,
          );
          return true;
        },
      },
    );
  } catch (error) {
    throw error instanceof Unreached ? unreachableError(error, options, attempts, elapsedMs()) : error;
  }
}

async function connectOnce(
  options: ConnectOptions,
  key: Secret,
  refusedTypes: ReadonlySet<string>,
  timeoutMs: number,
): Promise<Connection> {
  const startedMs = performance.now();
  const { signal } = options;
  const socket = await dial(options, timeoutMs, signal);
  // What ended before ssh2 listened, it would wait for.
  if (socket.destroyed) throw unreached(socket.errored ?? new Error('the host closed the connection at once'));
  const giveUp = (): void => void socket.destroy();
  signal?.addEventListener('abort', giveUp);
  if (signal?.aborted === true) giveUp();
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
    signal?.removeEventListener('abort', giveUp);
  }
}

/** Only fingerprints are pinned: asks the host for its keys of the other types before calling it a stranger. */
async function connectForAnotherKey(
  options: ConnectOptions,
  key: Secret,
  refusedTypes: ReadonlySet<string>,
  before: { readonly shown: PublicKey; readonly timeoutMs: number },
): Promise<Connection> {
  const stranger = hostKeyError(options.hostKey, before.shown, options);
  if (hostKeyAlgorithms(options.hostKey, refusedTypes).length === 0) throw stranger;
  try {
    return await connectOnce(options, key, refusedTypes, before.timeoutMs);
  } catch (error) {
    const isAnotherStranger = error instanceof DeployError && error.code === 'host-key-mismatch';
    throw isAnotherStranger || error instanceof NoCommonAlgorithm ? stranger : error;
  }
}
