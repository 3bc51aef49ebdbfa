import pRetry from 'p-retry';
import { daysLeft, type Certificate } from '../certificate/certificate.js';
import type { TLSSocket } from 'node:tls';
import { openTls } from '../certificate/handshake.js';
import { asDeployError, DeployError } from '../errors.js';
import { certificateNotValid, locationOf, notAnswering, notRedirecting, unhealthy, wrongRelease } from './failures.js';
import { httpGet, siteUrl, type GetOptions, type HttpResult } from './http-get.js';

export interface VerifyRequest {
  /** The site's name first, then its aliases. */
  readonly names: readonly string[];
  /** Begins with `/`. */
  readonly healthPath: string;
  readonly release: string;
  /** Whether the header `x-release`, where it comes, must name the release. */
  readonly expectRelease: boolean;
  /** Whether http:// must lead to https:// (the bundled edge); otherwise its absence is only mentioned. */
  readonly expectRedirect: boolean;
  /** How long a site that does not answer at all is waited for. */
  readonly timeoutMs: number;
}

export interface VerifyPorts extends Pick<GetOptions, 'connectTo' | 'httpPort' | 'httpsPort' | 'ca'> {
  readonly say: (line: string) => void;
  /** How long wrong answers are waited out: workers of before a reload, containers just replaced. Default 20 s. */
  readonly graceMs?: number;
  /** For one connection or exchange. Default 10 s. */
  readonly exchangeTimeoutMs?: number;
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

type Answer = Extract<HttpResult, { kind: 'answer' }>;

const maxRedirects = 5;

/**
 * Looks at the site from here as a visitor would: certificate of every name, HTTP to HTTPS, health path, release. Each look
 * uses new connections.
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
  return await pRetry(
    async () => await look(request, ports).catch((error: unknown) => Promise.reject(asDeployError(error))),
    {
      retries: Number.POSITIVE_INFINITY,
      minTimeout: 500,
      factor: 1.5,
      maxTimeout: 5000,
      shouldRetry: ({ error }) => {
        const isAgain = mayTryAgain(asDeployError(error));
        if (isAgain) ports.say(`Not yet: ${error.message}`);
        return isAgain;
      },
    },
  );
}

async function look(request: VerifyRequest, ports: VerifyPorts): Promise<Verified> {
  const [domain = ''] = request.names;
  const [first, ...others] = await Promise.allSettled(request.names.map((name) => openValid(name, ports)));
  for (const other of others) if (other.status === 'fulfilled') other.value.socket.destroy();
  if (first === undefined) throw new Error('verify was called without a name');
  const failed = [first, ...others].find((one) => one.status === 'rejected');
  if (failed !== undefined && first.status === 'fulfilled') first.value.socket.destroy();
  if (failed !== undefined) throw failed.reason;
  if (first.status === 'rejected') throw first.reason;
  const { certificate, socket } = first.value;
  const { answer, url } = await askHealth(siteUrl('https', domain, request.healthPath), socket, ports);
  const answeredRelease = header(answer, 'x-release');
  if (request.expectRelease && answeredRelease !== undefined && answeredRelease !== request.release) {
    throw new DeployError(wrongRelease(url, request.release, answeredRelease));
  }
  const redirects = await Promise.all(request.names.map((name) => redirectsToHttps(name, request, ports)));
  if (answer.status >= 400) ports.say(`${url.href} answers ${answer.status}: taken as alive, since it is no 5xx`);
  return {
    url: `https://${domain}`,
    status: answer.status,
    certificate,
    daysLeft: daysLeft(certificate, new Date()),
    ...(answeredRelease === undefined ? {} : { answeredRelease }),
    redirects: redirects.every(Boolean),
  };
}

/** A connection whose certificate a visitor would not be warned of. */
async function openValid(
  name: string,
  ports: VerifyPorts,
): Promise<{ readonly certificate: Certificate; readonly socket: TLSSocket }> {
  const { connectTo, ca, httpsPort, exchangeTimeoutMs } = ports;
  const { handshake, socket } = await openTls(name, {
    connectTo,
    ca,
    port: httpsPort ?? 443,
    timeoutMs: exchangeTimeoutMs ?? 10_000,
  });
  if (handshake.kind === 'nothing' || socket === undefined) {
    throw new DeployError(notAnswering(name, handshake.kind === 'nothing' ? handshake.why : 'nothing was shown'));
  }
  if (handshake.problem === undefined) return { certificate: handshake.certificate, socket };
  socket.destroy();
  throw new DeployError(certificateNotValid(name, handshake));
}

/** Asks the health path over the connection given, and on while the answer leads elsewhere on the same host. */
async function askHealth(
  first: URL,
  socket: TLSSocket,
  ports: VerifyPorts,
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

async function redirectsToHttps(name: string, request: VerifyRequest, ports: VerifyPorts): Promise<boolean> {
  const url = siteUrl('http', name, request.healthPath);
  const result = await get(url, ports);
  const target = result.kind === 'answer' ? redirectTarget(result, url) : undefined;
  if (target?.protocol === 'https:' && request.names.includes(target.hostname)) return true;
  if (request.expectRedirect) throw new DeployError(notRedirecting(name, result));
  const found = result.kind === 'answer' ? `answers ${result.status}${locationOf(result)}` : result.why;
  ports.say(`http://${name} does not lead to https:// (${found})`);
  return false;
}

async function get(url: URL, ports: VerifyPorts, over?: TLSSocket): Promise<HttpResult> {
  const { connectTo, httpPort, httpsPort, ca } = ports;
  const timeoutMs = ports.exchangeTimeoutMs ?? 10_000;
  return await httpGet(url, { connectTo, httpPort, httpsPort, ca, timeoutMs, over, verifiesTls: true });
}

function redirectTarget(answer: Answer, from: URL): URL | undefined {
  const { location } = answer.headers;
  if (answer.status < 300 || answer.status >= 400 || location === undefined) return undefined;
  return URL.canParse(location, from.href) ? new URL(location, from) : undefined;
}

function header(answer: Answer, name: string): string | undefined {
  const value = answer.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}
