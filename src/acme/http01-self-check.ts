import type { Failure } from '../errors/deploy-error.js';
import type { Resolver } from '../dns/resolver.js';
import { excerpt, httpGet, type GetOptions, type HttpResult } from '../http/get.js';
import { findAddresses } from './dns-check.js';

/** A test file under `/.well-known/acme-challenge/` that the host serves on port 80 during the preflight. */
export interface Probe {
  /** File name: letters, digits, `-` and `_`. */
  readonly token: string;
  readonly content: string;
}

export interface ProbePorts extends Pick<GetOptions, 'httpPort' | 'httpsPort'> {
  readonly resolver: Resolver;
  /** Time limit of one HTTP request; default 10 s, the same as Let's Encrypt. */
  readonly exchangeTimeoutMs?: number;
}

/** The limit of Let's Encrypt (Boulder). */
const maxRedirects = 10;

/**
 * Fetches the probe as an ACME server would: port 80, redirects to ports 80 and 443 only, any certificate accepted. Returns
 * undefined when the content matches, otherwise the problem. Never rejects.
 */
export async function fetchProbe(name: string, probe: Probe, ports: ProbePorts): Promise<Failure | undefined> {
  const first = new URL(`http://${name}/.well-known/acme-challenge/${probe.token}`);
  let url = first;
  for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
    const result = await exchange(url, ports);
    const next = redirectTarget(result, url);
    if (next === undefined) return judgeProbe({ first, url, result, content: probe.content });
    if (next === 'forbidden') {
      return notServed(
        first,
        `${url.href} redirects to a URL that an ACME server does not follow (${where(result)}).`,
        openHint,
      );
    }
    url = next;
  }
  return notServed(first, `Too many redirects, the last one to ${url.href}.`, proxyHint);
}

/** What a response to the probe means. Pure. */
export function judgeProbe(seen: {
  readonly first: URL;
  /** The URL of the last request. */
  readonly url: URL;
  readonly result: HttpResult;
  readonly content: string;
}): Failure | undefined {
  const { first, url, result, content } = seen;
  if (result.kind === 'failed') {
    const why = `${url.href}: ${result.why}.`;
    if (result.reason === 'timeout') return notServed(first, `${why} A firewall drops the packets.`, openHint);
    if (result.reason === 'refused') {
      return notServed(first, `${why} The host is reachable, but nothing listens on that port.`, listenHint);
    }
    return notServed(first, why, openHint);
  }
  if (result.status === 200 && result.body.trim() === content.trim()) return undefined;
  const { server: product } = result.headers;
  const server = typeof product === 'string' ? `from "${excerpt(product, 60)}"` : 'without a Server header';
  const body = excerpt(result.body, 120);
  return notServed(
    first,
    `${url.href} answered ${result.status} ${server}: ${body === '' ? '(empty body)' : body}`,
    proxyHint,
  );
}

const openHint =
  'Allow TCP port 80 from 0.0.0.0/0 in the security group of the instance, and in any firewall on the host.';
const listenHint =
  'Check that the reverse proxy is running and publishes port 80 ("docker ps" on the host), then run the job again.';
const proxyHint =
  'Another server answers for this name on port 80, or the reverse proxy does not serve /.well-known/acme-challenge/ from the ' +
  "webroot that certbot writes to. Fix the proxy's configuration, then run the job again.";

function notServed(first: URL, why: string, hint: string): Failure {
  const what = `The HTTP-01 challenge path is not reachable from outside: ${first.href}`;
  return {
    code: 'challenge-unreachable',
    what,
    why: `${why} No certificate was requested, so the CA's rate limit is not affected.`,
    hint,
  };
}

async function exchange(url: URL, ports: ProbePorts): Promise<HttpResult> {
  const { resolver, httpPort, httpsPort, exchangeTimeoutMs: timeoutMs = 10_000 } = ports;
  const found = await findAddresses(url.hostname, resolver, resolver);
  const connectTo = found.kind === 'addresses' ? found.addresses[0] : undefined;
  if (connectTo === undefined) return { kind: 'failed', reason: 'other', why: `${url.hostname} has no address` };
  return await httpGet(url, { connectTo, httpPort, httpsPort, timeoutMs, verifiesTls: false });
}

function redirectTarget(result: HttpResult, from: URL): URL | 'forbidden' | undefined {
  if (result.kind === 'failed' || result.status < 300 || result.status >= 400) return undefined;
  const { location } = result.headers;
  if (location === undefined) return undefined;
  if (!URL.canParse(location, from.href)) return 'forbidden';
  const target = new URL(location, from.href);
  // URL drops the port that is the scheme's own, so what is left is another one.
  const isAllowed = ['http:', 'https:'].includes(target.protocol) && ['', '80', '443'].includes(target.port);
  return isAllowed ? target : 'forbidden';
}

function where(result: HttpResult): string {
  return result.kind === 'answer' ? excerpt(result.headers.location ?? '', 200) : '';
}
