import type { TLSSocket } from 'node:tls';
import type { Certificate } from '../tls/certificate.js';
import { openTls, type Handshake } from '../tls/handshake.js';
import { servedBy, type ServedFacts } from '../tls/served.js';
import { RELEASE_HEADER } from '../proxy/release-header.js';
import { DeployError } from '../errors/deploy-error.js';
import { certificateNotValid, locationOf, notAnswering, notRedirecting, unhealthy } from './errors.js';
import { httpGet, siteUrl, type GetOptions, type HttpResult } from '../http/get.js';

export interface VisitRequest {
  /** The site's name first, then its aliases. */
  readonly names: readonly string[];
  /** Begins with `/`. */
  readonly healthPath: string;
  /** Whether http:// must redirect to https:// (the bundled proxy); otherwise a missing redirect is only noted. */
  readonly expectRedirect: boolean;
}

export interface VisitPorts extends Pick<GetOptions, 'connectTo' | 'httpPort' | 'httpsPort' | 'ca' | 'signal'> {
  /** Time limit of one connection or request. Default 10 s. */
  readonly exchangeTimeoutMs?: number;
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
  /** Remarks for the log that are no failures. */
  readonly notes: readonly string[];
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
  /** Rejects with a DeployError: https-unreachable, certificate-invalid, health-check-failed. */
  readonly visit: Promise<Visit>;
}

type Answer = Extract<HttpResult, { kind: 'answer' }>;
type Opened = Awaited<ReturnType<typeof openTls>>;

const maxRedirects = 5;

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
  const { socket, others } = socketsOf(opened);
  try {
    const seen = opened.map(({ handshake }, index) => valid(request.names[index] ?? '', handshake));
    const [domain = '', ...aliases] = request.names;
    const redirecting = Promise.all(request.names.map((name) => missingRedirect(name, request, ports)));
    const releasesOfAliases = Promise.all(
      aliases.map((alias, index) => fetchRelease(siteUrl('https', alias, request.healthPath), others[index], ports)),
    );
    // All run in parallel; but an unhealthy site is reported first.
    redirecting.catch(() => undefined);
    const { answer, url } = await requestHealthPath(siteUrl('https', domain, request.healthPath), socket, ports);
    const notRedirected = (await redirecting).filter((note) => note !== undefined);
    const releases = [header(answer, RELEASE_HEADER), ...(await releasesOfAliases)];
    const alive = `${url.href} returned ${answer.status}: accepted as healthy because it is not a 5xx response`;
    return {
      status: answer.status,
      url,
      certificate: firstOf(seen).certificate,
      redirects: notRedirected.length === 0,
      answerers: seen.map(({ address, fingerprint }, index) => ({
        ...{ name: request.names[index] ?? '', address, fingerprint },
        release: releases[index],
      })),
      notes: [...notRedirected, ...(answer.status >= 400 ? [alive] : [])],
    };
  } finally {
    for (const open of opened) open.socket?.destroy();
  }
}

function socketsOf([first, ...others]: readonly Opened[]) {
  return { socket: first?.socket, others: others.map(({ socket }) => socket) };
}

/** Requests only the release of an alias; its health is that of its site. Never rejects. */
async function fetchRelease(url: URL, socket: TLSSocket | undefined, ports: VisitPorts): Promise<string | undefined> {
  const result = await get(url, ports, socket);
  return result.kind === 'answer' ? header(result, RELEASE_HEADER) : undefined;
}

/** A handshake whose certificate browsers accept. */
function valid(name: string, handshake: Handshake): Extract<Handshake, { kind: 'tls' }> {
  if (handshake.kind === 'nothing') throw new DeployError(notAnswering(name, handshake.why));
  if (handshake.problem !== undefined) throw new DeployError(certificateNotValid(name, handshake));
  return handshake;
}

/** Requests the health path over the given connection and follows redirects within the same host. */
async function requestHealthPath(
  first: URL,
  socket: TLSSocket | undefined,
  ports: VisitPorts,
): Promise<{ readonly answer: Answer; readonly url: URL }> {
  let url = first;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    // Reuses the connection whose certificate was checked: the same server answers, and a round trip is saved.
    const answer = await get(url, ports, redirects === 0 ? socket : undefined);
    if (answer.kind === 'failed') throw new DeployError(notAnswering(first.hostname, `${url.href}: ${answer.why}`));
    if (answer.status >= 500) throw new DeployError(unhealthy(url, `it returned ${answer.status}`, answer.body));
    const next = redirectTarget(answer, url);
    if (next === undefined || next.hostname !== first.hostname) return { answer, url };
    url = next;
  }
  throw new DeployError(unhealthy(first, `too many redirects, the last one to ${url.href}`, ''));
}

/** undefined: http:// redirects to https://; otherwise a note on what it does instead, if that is allowed. */
async function missingRedirect(name: string, request: VisitRequest, ports: VisitPorts): Promise<string | undefined> {
  const url = siteUrl('http', name, request.healthPath);
  const result = await get(url, ports);
  const target = result.kind === 'answer' ? redirectTarget(result, url) : undefined;
  if (target?.protocol === 'https:' && request.names.includes(target.hostname)) return undefined;
  if (request.expectRedirect) throw new DeployError(notRedirecting(name, result));
  const found = result.kind === 'answer' ? `it returns ${result.status}${locationOf(result)}` : result.why;
  return `http://${name} does not redirect to https:// (${found})`;
}

async function get(url: URL, ports: VisitPorts, over?: TLSSocket): Promise<HttpResult> {
  const { connectTo, httpPort, httpsPort, ca, signal } = ports;
  const timeoutMs = ports.exchangeTimeoutMs ?? 10_000;
  return await httpGet(url, { connectTo, httpPort, httpsPort, ca, timeoutMs, over, signal, verifiesTls: true });
}

function redirectTarget(answer: Answer, from: URL): URL | undefined {
  const { location } = answer.headers;
  if (answer.status < 300 || answer.status >= 400 || location === undefined) return undefined;
  return URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
}

function header(answer: Answer, name: string): string | undefined {
  const value = answer.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

function firstOf<T>([first]: readonly T[]): T {
  if (first === undefined) throw new Error('A request needs the name of a site');
  return first;
}
