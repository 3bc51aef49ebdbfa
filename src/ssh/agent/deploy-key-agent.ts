import type { KeyObject } from 'node:crypto';
import { Transform, type Duplex, type TransformCallback } from 'node:stream';
import ssh2 from 'ssh2';
import { messageOf } from '../../errors/deploy-error.js';
import type { HostKeyPolicy } from '../host-keys/pin.js';
import type { Secret } from '../../secret.js';
import { AGENT, parseAgentRequest, parseLoginRequest, type AgentRequest, type Binding } from './protocol.js';
import { describePublicKey } from '../keys/fingerprint.js';
import { isTrusted } from '../host-keys/verify.js';
import { keyObjectOf, mendPrivateKey, publicKeyOf } from '../keys/private-key.js';
import { isSignedForSsh, signForSsh } from './signature.js';
import { uint32, wireString } from '../wire.js';

export interface DeployKeyOptions {
  /** As pasted: it is mended here. */
  readonly key: Secret;
  /** The git server's keys: the key is used to log in to no other. */
  readonly server: HostKeyPolicy;
  /** The only user as whom the key logs in. Default `git`. */
  readonly user?: string;
  /**
   * Also signs for clients that do not tell which server they talk to: OpenSSH before 8.9, which Amazon Linux 2023 has.
   * Then nothing but the user's name binds a signature, so use it only where needed.
   */
  readonly allowUnbound?: boolean;
}

/** Nobody who fetches one repository asks for more. */
const MAX_SIGNATURES = 16;
const MAX_FRAME_BYTES = 256 * 1024;

/**
 * Serves one key to the host over a forwarded connection: the key itself never leaves this process, and signs nothing but
 * logins at the git server that it is for. Made for `connect({ agent })`.
 */
export class DeployKeyAgent extends ssh2.BaseAgent {
  readonly #key: KeyObject;
  readonly #publicBlob: Buffer;
  readonly #type: string;
  readonly #options: DeployKeyOptions;
  readonly #refusals: string[] = [];
  #signatures = 0;

  /** @throws DeployError ssh-key-unreadable, ssh-key-passphrase */
  constructor(options: DeployKeyOptions) {
    super();
    const mended = mendPrivateKey(options.key);
    const { type, base64 } = publicKeyOf(mended);
    this.#key = keyObjectOf(mended);
    this.#type = type;
    this.#publicBlob = Buffer.from(base64, 'base64');
    this.#options = options;
  }

  /** What was asked for and not given, in words: why a fetch failed. */
  get refusals(): readonly string[] {
    return this.#refusals;
  }

  /** Logins signed so far. */
  get signatures(): number {
    return this.#signatures;
  }

  override getStream(callback: (error: Error | undefined, stream: Duplex) => void): void {
    callback(undefined, this.#stream());
  }

  /** Only the host uses this key: logging in with it is not offered. */
  override getIdentities(callback: (error: Error | undefined) => void): void {
    callback(new Error('The deploy key is not for logging in to the host.'));
  }

  override sign(): void {
    throw new Error('The deploy key is not for logging in to the host.');
  }

  /** The agent's end of one forwarded connection. A frame is always taken whole, also one that is not understood. */
  #stream(): Duplex {
    let pending = Buffer.alloc(0);
    let binding: Binding | 'refused' | undefined;
    const answer = (frame: Buffer): Buffer => {
      try {
        const request = parseAgentRequest(frame);
        // Whoever is at the other end of a refused session must not be served as if there had been no session.
        if (binding === 'refused') return Buffer.from([AGENT.failure]);
        if (request.kind !== 'bind') return this.#answer(request, binding);
        const problem = binding === undefined ? this.#problemOfBinding(request) : 'it was bound already';
        binding = problem === undefined ? request.binding : 'refused';
        return problem === undefined
          ? Buffer.from([AGENT.success])
          : this.#refuse(`a session was not bound: ${problem}`);
      } catch (error) {
        return this.#refuse(`a request could not be read: ${messageOf(error)}`);
      }
    };
    const stream = new Transform({
      transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
        pending = Buffer.concat([pending, chunk]);
        while (pending.length >= 4) {
          const length = pending.readUInt32BE();
          if (length > MAX_FRAME_BYTES) return done(new RangeError(`The agent was sent a frame of ${length} bytes.`));
          if (pending.length < 4 + length) break;
          this.push(wireString(answer(pending.subarray(4, 4 + length))));
          pending = pending.subarray(4 + length);
        }
        done();
      },
    });
    // The connection pipes through this stream without listening for its errors: without a listener they end the process.
    stream.on('error', (error) => this.#refusals.push(error.message));
    return stream;
  }

  #answer(request: Exclude<AgentRequest, { kind: 'bind' }>, binding: Binding | undefined): Buffer {
    switch (request.kind) {
      case 'identities':
        return Buffer.concat([
          Buffer.from([AGENT.identitiesAnswer]),
          uint32(1),
          wireString(this.#publicBlob),
          wireString('deploy key'),
        ]);
      case 'sign': {
        const problem = this.#problemOfSigning(request.key, request.data, binding);
        if (problem !== undefined) return this.#refuse(`nothing was signed: ${problem}`);
        const signature = signForSsh(this.#key, this.#type, request.data, request.flags);
        if (signature === undefined) return this.#refuse('nothing was signed: RSA with SHA-1 was asked for');
        this.#signatures += 1;
        return Buffer.concat([Buffer.from([AGENT.signResponse]), wireString(signature)]);
      }
      case 'unknown':
        return Buffer.from([AGENT.failure]);
      default:
        return request satisfies never;
    }
  }

  #problemOfBinding(request: Extract<AgentRequest, { kind: 'bind' }>): string | undefined {
    const { hostKey, sessionId } = request.binding;
    const key = describePublicKey(hostKey);
    if (request.isForwarding) return 'the host wanted to forward the key further';
    if (!isTrusted(this.#options.server, key)) return `${key.fingerprint} (${key.type}) is not a key of the git server`;
    return isSignedForSsh(hostKey, sessionId, request.signature)
      ? undefined
      : `the signature by ${key.fingerprint} is wrong`;
  }

  #problemOfSigning(key: Buffer, data: Buffer, binding: Binding | undefined): string | undefined {
    const login = parseLoginRequest(data);
    const user = this.#options.user ?? 'git';
    if (!key.equals(this.#publicBlob)) return 'another key was asked for';
    if (login === undefined) return 'the data is not an SSH login';
    if (!login.key.equals(key)) return 'the login is with another key';
    if (login.user !== user) return `the login is as '${login.user}', not as '${user}'`;
    if (this.#signatures >= MAX_SIGNATURES) return `there were ${MAX_SIGNATURES} logins already`;
    if (binding === undefined) {
      if (this.#options.allowUnbound === true) return undefined;
      return 'the ssh of the host does not say which server it talks to (OpenSSH 8.9 or later does)';
    }
    const isSameServer = login.hostKey === undefined || login.hostKey.equals(binding.hostKey);
    return isSameServer && login.sessionId.equals(binding.sessionId) ? undefined : 'the login is at another server';
  }

  #refuse(why: string): Buffer {
    this.#refusals.push(why);
    return Buffer.from([AGENT.failure]);
  }
}
