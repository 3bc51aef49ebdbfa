const day = 86_400;

/**
 * HSTS max-age values in seconds, and how long a value must have been in use, with HTTPS verified from outside, before the next
 * one. Early mistakes expire within minutes; one year is reached after about six weeks. Never with includeSubDomains: this
 * action does not manage the other names of the domain.
 */
const maxAgeSteps: readonly { readonly maxAgeSeconds: number; readonly inUseSeconds: number }[] = [
  { maxAgeSeconds: 300, inUseSeconds: 0 },
  { maxAgeSeconds: day, inUseSeconds: day },
  { maxAgeSeconds: 30 * day, inUseSeconds: 7 * day },
  { maxAgeSeconds: 365 * day, inUseSeconds: 30 * day },
];

/** The HSTS max-age to serve: at most one step above the current one, and only if HTTPS is verified now. */
export function nextHsts(current: HstsFacts | undefined, isVerified: boolean, now: Date): number {
  if (current === undefined || current.maxAgeSeconds === 0) return maxAgeSteps[0]?.maxAgeSeconds ?? 0;
  const inUseSeconds = (now.getTime() - current.since.getTime()) / 1000;
  const next = maxAgeSteps.find((step) => step.maxAgeSeconds > current.maxAgeSeconds);
  const isRaised = isVerified && next !== undefined && inUseSeconds >= next.inUseSeconds;
  return isRaised ? next.maxAgeSeconds : current.maxAgeSeconds;
}

export interface HstsFacts {
  readonly maxAgeSeconds: number;
  /** When this value took effect. */
  readonly since: Date;
}
