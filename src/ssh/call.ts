import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

import type { Secret } from '../secret.js';
import type { Connection } from './connection.js';
import { dial, FIRST_DIAL_MS } from './dial.js';
import type { HostKeyPolicy } from './host-keys/pin.js';
import { greet } from './greeting.js';
import type { ConnectOptions } from './connect.js';

/** Whom to call, and with what: of the inputs. */
export interface Access {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly sshKey: Secret;
  readonly sshKeyPassphrase: Secret | undefined;
  readonly hostKey: HostKeyPolicy;
}

/** A connection that is being made. */
export interface Call {
  readonly connection: Promise<Connection>;
  /** Settles when SSH is loaded and the host makes us wait: it is far away, or verifies our signature. Never rejects. */
  readonly begun: Promise<unknown>;
  /** Ends the attempts; a connection that is made is not touched. */
  readonly giveUp: () => void;
  /** Ends what is left of it, at once. */
  readonly destroy: () => void;
}

const MAX_CONNECT_MS = 300_000;
/** TCP to a host in the same network takes less: it has our greeting before SSH is loaded. */
const NEXT_DOOR_MS = 3;
/**
 * In the key exchange a near host takes less for each of its words, and hears none of ours while we load, which takes five times as
 * long. What it does once we have signed (verifying that, opening the session) takes it longer: that is the time to load.
 */
const NEAR_MS = 10;

/** Sends the first packets at once; what speaks SSH is loaded while they are on their way. See `connect` for what it throws. */
export function callHost(inputs: Access & { readonly timeoutMs: number }, say: (line: string) => void): Call {
  const over = new AbortController();
  const dialed = dial(inputs, Math.min(FIRST_DIAL_MS, inputs.timeoutMs)).then(greet);
  let onSign = (): void => undefined;
  const signing = new Promise<void>((resolve) => (onSign = resolve));
  const loaded = within(NEXT_DOOR_MS, dialed).then(() => import('./connect.js'));
  const connection = loaded.then(({ connect }) => {
    const timeoutMs = Math.min(MAX_CONNECT_MS, inputs.timeoutMs);
    return connect({ ...accessOf(inputs), dialed, signal: over.signal, onRetry: say, onSign, timeoutMs });
  });
  // Whoever wants the connection hears of its failure; until then it is nobody's.
  connection.catch(() => undefined);
  return {
    connection,
    begun: loaded.then(() => Promise.race([signing, silence(dialed)])).catch(() => undefined),
    giveUp: () => over.abort(),
    destroy: () => {
      over.abort();
      void dialed.then(
        (socket) => socket.destroy(),
        () => undefined,
      );
    },
  };
}

/** Whom to log in to, and with what. */
export function accessOf(inputs: Access): Omit<ConnectOptions, 'timeoutMs'> {
  const { host, port, user, sshKey: key, sshKeyPassphrase: passphrase, hostKey } = inputs;
  return { host, port, user, key, passphrase, hostKey };
}

/** The socket if it is there by then; never rejects. */
async function within(ms: number, dialed: Promise<Socket>): Promise<Socket | undefined> {
  return await Promise.race([dialed.catch(() => undefined), setTimeout(ms, undefined)]);
}

/** Until the host says nothing for a while, or is not there soon. */
async function silence(dialed: Promise<Socket>): Promise<void> {
  const socket = await within(NEAR_MS, dialed);
  let heard: number | undefined;
  while (socket?.bytesRead !== heard) {
    heard = socket?.bytesRead;
    await setTimeout(NEAR_MS);
  }
}
