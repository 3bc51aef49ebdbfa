import type { Secret } from '../secret.js';
import type { Connection } from './connection.js';
import { dial, dialling, FIRST_DIAL_MS } from './dial.js';
import type { HostKeyPolicy } from './host-keys/pin.js';

/** For all attempts to connect together. */
export const MOST_CONNECT_MS = 300_000;

export interface Access {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly sshKey: Secret;
  readonly sshKeyPassphrase: Secret | undefined;
  readonly hostKey: HostKeyPolicy;
  readonly timeoutMs: number;
}

/** A connection on its way. */
export interface Arriving {
  readonly connection: Promise<Connection>;
  /** Ends the attempts. */
  readonly abort: () => void;
}

/** Dials before the SSH client is loaded: the host is on its way to us meanwhile. `onRetry` is told of each further attempt. */
export function beginConnecting(access: Access, onRetry: (message: string) => void): Arriving {
  const over = new AbortController();
  const dialled = dial(access, FIRST_DIAL_MS, over.signal);
  const connection = logIn(access, { dialled, onRetry, signal: over.signal });
  // Prevents unhandled rejections; both are awaited later.
  dialled.catch(() => undefined);
  connection.catch(() => undefined);
  return { connection, abort: () => over.abort() };
}

async function logIn(access: Access, { dialled, onRetry, signal }: Beginning): Promise<Connection> {
  const [{ connect }, { givenKey }] = await Promise.all([import('./connect.js'), import('./keys/private-key.js')]);
  const { host, port, user, hostKey } = access;
  const key = givenKey(access.sshKey, access.sshKeyPassphrase);
  const timeoutMs = Math.min(MOST_CONNECT_MS, access.timeoutMs);
  return await connect({ host, port, user, key, hostKey, dial: dialling(access, dialled), signal, onRetry, timeoutMs });
}

interface Beginning {
  readonly dialled: ReturnType<typeof dial>;
  readonly onRetry: (message: string) => void;
  readonly signal: AbortSignal;
}
