import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { TLSSocket } from 'node:tls';
import { messageOf, codeOf } from '../errors/deploy-error.js';

export interface GetOptions {
  readonly timeoutMs: number;
  /** IP address to connect to instead of the resolved one; Host header and server name stay those of the URL. */
  readonly connectTo?: string | undefined;
  /** Ports to connect to if the URL has none. Default 80 and 443. */
  readonly httpPort?: number | undefined;
  readonly httpsPort?: number | undefined;
  /** PEM of the roots to trust instead of Node's. */
  readonly ca?: string | undefined;
  /** An open TLS connection to the URL's host; this request consumes it. */
  readonly over?: TLSSocket | undefined;
  /** Cancels the request. */
  readonly signal?: AbortSignal | undefined;
  /** false: accept any certificate, as an ACME server does when it follows a redirect. */
  readonly verifiesTls: boolean;
}

export type HttpResult =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: IncomingHttpHeaders;
      /** At most the first 64 KiB, decoded as UTF-8. */
      readonly body: string;
    }
  | { readonly kind: 'failed'; readonly reason: 'timeout' | 'refused' | 'other'; readonly why: string };

const maxBodyBytes = 65_536;

/**
 * One GET request over a new connection (or the given one), without following redirects. The time limit covers everything.
 * Never rejects.
 */
export async function httpGet(url: URL, options: GetOptions): Promise<HttpResult> {
  const timeout = AbortSignal.timeout(options.timeoutMs);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
  try {
    return await readAnswer(await send(url, options, signal));
  } catch (error) {
    if (timeout.aborted)
      return { kind: 'failed', reason: 'timeout', why: `no response within ${options.timeoutMs / 1000} s` };
    return { kind: 'failed', reason: codeOf(error) === 'ECONNREFUSED' ? 'refused' : 'other', why: reasonOf(error) };
  }
}

/** A URL of the site. `path` may begin with anything, even `//` or `@`: it cannot change the host. */
export function siteUrl(protocol: 'http' | 'https', name: string, path: string): URL {
  return new URL(`${protocol}://${name}${path.startsWith('/') ? '' : '/'}${path}`);
}

/** The first characters of a response for messages: one line, without terminal control characters or workflow commands. */
export function excerpt(body: string, characters = 300): string {
  const oneLine = body.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return oneLine.length <= characters ? oneLine : `${oneLine.slice(0, characters)}…`;
}

async function send(url: URL, options: GetOptions, signal: AbortSignal): Promise<IncomingMessage> {
  const isTls = url.protocol === 'https:';
  const standardPort = isTls ? (options.httpsPort ?? 443) : (options.httpPort ?? 80);
  const settings = {
    host: options.connectTo ?? url.hostname,
    port: url.port === '' ? standardPort : Number(url.port),
    path: `${url.pathname}${url.search}`,
    headers: { host: url.host, 'user-agent': 'ec2-https-deploy', accept: '*/*', connection: 'close' },
    signal,
  };
  const { over } = options;
  return await new Promise((resolve, reject) => {
    const request = isTls
      ? httpsRequest({
          ...settings,
          ...(over === undefined ? { agent: false } : { createConnection: () => over }),
          servername: url.hostname,
          rejectUnauthorized: options.verifiesTls,
          ...(options.ca === undefined ? {} : { ca: options.ca }),
        })
      : httpRequest({ ...settings, agent: false });
    request.once('response', resolve);
    request.on('error', reject);
    request.end();
  });
}

async function readAnswer(message: IncomingMessage): Promise<HttpResult> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message.iterator()) {
    if (!Buffer.isBuffer(chunk)) continue;
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBodyBytes) break;
  }
  const body = Buffer.concat(chunks).subarray(0, maxBodyBytes).toString('utf8');
  return { kind: 'answer', status: message.statusCode ?? 0, headers: message.headers, body };
}

/** Several failed addresses result in an AggregateError, whose own message is empty. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ');
  return messageOf(error);
}
