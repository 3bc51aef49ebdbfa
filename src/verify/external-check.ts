import type { Deadline } from '../deadline.js';
import type { SiteCheck } from '../plan/site-check.js';
import { untilLedHere, verifiedBy, verify, type Verified, type VerifyRequest } from './verify.js';
import type { Visit } from './visit.js';

const siteMs = 60_000;
/** Of the time that is kept for a rollback. */
const leastSiteMs = 20_000;

/** `settleMs`: how long resolvers may still give the answers of before the run's DNS changes. */
export interface CheckPorts {
  readonly say: (line: string) => void;
  /** For what visitors would notice. */
  readonly warn: (text: string) => void;
  readonly settleMs: number;
  readonly deadline: Deadline;
}

/**
 * Verifies the site from outside. A visit that began when nothing was left to change is enough, if it met a healthy site; else the site
 * gets its time.
 * @throws DeployError as `verify`
 */
export async function verifySite(
  { isDelegated, ...check }: SiteCheck,
  visit: Promise<Visit> | undefined,
  { say, warn, settleMs, deadline }: CheckPorts,
): Promise<Verified> {
  const request: VerifyRequest = { ...check, timeoutMs: deadline.workMs(siteMs, leastSiteMs) };
  const before = visit === undefined ? undefined : await verifiedBy(visit, request, { say, warn });
  if (before !== undefined) return before;
  const isLed = settleMs === 0 || (await untilLedHere(request, { say, timeoutMs: deadline.remainingMs(settleMs) }));
  // A resolver that caches for a day must not make every run fail: the zone's servers have the record, if they are the ones asked.
  const isPinned = !isLed && isDelegated;
  if (isPinned) say('The zone’s name servers resolve to this host, so it is checked directly.');
  const connectTo = isPinned ? request.host[0] : undefined;
  return await verify({ ...request, timeoutMs: deadline.remainingMs(siteMs) }, { say, warn, connectTo });
}
