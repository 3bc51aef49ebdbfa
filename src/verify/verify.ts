import { lookup } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { daysLeft, type Certificate } from '../tls/certificate.js';
import type { ErrorCode } from '../errors/codes.js';
import { asDeployError, DeployError } from '../errors/deploy-error.js';
import { findOtherHost, isOneOf, type Proof } from './proof.js';
import { beginVisit, type Visit, type VisitPorts, type VisitRequest } from './visit.js';

export interface VerifyRequest extends VisitRequest, Proof {
  /** How long to retry while the site does not respond at all. */
  readonly timeoutMs: number;
}

export interface VerifyPorts extends VisitPorts {
  readonly say: (line: string) => void;
  /** For what visitors would notice. */
  readonly warn: (text: string) => void;
  /** How long to retry after wrong responses (old workers before a reload, containers just replaced). Default 20 s. */
  readonly graceMs?: number;
}

export interface Verified {
  readonly url: string;
  /** Of the health path. */
  readonly status: number;
  readonly certificate: Certificate;
  readonly daysLeft: number;
  /** The release header of our proxy. */
  readonly answeredRelease?: string;
  /** Whether http:// redirects to https:// for every name. */
  readonly redirects: boolean;
}

/**
 * External check of the site, repeated until it passes or the time limit is reached: certificate of every name, redirect from
 * HTTP to HTTPS, health path, release. Each attempt uses new connections.
 * @throws DeployError https-unreachable, certificate-invalid, health-check-failed, host-name-rejected, dns-mismatch,
 *   release-mismatch
 */
export async function verify(request: VerifyRequest, ports: VerifyPorts): Promise<Verified> {
  const start = Date.now();
  let firstWrongAnswer: number | undefined;
  const mayTryAgain = (error: DeployError) => {
    if (error.code === 'unexpected') return false;
    if (isWaitedFor.has(error.code)) return Date.now() - start < request.timeoutMs;
    firstWrongAnswer ??= Date.now();
    const graceMs = Math.min(ports.graceMs ?? 20_000, request.timeoutMs);
    return Date.now() - firstWrongAnswer < graceMs;
  };
  const attempt = async () => await judge(await beginVisit(request, ports).visit, request, ports);
  return await pRetry(async () => await attempt().catch((error: unknown) => Promise.reject(asDeployError(error))), {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: 500,
    factor: 1.5,
    maxTimeout: 5000,
    shouldRetry: ({ error }) => {
      const shouldRetry = mayTryAgain(asDeployError(error));
      if (shouldRetry) ports.say(`Retrying: ${error.message}`);
      return shouldRetry;
    },
  });
}

/** Failures that resolve on their own while containers start and DNS changes propagate. */
const isWaitedFor: ReadonlySet<ErrorCode> = new Set(['https-unreachable', 'dns-mismatch']);

/** The addresses that this machine's resolver returns for a name, as a browser would use them. */
export type Lookup = (name: string) => Promise<readonly string[]>;

const systemLookup: Lookup = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/**
 * Verifies the site with a check that ran during the inspection. Its result is still valid if nothing has changed since and the
 * names still resolve to the addresses that it used. undefined: it is not valid, or the check failed; then the check must be
 * repeated.
 */
export async function verifiedBy(
  visit: Promise<Visit>,
  request: VerifyRequest,
  { say, warn }: Pick<VerifyPorts, 'say' | 'warn'>,
  resolve: Lookup = systemLookup,
): Promise<Verified | undefined> {
  try {
    const seen = await visit;
    const resolved = await Promise.all(
      seen.answerers.map(async ({ name, address }) => (await resolve(name)).includes(address)),
    );
    return resolved.every(Boolean) ? await judge(seen, request, { say, warn }) : undefined;
  } catch {
    // The check that follows reports the error.
    return undefined;
  }
}

/**
 * After a record change: waits, within the time limit, until this machine's resolver returns the host for every name. false: it
 * still caches a previous address.
 */
export async function untilLedHere(
  { names, host }: Pick<VerifyRequest, 'names' | 'host'>,
  ports: {
    readonly say: (line: string) => void;
    readonly timeoutMs: number;
    readonly resolve?: Lookup;
    /** Interval between two lookups; default 5 s. */
    readonly pollMs?: number;
  },
): Promise<boolean> {
  const { say, timeoutMs, resolve = systemLookup, pollMs = 5000 } = ports;
  const end = Date.now() + timeoutMs;
  for (const name of names) {
    for (;;) {
      const found = await resolve(name).catch(() => []);
      const leftMs = end - Date.now();
      if (found.some((address) => isOneOf(address, host))) break;
      if (leftMs <= 0) return false;
      const where = found.length === 0 ? 'does not resolve yet' : `still resolves to ${found.join(', ')}`;
      say(`${name} ${where}: waiting for DNS propagation, at most ${Math.ceil(leftMs / 1000)} s`);
      await sleep(Math.min(pollMs, leftMs));
    }
  }
  return true;
}

/** The checks beyond a single visit: whether this host answered, with the expected release. */
async function judge(visit: Visit, request: VerifyRequest, ports: VerifyPorts): Promise<Verified> {
  const { status, certificate, redirects, remarks, answerers } = visit;
  const otherHost = await findOtherHost(answerers, request, ports);
  if (otherHost !== undefined) throw new DeployError(otherHost);
  const [release] = answerers.map((answerer) => answerer.release);
  for (const { isWarning, text } of remarks) (isWarning ? ports.warn : ports.say)(text);
  return {
    url: `https://${request.names[0] ?? ''}`,
    status,
    certificate,
    daysLeft: daysLeft(certificate, new Date()),
    ...(release === undefined ? {} : { answeredRelease: release }),
    redirects,
  };
}
