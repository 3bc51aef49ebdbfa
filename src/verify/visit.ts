import type { TLSSocket } from 'node:tls';
import type { Certificate } from '../tls/certificate.js';
import { openTls, type Handshake } from '../tls/handshake.js';
import { servedBy, type ServedFacts } from '../tls/served.js';
import { RELEASE_HEADER } from '../proxy/release-header.js';
import { DeployError } from '../errors/deploy-error.js';
import { siteUrl } from '../http/get.js';
import { certificateNotValid, notAnswering } from './errors.js';
import { get, header, type VisitPorts } from './exchange.js';
import { emptyPage, requestFrontPage } from './front-page.js';
import { requestHealthPath } from './health-path.js';
import { isIn, type StatusRule } from './health-status.js';
import { rejectsHost } from './host-rejected.js';
import { checkPlainHttp } from './plain-http.js';
import { warning, type Remark } from './remark.js';

export type { VisitPorts } from './exchange.js';

export interface VisitRequest {
  /** The site's name first, then its aliases. */
  readonly names: readonly string[];
  /** Begins with `/`. */
  readonly healthPath: string;
  /** The input `health-status`. */
  readonly healthStatus: StatusRule;
  /**
   * Whether the bundled proxy answers: it redirects http:// to https://, and has a certificate for every name. For a proxy of the stack's
   * own these are remarks.
   */
  readonly expectRedirect: boolean;
}

/** Result of an external check of all names of the site. */
export interface Visit {
  /** Of the health path. */
  readonly status: number;
  readonly url: URL;
  readonly certificate: Certificate;
  /** Whether http:// redirects to https:// for every name. */
  readonly redirects: boolean;
  /** Which machine answered for each name, in the order of the names. */
  readonly answerers: readonly Answerer[];
  /** What is no failure. */
  readonly remarks: readonly Remark[];
}

/** The machine that answers for one name. */
export interface Answerer {
  readonly name: string;
  readonly address: string;
  /** SHA-256 of the presented certificate. */
  readonly fingerprint: string;
  /** The value of our proxy's release header; undefined: the response has none. */
  readonly release: string | undefined;
}

/** A running check. Neither promise keeps the process alive once `signal` is aborted. */
export interface Visiting {
  /** What is served for the first name; never rejects. */
  readonly served: Promise<ServedFacts>;
  /** Rejects with a DeployError: https-unreachable, certificate-invalid, health-check-failed, host-name-rejected. */
  readonly visit: Promise<Visit>;
}

type Opened = Awaited<ReturnType<typeof openTls>>;
type Shown = Extract<Handshake, { kind: 'tls' }>;

/** Checks the site once, as a browser would: certificate of every name, health path, redirect to HTTPS. New connections only. */
export function beginVisit(request: VisitRequest, ports: VisitPorts): Visiting {
  const { connectTo, ca, httpsPort = 443, exchangeTimeoutMs: timeoutMs = 10_000, signal } = ports;
  const opening = request.names.map((name) => openTls(name, { connectTo, ca, port: httpsPort, timeoutMs, signal }));
  const visit = Promise.all(opening).then((opened) => checkSite(request, opened, ports));
  // Prevents an unhandled rejection; the caller may await it later.
  visit.catch(() => undefined);
  return { served: firstOf(opening).then(({ handshake }) => servedBy(handshake)), visit };
}

async function checkSite(request: VisitRequest, opened: readonly Opened[], ports: VisitPorts): Promise<Visit> {
  const { names, healthPath } = request;
  const domain = names[0] ?? '';
  try {
    const seen = opened.map(({ handshake }, index) => shownBy(names[index] ?? '', handshake));
    const certificates = seen.map((shown, index) => certificateRemark(names[index] ?? '', shown, request));
    const redirecting = Promise.all(names.map((name) => checkPlainHttp(name, request, ports)));
    const asked = names.slice(1).map(async (alias, index) => {
      const isReachable = certificates[index + 1] === undefined;
      return isReachable ? await requestAlias(alias, request, opened[index + 1]?.socket, ports) : noAlias;
    });
    const front = healthPath.startsWith('/?') || healthPath === '/' ? undefined : frontPage(request, ports);
    // All run in parallel; but an unhealthy site is reported first.
    redirecting.catch(() => undefined);
    const path = { url: siteUrl('https', domain, healthPath), names, over: opened[0]?.socket };
    const { answer, url, remarks } = await requestHealthPath(path, request.healthStatus, ports);
    const notRedirected = (await redirecting).filter((remark) => remark !== undefined);
    const aliases = await Promise.all(asked);
    const releases = [header(answer, RELEASE_HEADER), ...aliases.map(({ release }) => release)];
    return {
      status: answer.status,
      url,
      certificate: firstOf(seen).certificate,
      redirects: notRedirected.length === 0,
      answerers: seen.map(({ address, fingerprint }, index) => ({
        ...{ name: names[index] ?? '', address, fingerprint },
        release: releases[index],
      })),
      remarks: [
        ...[...certificates, ...aliases.map(({ remark }) => remark)].filter((remark) => remark !== undefined),
        ...[...notRedirected, ...remarks],
        ...(front === undefined ? emptyPage(url, answer) : await front),
      ],
    };
  } finally {
    for (const open of opened) open.socket?.destroy();
  }
}

function frontPage({ names }: VisitRequest, ports: VisitPorts): Promise<readonly Remark[]> {
  return requestFrontPage({ url: siteUrl('https', names[0] ?? '', '/'), names, over: undefined }, ports);
}

/** @throws DeployError https-unreachable */
function shownBy(name: string, handshake: Handshake): Shown {
  if (handshake.kind === 'nothing') throw new DeployError(notAnswering(name, handshake.why));
  return handshake;
}

/**
 * undefined: browsers accept the certificate.
 * @throws DeployError certificate-invalid
 */
function certificateRemark(name: string, shown: Shown, { names, expectRedirect }: VisitRequest): Remark | undefined {
  if (shown.problem === undefined) return undefined;
  const isOther = shown.problem === 'ERR_TLS_CERT_ALTNAME_INVALID';
  if (!isOther || expectRedirect || name === names[0]) throw new DeployError(certificateNotValid(name, shown));
  const found = shown.certificate.names.join(', ');
  return warning(
    `The certificate does not cover the alias ${name} (its names: ${found}), so browsers show an error there`,
  );
}

interface Alias {
  readonly release: string | undefined;
  readonly remark: Remark | undefined;
}

const noAlias: Alias = { release: undefined, remark: undefined };

/** The release that answers for an alias, whose health is that of its site. Never rejects. */
async function requestAlias(
  name: string,
  { healthPath, healthStatus }: VisitRequest,
  socket: TLSSocket | undefined,
  ports: VisitPorts,
): Promise<Alias> {
  const url = siteUrl('https', name, healthPath);
  const result = await get(url, ports, socket);
  if (result.kind === 'failed') return noAlias;
  const { status, body } = result;
  const isRejected = rejectsHost(status, body) && !(healthStatus !== undefined && isIn(status, healthStatus));
  const text = `${url.href} returned ${status}: the app may reject the alias ${url.hostname} (Django: ALLOWED_HOSTS)`;
  return { release: header(result, RELEASE_HEADER), remark: isRejected ? warning(text) : undefined };
}

function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('A request needs the name of a site');
  return first;
}
