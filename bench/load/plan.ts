/** What the load generator has to do; it reads it as JSON from $LOAD. */
export interface LoadPlan {
  /** Scheme and name of the site, such as `https://site.lab.test`. A visitor of http follows a redirect to https. */
  readonly origin: string;
  /** The roots to trust, as PEM. */
  readonly trust: string;
  /** The load generator ends by itself after so long, even if the process that started it is gone. */
  readonly seconds: number;
  /** Visitors that keep their connection, that open a new one for each request, and sessions of HTTP/2. */
  readonly kept: number;
  /** How many of `kept` stay on one page for long: what the page needs must remain available. */
  readonly lingering: number;
  readonly fresh: number;
  readonly http2: number;
  /** WebSockets that stay open; the site needs `/socket` for them. */
  readonly sockets: number;
  /** Mean of a visitor's pause between two requests, in milliseconds. */
  readonly thinkMs: number;
}

/** The load of the benchmark: about 100 requests a second, which two cores can carry in parallel with a build. */
export const usualLoad = {
  seconds: 600,
  kept: 50,
  lingering: 10,
  fresh: 50,
  http2: 4,
  sockets: 0,
  thinkMs: 1000,
} as const;

/** The plan as `startLoad` writes it. Throws a SyntaxError for anything that is not JSON. */
export function parseLoadPlan(text: string): LoadPlan {
  return JSON.parse(text) as LoadPlan;
}
