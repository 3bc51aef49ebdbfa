const day = 86_400;

/**
 * How long browsers are told to insist on HTTPS, in seconds, and how long a value must have stood, with HTTPS verified from
 * outside, before the next is dared. Mistakes made early are forgotten in minutes; a year is reached after some six weeks.
 * Never with includeSubDomains: other names of the domain are not this action's.
 */
const ladder: readonly { readonly maxAgeSeconds: number; readonly stoodSeconds: number }[] = [
  { maxAgeSeconds: 300, stoodSeconds: 0 },
  { maxAgeSeconds: day, stoodSeconds: day },
  { maxAgeSeconds: 30 * day, stoodSeconds: 7 * day },
  { maxAgeSeconds: 365 * day, stoodSeconds: 30 * day },
];

/** The HSTS max-age to serve: at most one rung above what is served, and only if HTTPS is verified now. */
export function nextHsts(current: HstsFacts | undefined, isVerified: boolean, now: Date): number {
  if (current === undefined || current.maxAgeSeconds === 0) return ladder[0]?.maxAgeSeconds ?? 0;
  const stoodSeconds = (now.getTime() - current.since.getTime()) / 1000;
  const next = ladder.find((rung) => rung.maxAgeSeconds > current.maxAgeSeconds);
  const dare = isVerified && next !== undefined && stoodSeconds >= next.stoodSeconds;
  return dare ? next.maxAgeSeconds : current.maxAgeSeconds;
}

export interface HstsFacts {
  readonly maxAgeSeconds: number;
  /** When this value was put in place. */
  readonly since: Date;
}
