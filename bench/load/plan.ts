/** What the load generator is told; it reads it as JSON from $LOAD. */
export interface LoadPlan {
  /** Scheme and name of the site, such as `https://site.lab.test`. A visitor of http follows a redirect to https. */
  readonly origin: string;
  /** The roots to trust, as PEM. */
  readonly trust: string;
  /** Ends by itself after so long, whatever happens to whoever started it. */
  readonly seconds: number;
  /** Visitors that keep their connection, that open a new one for each request, and sessions of HTTP/2. */
  readonly kept: number;
  /** How many of `kept` look at one page for long: what the page needs must stay there. */
  readonly lingering: number;
  readonly fresh: number;
  readonly http2: number;
  /** WebSockets that stay open; the site needs `/socket` for them. */
  readonly sockets: number;
  /** Mean of a visitor's pause between two requests, in milliseconds. */
  readonly thinkMs: number;
}

/** What the benchmark asks for: some 100 requests a second, so that two cores carry it beside a build. */
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
