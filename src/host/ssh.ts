import type { Socket } from 'node:net';
import { types } from 'node:util';
import { NodeSSH, type Config } from 'node-ssh';
import pRetry from 'p-retry';
import type { BaseAgent, Client } from 'ssh2';
import { DeployError, messageOf } from '../errors.js';
import type { HostKeyPolicy } from '../inputs.js';
import type { Secret } from '../secret.js';
import { authRefusedError, noCommonAlgorithmError, unreachableError } from './connect-errors.js';
import type { Connection } from './connection.js';
import { dial, unreached, Unreached } from './dial.js';
import { describePublicKey, type PublicKey } from './fingerprint.js';
import { acceptAnyWarning, hostKeyAlgorithms, hostKeyError, isTrusted, mayHaveAnotherKey } from './host-key.js';
import { mendPrivateKey, publicKeyOf } from './private-key.js';
import { runJob } from './session.js';

export interface ConnectOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** As pasted: it is mended here. */
  readonly key: Secret;
  readonly passphrase?: Secret | undefined;
  readonly hostKey: HostKeyPolicy;
  /** For all attempts together. */
  readonly timeoutMs: number;
  /** Served to the host for as long as the connection lasts: use a connection of its own. */
  readonly agent?: BaseAgent;
  /** Told before each new attempt. */
  readonly onRetry?: (message: string) => void;
  /** Between signs of life; the connection counts as lost when four in a row are not answered. Default 15 s. */
  readonly keepaliveMs?: number;
}

const ATTEMPT_MS = 20_000;
/** A name that does not resolve is mostly misspelt; only the DNS of a new instance gets this long to appear. */
const UNRESOLVABLE_PATIENCE_MS = 15_000;
const DEFAULT_KEEPALIVE_MS = 15_000;
const UNANSWERED_KEEPALIVES = 3;
const CLOSE_PATIENCE_MS = 1_000;

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
  const socket = await dial(options, timeoutMs);
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

/** The host and we have no algorithm in common. */
class NoCommonAlgorithm extends Error {}

/** One TCP connection on its way to become an SSH connection. */
class Attempt {
  readonly #options: ConnectOptions;
  readonly #key: Secret;
  readonly #refusedTypes: ReadonlySet<string>;
  readonly #socket: Socket;
  #phase: 'handshake' | 'authentication' = 'handshake';
  #methods: readonly string[] | undefined;
  #lost: string | undefined;
  /** The key that the host showed. */
  shown: PublicKey | undefined;

  constructor(options: ConnectOptions, key: Secret, refusedTypes: ReadonlySet<string>, socket: Socket) {
    this.#options = options;
    this.#key = key;
    this.#refusedTypes = refusedTypes;
    this.#socket = socket;
  }

  async login(timeoutMs: number): Promise<Connection> {
    const ssh = new NodeSSH();
    const connecting = ssh.connect(this.#config(timeoutMs));
    const client = ssh.connection;
    if (client === null) {
      await connecting;
      throw new Unreached('broke-off', 'the connection ended at once', undefined);
    }
    // node-ssh takes its own listener away when it is connected; without ours, a reset would end the process.
    client.on('error', (error) => (this.#lost ??= error.message));
    client.on('handshake', () => (this.#phase = 'authentication'));
    client.on('close', () => (this.#lost ??= 'the host closed the connection'));
    await connecting;
    return this.#connection(client);
  }

  #config(readyTimeout: number): Config {
    const { host, port, user, hostKey, agent, keepaliveMs } = this.#options;
    return {
      host,
      port,
      sock: this.#socket,
      username: user,
      privateKey: this.#key.reveal(),
      readyTimeout,
      keepaliveInterval: keepaliveMs ?? DEFAULT_KEEPALIVE_MS,
      keepaliveCountMax: UNANSWERED_KEEPALIVES,
      algorithms: { serverHostKey: hostKeyAlgorithms(hostKey, this.#refusedTypes) },
      hostVerifier: (blob: Buffer) => {
        this.shown = describePublicKey(blob);
        return isTrusted(hostKey, this.shown);
      },
      // Only our key, once: the agent's keys are for the host's use, not for logging in.
      authHandler: (methods: readonly string[] | null, _isPartial, next) => {
        if (methods === null) return next('publickey');
        this.#methods = methods;
        this.#socket.destroy();
      },
      ...(agent === undefined ? {} : { agent, agentForward: true }),
    };
  }

  /** Sorts the error that ended this attempt: thrown on as it is when trying again may help. */
  explain(error: unknown): Error {
    if (error instanceof Unreached) return error;
    const message = messageOf(error);
    const level = types.isNativeError(error) && 'level' in error ? error.level : undefined;
    if (/no matching/i.test(message)) {
      return this.#refusedTypes.size > 0
        ? new NoCommonAlgorithm(message)
        : noCommonAlgorithmError(this.#options, message);
    }
    if (this.#methods !== undefined || (this.#phase === 'authentication' && isDisconnection(error))) {
      const { user } = this.#options;
      const said = this.#methods === undefined ? message : 'permission denied';
      return authRefusedError(this.#options, {
        user,
        key: publicKeyOf(this.#key),
        methods: this.#methods,
        message: said,
      });
    }
    if (level === 'client-timeout') return new Unreached('timed-out', message, error);
    return types.isNativeError(error) ? unreached(error) : new Unreached('broke-off', message, error);
  }

  #connection(client: Client): Connection {
    const { shown } = this;
    if (shown === undefined) throw new Error('The host key was not verified.');
    const options = this.#options;
    const socket = this.#socket;
    const whyLost = (): string | undefined => this.#lost;
    let execs = 0;
    return {
      fingerprint: shown.fingerprint,
      warnings: options.hostKey.kind === 'accept-any' ? [acceptAnyWarning(shown, options)] : [],
      run(job) {
        execs += 1;
        return runJob(client, whyLost, job);
      },
      get traffic() {
        return { execs, bytesSent: socket.bytesWritten, bytesReceived: socket.bytesRead };
      },
      [Symbol.asyncDispose]: () => close(client, socket),
    };
  }
}

/** The server said goodbye by SSH's own message, which carries a number as its reason. */
function isDisconnection(error: unknown): boolean {
  return types.isNativeError(error) && 'code' in error && typeof error.code === 'number';
}

function close(client: Client, socket: Socket): Promise<void> {
  if (socket.closed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.destroy(), CLOSE_PATIENCE_MS);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    client.end();
  });
}
