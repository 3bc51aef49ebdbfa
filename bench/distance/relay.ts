import { createServer, type AddressInfo, type Server } from 'node:net';
import { carry, type Carried } from './carry.js';
import { sumOf, type DistanceCounts } from './counts.js';

export interface RelayOptions {
  readonly host: string;
  /** `listen` is 0 for a free port; `Relay.ports` has the port. */
  readonly ports: readonly { readonly listen: number; readonly connect: number }[];
  readonly rttMs: number;
}

/** A distance between a client and a host, in this process. */
export interface Relay extends AsyncDisposable {
  /** The ports that it listens on, in the order of the options. */
  readonly ports: readonly number[];
  counts(): DistanceCounts;
  /** Sets the counts to zero; open connections go on and count from here. */
  reset(): void;
  /** For connections made from now on. */
  setRoundTrip(rttMs: number): void;
}

/**
 * Forwards every connection to the host, delayed by half a round trip in each direction, in order. Bandwidth is not limited and
 * TCP's slow start is not simulated (each message arrives whole): waiting is measured, not bandwidth.
 */
export async function startRelay(options: RelayOptions): Promise<Relay> {
  let { rttMs } = options;
  let carried: Carried[] = [];
  const servers = await Promise.all(
    options.ports.map(async ({ listen: port, connect }) => {
      const server = createServer({ allowHalfOpen: true });
      server.on('connection', (client) =>
        carried.push(carry(client, { host: options.host, port: connect, listenedPort: portOf(server) }, rttMs)),
      );
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '0.0.0.0', resolve));
      return server;
    }),
  );
  return {
    ports: servers.map(portOf),
    counts: () => sumOf(carried.map((one) => one.counts())),
    reset() {
      carried = carried.filter((one) => one.counts().isOpen);
      for (const one of carried) one.reset();
    },
    setRoundTrip(ms) {
      rttMs = ms;
    },
    async [Symbol.asyncDispose]() {
      for (const one of carried) one.destroy();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}
