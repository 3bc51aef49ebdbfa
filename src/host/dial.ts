import { connect as connectTcp, type Socket } from 'node:net';
import { messageOf } from '../errors.js';
import type { Peer } from './host-key.js';

/** Why a host was not reached in one attempt. Trying again may help. */
export class Unreached extends Error {
  readonly kind: 'refused' | 'timed-out' | 'unresolvable' | 'no-route' | 'broke-off';

  constructor(kind: Unreached['kind'], message: string, cause: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/**
 * Opens a TCP connection. The socket keeps an 'error' listener for life: without one, a reset at the wrong moment would end
 * the whole process.
 * @throws Unreached
 */
export function dial(peer: Peer, timeoutMs: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host: peer.host, port: peer.port, noDelay: true });
    socket.on('error', (error) => {
      clearTimeout(timer);
      reject(unreached(error));
    });
    socket.once('connect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new Unreached('timed-out', `no answer within ${Math.round(timeoutMs / 1000)} s`, undefined));
    }, timeoutMs);
  });
}

const KINDS: ReadonlyMap<string, Unreached['kind']> = new Map([
  ['ECONNREFUSED', 'refused'],
  ['ETIMEDOUT', 'timed-out'],
  ['ENOTFOUND', 'unresolvable'],
  ['EAI_AGAIN', 'unresolvable'],
  ['EAI_NODATA', 'unresolvable'],
  ['EHOSTUNREACH', 'no-route'],
  ['ENETUNREACH', 'no-route'],
  ['EADDRNOTAVAIL', 'no-route'],
]);

/** Sorts a socket's error. A name with several addresses gives one error that holds those of all attempts. */
export function unreached(error: unknown): Unreached {
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error;
  return new Unreached(KINDS.get(codeOf(first) ?? '') ?? 'broke-off', messageOf(first), error);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
