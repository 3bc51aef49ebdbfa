import { lookup } from 'node:dns/promises';
import pRetry from 'p-retry';
import { daysLeft, type Certificate } from '../certificate/certificate.js';
import { asDeployError, DeployError } from '../errors.js';
import { wrongRelease } from './failures.js';
import { beginVisit, type Visit, type VisitPorts, type VisitRequest } from './visit.js';

export interface VerifyRequest extends VisitRequest {
  readonly release: string;
  /** How long a site that does not answer at all is waited for. */
  readonly timeoutMs: number;
}

export interface VerifyPorts extends VisitPorts {
  readonly say: (line: string) => void;
  /** How long wrong answers are waited out: workers of before a reload, containers just replaced. Default 20 s. */
  readonly graceMs?: number;
}

export interface Verified {
  readonly url: string;
  /** Of the health path. */
  readonly status: number;
  readonly certificate: Certificate;
  readonly daysLeft: number;
  /** The header `x-release` of the answer. */
  readonly answeredRelease?: string;
  /** Whether http:// leads to https:// for every name. */
  readonly redirects: boolean;
}

/**
 * Looks at the site from here as a visitor would, again and again until it is well: certificate of every name, HTTP to HTTPS,
 * health path, release. Each look uses new connections.
 * @throws DeployError https-not-answering, certificate-not-valid, health-check-failed, wrong-release-answers
 */
export async function verify(request: VerifyRequest, ports: VerifyPorts): Promise<Verified> {
  const start = Date.now();
  let firstWrongAnswer: number | undefined;
  const mayTryAgain = (error: DeployError) => {
    if (error.code === 'unexpected') return false;
    if (error.code === 'https-not-answering') return Date.now() - start < request.timeoutMs;
    firstWrongAnswer ??= Date.now();
    const graceMs = Math.min(ports.graceMs ?? 20_000, request.timeoutMs);
    return Date.now() - firstWrongAnswer < graceMs;
  };
  const attempt = async () => judge(await beginVisit(request, ports).visit, request, ports.say);
  return await pRetry(async () => await attempt().catch((error: unknown) => Promise.reject(asDeployError(error))), {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: 500,
    factor: 1.5,
    maxTimeout: 5000,
    shouldRetry: ({ error }) => {
      const isAgain = mayTryAgain(asDeployError(error));
      if (isAgain) ports.say(`Not yet: ${error.message}`);
      return isAgain;
    },
  });
}

/** Addresses that this machine's resolver gives for a name, as a browser would use them. */
export type Lookup = (name: string) => Promise<readonly string[]>;

const systemLookup: Lookup = async (name) => (await lookup(name, { all: true })).map(({ address }) => address);

/**
 * What a visit says that went to the host while it was looked at. It is as good as one made now if nothing has been changed since,
 * and if the names lead to where it went. undefined: it is not, or the site was not well; then the site has to be looked at again.
 */
export async function verifiedBy(
  visit: Promise<Visit>,
  request: VerifyRequest,
  say: (line: string) => void,
  resolve: Lookup = systemLookup,
): Promise<Verified | undefined> {
  try {
    const seen = await visit;
    const led = await Promise.all(
      [...seen.addresses].map(async ([name, address]) => (await resolve(name)).includes(address)),
    );
    return led.every(Boolean) ? judge(seen, request, say) : undefined;
  } catch {
    // Whatever it was, the look that follows tells it.
    return undefined;
  }
}

/** Everything that a visit cannot know by itself: whether the release is the one that has to be there. */
function judge(visit: Visit, request: VerifyRequest, say: (line: string) => void): Verified {
  const { url, status, certificate, release, redirects, notes } = visit;
  if (release !== undefined && release !== request.release) {
    throw new DeployError(wrongRelease(url, request.release, release));
  }
  for (const note of notes) say(note);
  return {
    url: `https://${request.names[0] ?? ''}`,
    status,
    certificate,
    daysLeft: daysLeft(certificate, new Date()),
    ...(release === undefined ? {} : { answeredRelease: release }),
    redirects,
  };
}
