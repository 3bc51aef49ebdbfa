import { types } from 'node:util';
import { NodeSSH, type Config } from 'node-ssh';
import type { BaseAgent, Client } from 'ssh2';
import { messageOf } from '../errors/deploy-error.js';
import type { HostKeyPolicy } from './host-keys/pin.js';
import type { Secret } from '../secret.js';
import { authFailedError, noCommonAlgorithmError } from './errors.js';
import type { Connection } from './connection.js';
import { unreached, Unreached, type Transport } from './dial.js';
import { describePublicKey, type PublicKey } from './keys/fingerprint.js';
import { acceptAnyWarning, hostKeyAlgorithms, isTrusted } from './host-keys/verify.js';
import { loginKeyOf, publicKeyOf } from './keys/private-key.js';
import { runJob } from './exec.js';
import { Prepared } from './prepared.js';

/** Host, user and host key policy of a login. */
export interface LoginOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly hostKey: HostKeyPolicy;
  /** Forwarded to the host while the connection is open: use a separate connection. */
  readonly agent?: BaseAgent;
  /** Keepalive interval; after four unanswered keepalives the connection is lost. Default 15 s. */
  readonly keepaliveMs?: number;
}

/** Our identification string (RFC 4253, section 4.2): no version, which would only help an attacker. */
const SOFTWARE = 'ec2-https-deploy';
const DEFAULT_KEEPALIVE_MS = 15_000;
const UNANSWERED_KEEPALIVES = 3;
const CLOSE_TIMEOUT_MS = 1_000;

/** Client and host share no algorithm. */
export class NoCommonAlgorithm extends Error {}

/** One login attempt over one transport. */
export class Attempt {
  readonly #options: LoginOptions;
  readonly #key: Secret;
  readonly #refusedTypes: ReadonlySet<string>;
  readonly #socket: Transport;
  #phase: 'handshake' | 'authentication' = 'handshake';
  #methods: readonly string[] | undefined;
  #lost: string | undefined;
  #ident: string | undefined;
  /** The key that the host presented. */
  shown: PublicKey | undefined;

  constructor(options: LoginOptions, key: Secret, refusedTypes: ReadonlySet<string>, socket: Transport) {
    this.#options = options;
    this.#key = key;
    this.#refusedTypes = refusedTypes;
    this.#socket = socket;
  }

  async login(timeoutMs: number): Promise<Connection> {
    const ssh = new NodeSSH();
    // The client pauses the stream in the same turn, so the first bytes reach both.
    this.#socket.once('data', (chunk: Buffer) => (this.#ident = identOf(chunk)));
    const connecting = ssh.connect(this.#config(timeoutMs));
    const client = ssh.connection;
    if (client === null) {
      await connecting;
      throw new Unreached('broke-off', 'the connection ended at once', undefined);
    }
    // node-ssh removes its own listener after the login; without ours, a reset would end the process.
    client.on('error', (error) => (this.#lost ??= error.message));
    client.on('handshake', () => (this.#phase = 'authentication'));
    client.on('close', () => (this.#lost ??= 'the host closed the connection'));
    await connecting;
    return this.#connection(client);
  }

  #config(readyTimeout: number): Config {
    const { host, port, user, hostKey, agent, keepaliveMs } = this.#options;
    const key = loginKeyOf(this.#key);
    return {
      host,
      port,
      sock: this.#socket,
      ident: SOFTWARE,
      username: user,
      readyTimeout,
      keepaliveInterval: keepaliveMs ?? DEFAULT_KEEPALIVE_MS,
      keepaliveCountMax: UNANSWERED_KEEPALIVES,
      algorithms: { serverHostKey: hostKeyAlgorithms(hostKey, this.#refusedTypes) },
      hostVerifier: (blob: Buffer) => {
        this.shown = describePublicKey(blob);
        return isTrusted(hostKey, this.shown);
      },
      // Offers only the login key, once: the agent's keys are for use on the host.
      authHandler: (methods: readonly string[] | null, _isPartial, next) => {
        if (methods === null) return next({ type: 'publickey', username: user, key });
        this.#methods = methods;
        this.#socket.destroy();
      },
      ...(agent === undefined ? {} : { agent, agentForward: true }),
    };
  }

  /** Classifies the error that ended this attempt; an `Unreached` error may be retried. */
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
      const text = this.#methods === undefined ? message : 'permission denied';
      return authFailedError(this.#options, {
        user,
        key: publicKeyOf(this.#key),
        methods: this.#methods,
        message: text,
        ident: this.#ident,
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
    let prepared: Prepared | undefined;
    return {
      fingerprint: shown.fingerprint,
      warnings: options.hostKey.kind === 'accept-any' ? [acceptAnyWarning(shown, options)] : [],
      run(job) {
        execs += 1;
        return runJob(client, whyLost, job, prepared?.program === job.program ? prepared.take() : undefined);
      },
      prepare(program) {
        prepared = new Prepared(client, program);
      },
      get traffic() {
        return { execs, bytesSent: socket.bytesWritten, bytesReceived: socket.bytesRead };
      },
      [Symbol.asyncDispose]: () => close(client, socket),
    };
  }
}

/** The server's identification string (RFC 4253, section 4.2), which may name the distribution: `SSH-2.0-OpenSSH_9.6p1 Ubuntu-3`. */
function identOf(chunk: Buffer): string | undefined {
  return /^SSH-2\.0-[\x20-\x7e]{1,200}/m.exec(chunk.toString('latin1'))?.[0];
}

/** The server sent SSH_MSG_DISCONNECT, whose reason code is a number. */
function isDisconnection(error: unknown): boolean {
  return types.isNativeError(error) && 'code' in error && typeof error.code === 'number';
}

/** Sends SSH_MSG_DISCONNECT (RFC 4253, section 11.1) and closes the socket at once, without waiting for the host. */
function close(client: Client, socket: Transport): Promise<void> {
  if (socket.closed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.destroy(), CLOSE_TIMEOUT_MS);
    socket.once('finish', () => socket.destroy());
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    client.end();
  });
}
