import type { RequestListener, ServerResponse } from 'node:http';
import { DeployError } from '../../src/errors/deploy-error.js';
import { RELEASE_HEADER } from '../../src/proxy/release-header.js';
import { verify, type Verified, type VerifyRequest } from '../../src/verify/verify.js';
import { serveHttp, serveHttps, type Authority, type KeyPair } from './tls-server.js';

export const checkRequest: VerifyRequest = {
  names: ['app.test', 'www.app.test'],
  healthPath: '/health?deep=1',
  healthStatus: undefined,
  release: 'r2',
  host: ['127.0.0.1'],
  namesRelease: true,
  expectRedirect: true,
  timeoutMs: 1500,
};

export const healthy: RequestListener = (_, response) => response.setHeader(RELEASE_HEADER, 'r2').end('fine');
export const toHttps: RequestListener = ({ headers, url }, response) =>
  void redirect(response, `https://${headers.host}${url}`);

export function redirect(response: ServerResponse, location: string): void {
  response.writeHead(301, { location }).end();
}

/** Real servers for a site, which are healthy where nothing else is said. */
export interface Site {
  readonly https?: RequestListener;
  readonly http?: RequestListener;
  readonly pair?: KeyPair;
  readonly request?: Partial<VerifyRequest>;
  readonly graceMs?: number;
}

export interface Checked {
  readonly verified: Verified;
  readonly said: readonly string[];
  readonly warned: readonly string[];
}

/** The external check of sites with a certificate of one authority. */
export class SiteChecker {
  readonly #authority: Authority;
  readonly #pair: KeyPair;

  constructor(authority: Authority, pair: KeyPair) {
    this.#authority = authority;
    this.#pair = pair;
  }

  async check(site: Site): Promise<Checked> {
    await using https = await serveHttps(site.pair ?? this.#pair, site.https ?? healthy);
    await using http = await serveHttp(site.http ?? toHttps);
    const said: string[] = [];
    const warned: string[] = [];
    const ports = { connectTo: '127.0.0.1', httpPort: http.port, httpsPort: https.port, ca: this.#authority.ca };
    const limits = { graceMs: site.graceMs ?? 100, exchangeTimeoutMs: 500 };
    const say = (line: string) => void said.push(line);
    const warn = (text: string) => void warned.push(text);
    const verified = await verify({ ...checkRequest, ...site.request }, { ...ports, ...limits, say, warn });
    return { verified, said, warned };
  }

  async failureOf(site: Site): Promise<DeployError> {
    const error: unknown = await this.check(site).catch((thrown: unknown) => thrown);
    if (!(error instanceof DeployError)) throw new Error(`expected a DeployError, got ${String(error)}`);
    return error;
  }
}
