/**
 * Counts the round trips of one TCP connection, seen from between its two ends: the longest chain of messages in which each
 * could only be sent after the one before it had arrived.
 *
 * Every piece of data is given a depth when it is sent. What the client sends is one deeper than the deepest answer that has
 * reached it so far; what the server sends is as deep as the deepest request that has reached it (at least 1: what a server
 * says by itself, such as SSH's greeting, takes one round trip to arrive, counted from when TCP is connected). The number of
 * round trips is the deepest answer that reached the client. So
 *
 * - any number of messages sent without waiting is one round trip, whatever the server says meanwhile;
 * - an upload during which acknowledgements come back is as many as would have fitted into its time, and never more than the
 *   time that passed divided by the round trip, however many acknowledgements there are;
 * - what the client sends last and needs no answer for, and answers that come when it has closed its side, cost nothing.
 *
 * The handshake of TCP is not in it. Where the round trip is shorter than it takes the ends to work (below some 20 ms), messages
 * that only happen to come one after the other are taken for answers: count with a distance.
 */
export class TripCounter {
  #atServer = 0;
  #atClient = 0;

  /** The depth of what the client sends now. */
  clientSends(): number {
    return this.#atClient + 1;
  }

  serverReceives(depth: number): void {
    this.#atServer = Math.max(this.#atServer, depth);
  }

  /** The depth of what the server sends now. */
  serverSends(): number {
    return Math.max(1, this.#atServer);
  }

  clientReceives(depth: number): void {
    this.#atClient = Math.max(this.#atClient, depth);
  }

  get roundTrips(): number {
    return this.#atClient;
  }
}
