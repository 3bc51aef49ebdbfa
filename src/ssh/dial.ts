import { connect as connectTcp, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Peer } from './host-keys/verify.js';

/**
 * A byte stream to the SSH server: a TCP connection, or a tunnel. It keeps an 'error' listener: without one, a reset at the wrong moment
 * would end the process.
 */
export interface Transport extends Duplex {
  /** Bytes on the wire so far. */
  readonly bytesWritten: number;
  readonly bytesRead: number;
}

/**
 * Opens a transport within the time limit.
 * @throws Unreached, after which a further attempt may help; any other error ends the attempts
 */
export type Dial = (timeoutMs: number, signal?: AbortSignal) => Promise<Transport>;

/** Why one attempt did not reach the host. A retry may help. */
export class Unreached extends Error {
  readonly kind: 'refused' | 'timed-out' | 'unresolvable' | 'no-route' | 'broke-off';

  constructor(kind: Unreached['kind'], message: string, cause: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** Time limit of the first TCP connection attempt. */
export const FIRST_DIAL_MS = 20_000;

/**
 * Opens a TCP connection.
 * @throws Unreached
 */
export function dial(peer: Peer, timeoutMs: number, signal?: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connectTcp({ host: peer.host, port: peer.port, noDelay: true, ...(signal && { signal }) });
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
      reject(new Unreached('timed-out', `no response within ${Math.round(timeoutMs / 1000)} s`, undefined));
    }, timeoutMs);
  });
}

/** Dials a peer by TCP; `first` is the first attempt, if it has begun already. */
export function dialling(peer: Peer, first?: Promise<Transport>): Dial {
  let begun = first;
  return (timeoutMs, signal) => {
    const socket = begun ?? dial(peer, timeoutMs, signal);
    begun = undefined;
    return socket;
  };
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

/** Classifies a socket error. For a name with several addresses, one error holds those of all attempts. */
export function unreached(error: Error): Unreached {
  const first: unknown = 'errors' in error && Array.isArray(error.errors) ? error.errors[0] : error;
  const kind = KINDS.get(textOf(first, 'code') ?? '') ?? 'broke-off';
  return new Unreached(kind, textOf(first, 'message') ?? error.message, error);
}

/** Checks for the property, not for the class, because an error may come from another realm (a test runner's). */
function textOf(error: unknown, property: 'code' | 'message'): string | undefined {
  if (typeof error !== 'object' || error === null || !(property in error)) return undefined;
  const value: unknown = Reflect.get(error, property);
  return typeof value === 'string' ? value : undefined;
}
