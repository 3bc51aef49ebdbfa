import type { TLSSocket } from 'node:tls';
import { httpGet, type GetOptions, type HttpResult } from '../http/get.js';
import { redirectOf, redirectProblem } from './redirect.js';

export interface VisitPorts extends Pick<GetOptions, 'connectTo' | 'httpPort' | 'httpsPort' | 'ca' | 'signal'> {
  /** Time limit of one connection or request. Default 10 s. */
  readonly exchangeTimeoutMs?: number;
}

export type Answer = Extract<HttpResult, { kind: 'answer' }>;

/** One request, over the given connection or a new one. Never rejects. */
export async function get(url: URL, ports: VisitPorts, over?: TLSSocket): Promise<HttpResult> {
  const { connectTo, httpPort, httpsPort, ca, signal } = ports;
  const timeoutMs = ports.exchangeTimeoutMs ?? 10_000;
  return await httpGet(url, { connectTo, httpPort, httpsPort, ca, timeoutMs, over, signal, verifiesTls: true });
}

export function header(answer: Answer, name: string): string | undefined {
  const value = answer.headers[name];
  return typeof value === 'string' ? value : value?.[0];
}

export interface Path {
  readonly url: URL;
  /** Of the site: redirects to one of them are judged. */
  readonly names: readonly string[];
  /** Over the connection whose certificate was checked: the same server answers, and a round trip is saved. */
  readonly over: TLSSocket | undefined;
  /** Whether a response is the last, even if it redirects. */
  readonly isLast?: (status: number) => boolean;
}

/** Where redirects within the same host end. */
export interface Followed {
  readonly url: URL;
  readonly result: HttpResult;
  /** Redirects with which visitors have a problem, as sentences. */
  readonly problems: readonly string[];
  /** undefined: it has an end. */
  readonly loop: 'to itself' | 'through other pages' | undefined;
}

const maxRedirects = 5;

/** Requests a page as a browser would, as far as redirects stay on its host and at the usual ports. Never rejects. */
export async function follow({ url: first, names, over, isLast }: Path, ports: VisitPorts): Promise<Followed> {
  const problems: string[] = [];
  let url = first;
  for (let redirects = 0; ; redirects += 1) {
    const result = await get(url, ports, redirects === 0 ? over : undefined);
    const redirect = result.kind === 'answer' ? redirectOf(result.status, result.headers.location, url) : undefined;
    const end = { url, result, problems };
    if (redirect === undefined || (result.kind === 'answer' && isLast?.(result.status) === true)) {
      return { ...end, loop: undefined };
    }
    const { target } = redirect;
    if (target?.href === url.href) return { ...end, loop: 'to itself' };
    const problem = redirectProblem(redirect, url, names);
    if (problem !== undefined) problems.push(problem);
    const isWithin = target !== undefined && target.hostname === first.hostname && target.port === '';
    if (!isWithin || !/^https?:$/.test(target.protocol)) return { ...end, loop: undefined };
    if (redirects === maxRedirects) return { ...end, loop: 'through other pages' };
    url = target;
  }
}
