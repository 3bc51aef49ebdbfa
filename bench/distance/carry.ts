import { Socket } from 'node:net';
import type { ConnectionCounts } from './counts.js';
import { DelayLine } from './delay-line.js';
import { TripCounter } from './trips.js';

/** One connection through the distance. */
export interface Carried {
  readonly counts: () => ConnectionCounts;
  /** Sets the counts to zero. */
  readonly reset: () => void;
  readonly destroy: () => void;
}

interface Way {
  readonly from: Socket;
  readonly to: Socket;
  readonly line: DelayLine;
  /** Called when data is sent; the function that it returns is called when the data has arrived. */
  readonly set: () => (bytes: number) => void;
}

/** The most bytes in flight in one direction: more than any real line, less than memory. */
const mostInFlightBytes = 64 * 1024 * 1024;

/**
 * Forwards a connection to the host. The client is connected at once, but its data reaches the host no sooner than on a real line:
 * the host is dialled one and a half round trips later, when the end of TCP's handshake would arrive.
 */
export function carry(
  client: Socket,
  target: { readonly host: string; readonly port: number; readonly listenedPort: number },
  rttMs: number,
): Carried {
  const trips = new TripCounter();
  const host = new Socket({ allowHalfOpen: true });
  const there = new DelayLine(rttMs / 2, performance.now() + rttMs * 1.5);
  const back = new DelayLine(rttMs / 2, 0);
  const now = { bytesToHost: 0, bytesToClient: 0 };
  let before = { bytesToHost: 0, bytesToClient: 0, roundTrips: 0 };
  let clientIsDone = false;

  const destroy = (): void => {
    there.stop();
    back.stop();
    host.destroy();
    client.destroy();
  };
  for (const socket of [client, host]) socket.setNoDelay(true).on('error', destroy);
  client.once('end', () => (clientIsDone = true));
  host.once('close', () => back.push(destroy));
  client.once('close', () => there.push(destroy));

  there.push(() => host.connect({ host: target.host, port: target.port }));
  pass({
    ...{ from: client, to: host, line: there },
    set() {
      const depth = trips.clientSends();
      return (bytes) => {
        now.bytesToHost += bytes;
        trips.serverReceives(depth);
      };
    },
  });
  pass({
    ...{ from: host, to: client, line: back },
    set() {
      const depth = trips.serverSends();
      return (bytes) => {
        now.bytesToClient += bytes;
        if (!clientIsDone) trips.clientReceives(depth);
      };
    },
  });

  return {
    counts: () => ({
      port: target.listenedPort,
      bytesToHost: now.bytesToHost - before.bytesToHost,
      bytesToClient: now.bytesToClient - before.bytesToClient,
      roundTrips: trips.roundTrips - before.roundTrips,
      isOpen: !client.destroyed,
    }),
    reset: () => void (before = { ...now, roundTrips: trips.roundTrips }),
    destroy,
  };
}

function pass({ from, to, line, set }: Way): void {
  let inFlight = 0;
  from.on('data', (chunk: Buffer) => {
    const arrived = set();
    inFlight += chunk.length;
    if (inFlight >= mostInFlightBytes) from.pause();
    line.push(() => {
      inFlight -= chunk.length;
      if (to.destroyed || to.writableEnded) return;
      arrived(chunk.length);
      if (!to.write(chunk)) from.pause();
      else if (inFlight < mostInFlightBytes) from.resume();
    });
  });
  to.on('drain', () => from.resume());
  from.once('end', () => line.push(() => to.end()));
}
