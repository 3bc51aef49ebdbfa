import type { Inputs } from '../inputs.js';
import type { Connection } from './connection.js';
import { dial, FIRST_DIAL_MS } from './dial.js';
import type { ConnectOptions } from './ssh.js';

/** A connection that is being made. */
export interface Call {
  readonly connection: Promise<Connection>;
  /** Settles when SSH is loaded and the host has answered the first packet, or did not within ten milliseconds. Never rejects. */
  readonly begun: Promise<unknown>;
  /** Ends the attempts; a connection that is made is not touched. */
  readonly giveUp: () => void;
  /** Ends what is left of it, at once. */
  readonly destroy: () => void;
}

const MAX_CONNECT_MS = 300_000;
/** A host as near as that is waited for before more is loaded: meanwhile it can start with its half of the key exchange. */
const NEAR_MS = 10;

/** Sends the first packet at once; what speaks SSH is loaded while it is on its way. See `connect` for what it throws. */
export function callHost(inputs: Inputs, say: (line: string) => void): Call {
  const over = new AbortController();
  const dialed = dial(inputs, Math.min(FIRST_DIAL_MS, inputs.timeoutMs));
  const loaded = import('./ssh.js');
  const connection = loaded.then(({ connect }) => {
    const timeoutMs = Math.min(MAX_CONNECT_MS, inputs.timeoutMs);
    return connect({ ...accessOf(inputs), dialed, signal: over.signal, onRetry: say, timeoutMs });
  });
  // Whoever wants the connection hears of its failure; until then it is nobody's.
  for (const promise of [dialed, connection]) promise.catch(() => undefined);
  const isNear = loaded.then(() => Promise.race([dialed, new Promise((resolve) => setTimeout(resolve, NEAR_MS))]));
  return {
    connection,
    begun: isNear.catch(() => undefined),
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
export function accessOf(inputs: Inputs): Omit<ConnectOptions, 'timeoutMs'> {
  const { host, port, user, sshKey: key, sshKeyPassphrase: passphrase, hostKey } = inputs;
  return { host, port, user, key, passphrase, hostKey };
}
