import { z } from 'zod';

const connectionSchema = z.object({
  /** The port that the client connected to. */
  port: z.number(),
  bytesToHost: z.number(),
  bytesToClient: z.number(),
  /** See TripCounter: TCP's own handshake is not included. */
  roundTrips: z.number(),
  isOpen: z.boolean(),
});

const countsSchema = z.object({
  connections: z.array(connectionSchema),
  bytesToHost: z.number(),
  bytesToClient: z.number(),
  /** The sum of all connections, also of those that were open at the same time. */
  roundTrips: z.number(),
});

export type ConnectionCounts = Readonly<z.infer<typeof connectionSchema>>;

/** The traffic through the distance since its start or the last reset. */
export type DistanceCounts = Omit<Readonly<z.infer<typeof countsSchema>>, 'connections'> & {
  readonly connections: readonly ConnectionCounts[];
};

/** Parses the relay's answer. Throws on anything else. */
export function parseCounts(text: string): DistanceCounts {
  return countsSchema.parse(JSON.parse(text));
}

/** The connections and their sums. */
export function sumOf(connections: readonly ConnectionCounts[]): DistanceCounts {
  const sum = (of: (one: ConnectionCounts) => number) => connections.reduce((total, one) => total + of(one), 0);
  return {
    connections,
    bytesToHost: sum((one) => one.bytesToHost),
    bytesToClient: sum((one) => one.bytesToClient),
    roundTrips: sum((one) => one.roundTrips),
  };
}
