import { WireReader } from '../wire.js';

/** Type numbers of the SSH agent protocol (draft-ietf-sshm-ssh-agent). */
export const AGENT = {
  failure: 5,
  success: 6,
  requestIdentities: 11,
  identitiesAnswer: 12,
  signRequest: 13,
  signResponse: 14,
  extension: 27,
} as const;

/** A request of a forwarded client; `unknown` is everything that this agent does not support. */
export type AgentRequest =
  | { readonly kind: 'identities' }
  | { readonly kind: 'sign'; readonly key: Buffer; readonly data: Buffer; readonly flags: number }
  | { readonly kind: 'bind'; readonly binding: Binding; readonly signature: Buffer; readonly isForwarding: boolean }
  | { readonly kind: 'unknown'; readonly type: number };

/** A session of the client with a server, as reported by `session-bind@openssh.com` (OpenSSH, PROTOCOL.agent). */
export interface Binding {
  readonly hostKey: Buffer;
  readonly sessionId: Buffer;
}

/** @throws RangeError when the frame does not match its type */
export function parseAgentRequest(frame: Buffer): AgentRequest {
  const reader = new WireReader(frame);
  const type = reader.byte();
  switch (type) {
    case AGENT.requestIdentities:
      return { kind: 'identities' };
    case AGENT.signRequest:
      return { kind: 'sign', key: reader.string(), data: reader.string(), flags: reader.uint32() };
    case AGENT.extension: {
      if (reader.text() !== 'session-bind@openssh.com') return { kind: 'unknown', type };
      const binding = { hostKey: reader.string(), sessionId: reader.string() };
      return { kind: 'bind', binding, signature: reader.string(), isForwarding: reader.boolean() };
    }
    default:
      return { kind: 'unknown', type };
  }
}

/** The data that SSH signs for a login (RFC 4252, section 7; hostbound: OpenSSH, PROTOCOL). */
export interface LoginRequest {
  readonly sessionId: Buffer;
  readonly user: string;
  readonly key: Buffer;
  /** The server's host key, if the client includes it. */
  readonly hostKey: Buffer | undefined;
}

const USERAUTH_REQUEST = 50;

/** Parses the data to be signed; undefined for anything but a login with a key. */
export function parseLoginRequest(data: Buffer): LoginRequest | undefined {
  try {
    const reader = new WireReader(data);
    const sessionId = reader.string();
    const type = reader.byte();
    const user = reader.text();
    const service = reader.text();
    const method = reader.text();
    const isSigned = reader.boolean();
    reader.string();
    const key = reader.string();
    const isHostbound = method === 'publickey-hostbound-v00@openssh.com';
    const hostKey = isHostbound ? reader.string() : undefined;
    const isLogin = type === USERAUTH_REQUEST && service === 'ssh-connection' && isSigned && reader.isAtEnd;
    return isLogin && (isHostbound || method === 'publickey') ? { sessionId, user, key, hostKey } : undefined;
  } catch {
    return undefined;
  }
}
