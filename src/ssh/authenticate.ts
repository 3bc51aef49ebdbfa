import type { Socket } from 'node:net';
import { types } from 'node:util';
import { NodeSSH, type Config } from 'node-ssh';
import type { BaseAgent, Client } from 'ssh2';
import { messageOf } from '../errors/deploy-error.js';
import type { HostKeyPolicy } from './host-keys/pin.js';
import type { Secret } from '../secret.js';
import { authRefusedError, noCommonAlgorithmError } from './errors.js';
import type { Connection } from './connection.js';
import { unreached, Unreached } from './dial.js';
import { describePublicKey, type PublicKey } from './keys/fingerprint.js';
import { acceptAnyWarning, hostKeyAlgorithms, isTrusted } from './host-keys/verify.js';
import { loginKeyOf, publicKeyOf } from './keys/private-key.js';
import { runJob } from './exec.js';

/** Whom to log in to, as whom, and how to know the host. */
export interface LoginOptions {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly hostKey: HostKeyPolicy;
  /** Served to the host for as long as the connection lasts: use a connection of its own. */
  readonly agent?: BaseAgent;
  /** Between signs of life; the connection counts as lost when four in a row are not answered. Default 15 s. */
  readonly keepaliveMs?: number;
}

/** Our identification string (RFC 4253, section 4.2): no version, which would only help an attacker. */
const SOFTWARE = 'ec2-https-deploy';
const DEFAULT_KEEPALIVE_MS = 15_000;
const UNANSWERED_KEEPALIVES = 3;
const CLOSE_PATIENCE_MS = 1_000;

/** The host and we have no algorithm in common. */
export class NoCommonAlgorithm extends Error {}

/** One TCP connection on its way to become an SSH connection. */
export class Attempt {
  readonly #options: LoginOptions;
  readonly #key: Secret;
  readonly #refusedTypes: ReadonlySet<string>;
  readonly #socket: Socket;
  #phase: 'handshake' | 'authentication' = 'handshake';
  #methods: readonly string[] | undefined;
  #lost: string | undefined;
  /** The key that the host showed. */
  shown: PublicKey | undefined;

  constructor(options: LoginOptions, key: Secret, refusedTypes: ReadonlySet<string>, socket: Socket) {
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
      // Only our key, once: the agent's keys are for the host's use, not for logging in.
      authHandler: (methods: readonly string[] | null, _isPartial, next) => {
        if (methods === null) return next({ type: 'publickey', username: user, key });
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

/** Says goodbye (RFC 4253, section 11.1) and hangs up as soon as that is sent: nobody waits for the host to do so too. */
function close(client: Client, socket: Socket): Promise<void> {
  if (socket.closed) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => socket.destroy(), CLOSE_PATIENCE_MS);
    socket.once('finish', () => socket.destroy());
    socket.once('close', () => {
      clearTimeout(timer);
      resolve();
    });
    client.end();
  });
}
