import { lookup } from 'node:dns/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import pRetry from 'p-retry';
import { daysLeft, type Certificate } from '../tls/certificate.js';
import type { ErrorCode } from '../errors/codes.js';
import { asDeployError, DeployError } from '../errors/deploy-error.js';
import { findStranger, isOneOf, type Proof } from './proof.js';
import { beginVisit, type Visit, type VisitPorts, type VisitRequest } from './visit.js';

export interface VerifyRequest extends VisitRequest, Proof {
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
  /** What our proxy named itself. */
  readonly answeredRelease?: string;
  /** Whether http:// leads to https:// for every name. */
  readonly redirects: boolean;
}

/**
 * Looks at the site from here as a visitor would, again and again until it is well: certificate of every name, HTTP to HTTPS,
 * health path, release. Each look uses new connections.
 * @throws DeployError https-not-answering, certificate-not-valid, health-check-failed, name-answers-elsewhere, wrong-release-answers
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
      const isAgain = mayTryAgain(asDeployError(error));
      if (isAgain) ports.say(`Not yet: ${error.message}`);
      return isAgain;
    },
  });
}

/** What passes by itself as containers start and names come round. */
const isWaitedFor: ReadonlySet<ErrorCode> = new Set(['https-not-answering', 'name-answers-elsewhere']);

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
      seen.answerers.map(async ({ name, address }) => (await resolve(name)).includes(address)),
    );
    return led.every(Boolean) ? await judge(seen, request, { say }) : undefined;
  } catch {
    // Whatever it was, the look that follows tells it.
    return undefined;
  }
}

/**
 * After a record was moved: waits, for as long as is said, until this machine's resolver gives the host for every name. false: it
 * still remembers where one led before.
 */
export async function untilLedHere(
  { names, host }: Pick<VerifyRequest, 'names' | 'host'>,
  ports: {
    readonly say: (line: string) => void;
    readonly timeoutMs: number;
    readonly resolve?: Lookup;
    /** Between two looks; default 5 s. */
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
      const where = found.length === 0 ? 'nowhere' : `to ${found.join(', ')}`;
      say(`The resolver still leads ${name} ${where}: waiting for at most ${Math.ceil(leftMs / 1000)} s`);
      await sleep(Math.min(pollMs, leftMs));
    }
  }
  return true;
}

/** Everything that a visit cannot know by itself: whether it met this host, and the release that has to be there. */
async function judge(
  visit: Visit,
  request: VerifyRequest,
  ports: VisitPorts & { readonly say: (line: string) => void },
): Promise<Verified> {
  const { status, certificate, redirects, notes, answerers } = visit;
  const stranger = await findStranger(answerers, request, ports);
  if (stranger !== undefined) throw new DeployError(stranger);
  const [release] = answerers.map((answerer) => answerer.release);
  for (const note of notes) ports.say(note);
  return {
    url: `https://${request.names[0] ?? ''}`,
    status,
    certificate,
    daysLeft: daysLeft(certificate, new Date()),
    ...(release === undefined ? {} : { answeredRelease: release }),
    redirects,
  };
}
