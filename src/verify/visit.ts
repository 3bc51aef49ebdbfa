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
  /** Whether http:// must lead to https:// (the bundled edge); otherwise its absence is only mentioned. */
  readonly expectRedirect: boolean;
}

export interface VisitPorts extends Pick<GetOptions, 'connectTo' | 'httpPort' | 'httpsPort' | 'ca' | 'signal'> {
  /** For one connection or exchange. Default 10 s. */
  readonly exchangeTimeoutMs?: number;
}

/** How the site met a visitor, every name of it. */
export interface Visit {
  /** Of the health path. */
  readonly status: number;
  readonly url: URL;
  readonly certificate: Certificate;
  /** Whether http:// leads to https:// for every name. */
  readonly redirects: boolean;
  /** Who answered for each name, in their order. */
  readonly answerers: readonly Answerer[];
  /** What people should know though nothing is wrong. */
  readonly notes: readonly string[];
}

/** What one name showed of the machine that answers for it. */
export interface Answerer {
  readonly name: string;
  readonly address: string;
  /** SHA-256 of the certificate that was shown. */
  readonly fingerprint: string;
  /** What our proxy says that it serves; undefined: the answer says nothing of it. */
  readonly release: string | undefined;
}

/** A visit on its way. Neither promise keeps a process from ending once `signal` is aborted. */
export interface Visiting {
  /** What the first name shows; never rejects. */
  readonly served: Promise<ServedFacts>;
  /** Rejects with a DeployError: https-not-answering, certificate-not-valid, health-check-failed. */
  readonly visit: Promise<Visit>;
}

type Answer = Extract<HttpResult, { kind: 'answer' }>;
type Opened = Awaited<ReturnType<typeof openTls>>;

const maxRedirects = 5;

/** Goes to the site as a visitor would, once: certificate of every name, health path, HTTP to HTTPS. New connections only. */
export function beginVisit(request: VisitRequest, ports: VisitPorts): Visiting {
  const { connectTo, ca, httpsPort = 443, exchangeTimeoutMs: timeoutMs = 10_000, signal } = ports;
  const opening = request.names.map((name) => openTls(name, { connectTo, ca, port: httpsPort, timeoutMs, signal }));
  const visit = Promise.all(opening).then((opened) => look(request, opened, ports));
  // Heard by whoever wants the visit, if anybody does.
  visit.catch(() => undefined);
  return { served: firstOf(opening).then(({ handshake }) => servedBy(handshake)), visit };
}

async function look(request: VisitRequest, opened: readonly Opened[], ports: VisitPorts): Promise<Visit> {
  const { socket, others } = socketsOf(opened);
  try {
    const seen = opened.map(({ handshake }, index) => valid(request.names[index] ?? '', handshake));
    const [domain = '', ...aliases] = request.names;
    const leading = Promise.all(request.names.map((name) => leadToHttps(name, request, ports)));
    const telling = Promise.all(
      aliases.map((alias, index) => tellRelease(siteUrl('https', alias, request.healthPath), others[index], ports)),
    );
    // All at once; but a site that is not well is the first thing to tell.
    leading.catch(() => undefined);
    const { answer, url } = await askHealth(siteUrl('https', domain, request.healthPath), socket, ports);
    const notRedirected = (await leading).filter((note) => note !== undefined);
    const releases = [header(answer, RELEASE_HEADER), ...(await telling)];
    const alive = `${url.href} answers ${answer.status}: taken as alive, since it is no 5xx`;
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

/** Asks an alias, whose health is its site's, for the release alone. Never rejects. */
async function tellRelease(url: URL, socket: TLSSocket | undefined, ports: VisitPorts): Promise<string | undefined> {
  const result = await get(url, ports, socket);
  return result.kind === 'answer' ? header(result, RELEASE_HEADER) : undefined;
}

/** What a visitor would not be warned of. */
function valid(name: string, handshake: Handshake): Extract<Handshake, { kind: 'tls' }> {
  if (handshake.kind === 'nothing') throw new DeployError(notAnswering(name, handshake.why));
  if (handshake.problem !== undefined) throw new DeployError(certificateNotValid(name, handshake));
  return handshake;
}

/** Asks the health path over the connection given, and on while the answer leads elsewhere on the same host. */
async function askHealth(
  first: URL,
  socket: TLSSocket | undefined,
  ports: VisitPorts,
): Promise<{ readonly answer: Answer; readonly url: URL }> {
  let url = first;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    // The connection that showed the certificate: what answers there is what was judged, and a round trip is saved.
    const answer = await get(url, ports, redirects === 0 ? socket : undefined);
    if (answer.kind === 'failed') throw new DeployError(notAnswering(first.hostname, `${url.href}: ${answer.why}`));
    if (answer.status >= 500) throw new DeployError(unhealthy(url, `it answered ${answer.status}`, answer.body));
    const next = redirectTarget(answer, url);
    if (next === undefined || next.hostname !== first.hostname) return { answer, url };
    url = next;
  }
  throw new DeployError(unhealthy(first, `it leads from redirect to redirect, last to ${url.href}`, ''));
}

/** undefined: http:// leads to https://; else what it does instead, where that is allowed. */
async function leadToHttps(name: string, request: VisitRequest, ports: VisitPorts): Promise<string | undefined> {
  const url = siteUrl('http', name, request.healthPath);
  const result = await get(url, ports);
  const target = result.kind === 'answer' ? redirectTarget(result, url) : undefined;
  if (target?.protocol === 'https:' && request.names.includes(target.hostname)) return undefined;
  if (request.expectRedirect) throw new DeployError(notRedirecting(name, result));
  const found = result.kind === 'answer' ? `answers ${result.status}${locationOf(result)}` : result.why;
  return `http://${name} does not lead to https:// (${found})`;
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
  if (first === undefined) throw new Error('A visit needs the name of a site');
  return first;
}
