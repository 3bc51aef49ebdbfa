import type { KeyObject } from 'node:crypto';
import { Transform, type Duplex, type TransformCallback } from 'node:stream';
import ssh2 from 'ssh2';
import { messageOf } from '../../errors/deploy-error.js';
import type { HostKeyPolicy } from '../host-keys/pin.js';
import type { Secret } from '../../secret.js';
import { AGENT, parseAgentRequest, parseLoginRequest, type AgentRequest, type Binding } from './protocol.js';
import { describePublicKey } from '../keys/fingerprint.js';
import { isTrusted } from '../host-keys/verify.js';
import { keyObjectOf, repairPrivateKey, publicKeyOf } from '../keys/private-key.js';
import { isSignedForSsh, signForSsh } from './signature.js';
import { uint32, wireString } from '../wire.js';

export interface DeployKeyOptions {
  /** As pasted; paste damage is repaired here. */
  readonly key: Secret;
  /** Host keys of the git server: the deploy key authenticates at no other server. */
  readonly server: HostKeyPolicy;
  /** The only user name that the key may log in with. Default `git`. */
  readonly user?: string;
  /**
   * Also signs for clients that do not report their server (OpenSSH before 8.9, as on Amazon Linux 2023). Then only the user
   * name restricts a signature, so use it only where needed.
   */
  readonly allowUnbound?: boolean;
}

/** Fetching one repository never needs more. */
const MAX_SIGNATURES = 16;
const MAX_FRAME_BYTES = 256 * 1024;

/**
 * Serves one key to the host over agent forwarding: the key never leaves this process, and it signs only logins at its git
 * server. Used with `connect({ agent })`.
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
    const repaired = repairPrivateKey(options.key);
    const { type, base64 } = publicKeyOf(repaired);
    this.#key = keyObjectOf(repaired);
    this.#type = type;
    this.#publicBlob = Buffer.from(base64, 'base64');
    this.#options = options;
  }

  /** The refused requests, as texts that explain a failed fetch. */
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

  /** Only the host uses this key; it is never offered for the login to the host. */
  override getIdentities(callback: (error: Error | undefined) => void): void {
    callback(new Error('The deploy key must not be used to log in to the host.'));
  }

  override sign(): void {
    throw new Error('The deploy key must not be used to log in to the host.');
  }

  /** The agent's end of one forwarded connection. It always consumes complete frames, even unknown ones. */
  #stream(): Duplex {
    let pending = Buffer.alloc(0);
    let binding: Binding | 'refused' | undefined;
    const answer = (frame: Buffer): Buffer => {
      try {
        const request = parseAgentRequest(frame);
        // After a refused binding, no request may be answered as if there had been no binding.
        if (binding === 'refused') return Buffer.from([AGENT.failure]);
        if (request.kind !== 'bind') return this.#answer(request, binding);
        const problem = binding === undefined ? this.#problemOfBinding(request) : 'it is already bound';
        binding = problem === undefined ? request.binding : 'refused';
        return problem === undefined
          ? Buffer.from([AGENT.success])
          : this.#refuse(`session binding refused: ${problem}`);
      } catch (error) {
        return this.#refuse(`invalid agent request: ${messageOf(error)}`);
      }
    };
    const stream = new Transform({
      transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
        pending = Buffer.concat([pending, chunk]);
        while (pending.length >= 4) {
          const length = pending.readUInt32BE();
          if (length > MAX_FRAME_BYTES)
            return done(new RangeError(`The agent received a frame of ${length} bytes, which is too large.`));
          if (pending.length < 4 + length) break;
          this.push(wireString(answer(pending.subarray(4, 4 + length))));
          pending = pending.subarray(4 + length);
        }
        done();
      },
    });
    // The connection pipes through this stream without an error listener; an unhandled error would end the process.
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
        if (problem !== undefined) return this.#refuse(`signing refused: ${problem}`);
        const signature = signForSsh(this.#key, this.#type, request.data, request.flags);
        if (signature === undefined) return this.#refuse('signing refused: the client requested RSA with SHA-1');
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
    if (request.isForwarding) return 'the host tried to forward the key to another host';
    if (!isTrusted(this.#options.server, key))
      return `${key.fingerprint} (${key.type}) is not a host key of the git server`;
    return isSignedForSsh(hostKey, sessionId, request.signature)
      ? undefined
      : `the signature by ${key.fingerprint} is invalid`;
  }

  #problemOfSigning(key: Buffer, data: Buffer, binding: Binding | undefined): string | undefined {
    const login = parseLoginRequest(data);
    const user = this.#options.user ?? 'git';
    if (!key.equals(this.#publicBlob)) return 'the client requested another key';
    if (login === undefined) return 'the data is not an SSH login';
    if (!login.key.equals(key)) return 'the login uses another key';
    if (login.user !== user) return `the login is for user '${login.user}' instead of '${user}'`;
    if (this.#signatures >= MAX_SIGNATURES) return `the limit of ${MAX_SIGNATURES} logins is reached`;
    if (binding === undefined) {
      if (this.#options.allowUnbound === true) return undefined;
      return 'the ssh client of the host does not report its server (OpenSSH 8.9 or later does)';
    }
    const isSameServer = login.hostKey === undefined || login.hostKey.equals(binding.hostKey);
    return isSameServer && login.sessionId.equals(binding.sessionId) ? undefined : 'the login is at another server';
  }

  #refuse(why: string): Buffer {
    this.#refusals.push(why);
    return Buffer.from([AGENT.failure]);
  }
}
