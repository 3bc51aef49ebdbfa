import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { RELEASE_HEADER } from '../../src/proxy/release-header.js';
import { verifiedBy, verify, type Verified } from '../../src/verify/verify.js';
import { beginVisit } from '../../src/verify/visit.js';
import {
  checkRequest as request,
  healthy,
  redirect,
  SiteChecker,
  toHttps,
  type Site,
} from '../support/checked-site.js';
import { makeAuthority, serveHttp, serveHttps, type Authority, type KeyPair } from '../support/tls-server.js';

// Real servers on a machine that may be busy.
jest.setTimeout(30_000);

let authority: Authority;
let pair: KeyPair;
beforeAll(async () => {
  authority = await makeAuthority();
  pair = await authority.issue(['app.test', 'www.app.test']);
});
afterAll(async () => await authority[Symbol.asyncDispose]());

const look = (site: Site) => new SiteChecker(authority, pair).check(site);
const failureOf = (site: Site) => new SiteChecker(authority, pair).failureOf(site);

describe('a site that is well', () => {
  test('is told with its certificate, release and redirects', async () => {
    const asked: (string | undefined)[] = [];
    const { verified, said } = await look({
      https: (incoming, response) => {
        asked.push(`${incoming.headers.host}${incoming.url}`);
        healthy(incoming, response);
      },
    });
    expect(verified).toMatchObject({
      url: 'https://app.test',
      status: 200,
      answeredRelease: 'r2',
      redirects: true,
      certificate: { names: ['app.test', 'www.app.test'] },
    });
    expect([1, 2]).toContain(verified.daysLeft);
    expect(asked.sort()).toEqual(['app.test/', 'app.test/health?deep=1', 'www.app.test/health?deep=1']);
    expect(said).toEqual([]);
  });

  test('may answer 404, which is mentioned', async () => {
    const { verified, said } = await look({
      https: (_, response) => void response.writeHead(404, { [RELEASE_HEADER]: 'r2' }).end(),
    });
    expect(verified.status).toBe(404);
    expect(said.join()).toContain('returned 404');
  });

  test('may lead on within its own host, and away from it', async () => {
    const https: RequestListener = (incoming, response) => {
      response.setHeader(RELEASE_HEADER, 'r2');
      if (incoming.url === '/login') redirect(response, 'https://sso.example/');
      else redirect(response, '/login');
    };
    expect((await look({ https })).verified.status).toBe(301);
  });

  test('need not redirect when the edge is not ours', async () => {
    const { verified, warned } = await look({ http: healthy, request: { expectRedirect: false, namesRelease: false } });
    expect(verified.redirects).toBe(false);
    expect(warned.join()).toContain('http://app.test/health?deep=1 is served over plain HTTP');
  });

  test('is waited for: 502 first, then an old release, then ours', async () => {
    const answers: RequestListener[] = [
      (_, response) => void response.writeHead(502).end(),
      (_, response) => void response.setHeader(RELEASE_HEADER, 'r1').end(),
    ];
    const { verified, said } = await look({
      https: (incoming, response) =>
        (incoming.headers.host === 'app.test' && incoming.url !== '/' ? (answers.shift() ?? healthy) : healthy)(
          incoming,
          response,
        ),
      graceMs: 5000,
      request: { timeoutMs: 10_000 },
    });
    expect(verified.answeredRelease).toBe('r2');
    expect(said).toEqual([expect.stringContaining('502'), expect.stringContaining('release r1')]);
  });
});

describe('a site that is not well', () => {
  test.each<[string, Site, string, RegExp]>([
    [
      'a 500',
      { https: (_, r) => void r.writeHead(500).end('<h1>Oops\u001b[2J\n::error::no</h1>') },
      'health-check-failed',
      /returned 500/,
    ],
    ['redirects in a circle', { https: (_, r) => redirect(r, '/again') }, 'health-check-failed', /too many redirects/i],
    ['no redirect', { http: healthy }, 'health-check-failed', /does not redirect to https/],
    [
      'a redirect to another site',
      { http: (_, r) => redirect(r, 'https://other.test/') },
      'health-check-failed',
      /does not redirect/,
    ],
    [
      'another release',
      { https: (_, r) => void r.setHeader(RELEASE_HEADER, 'r1').end() },
      'release-mismatch',
      /release r1 instead of r2/,
    ],
    ['no HTTP answer', { https: () => undefined }, 'https-unreachable', /does not respond/],
  ])('fails for %s', async (_, site, code, what) => {
    const error = await failureOf(site);
    expect(error.code).toBe(code);
    expect(error.what).toMatch(what);
  });

  test('shows what a 500 said without what a terminal or runner would obey', async () => {
    const error = await failureOf({
      https: (_, r) => void r.writeHead(500).end(`a\u001b[2J\n::error::x${'y'.repeat(999)}`),
    });
    expect(error.why).toMatch(/^The response: a \[2J ::error::xy+…$/);
    expect(error.why?.length).toBeLessThan(320);
  });

  test('fails for a certificate that is over, or lacks an alias', async () => {
    const expired = await failureOf({ pair: await authority.issue(['app.test', 'www.app.test'], -1) });
    expect(expired).toMatchObject({ code: 'certificate-invalid', what: expect.stringContaining('expired') });
    const partial = await failureOf({ pair: await authority.issue(['app.test']) });
    expect(partial).toMatchObject({ code: 'certificate-invalid', what: expect.stringContaining('www.app.test') });
  });

  test('fails when nothing listens, after trying again', async () => {
    const said: string[] = [];
    const started = Date.now();
    const nobody = {
      connectTo: '127.0.0.1',
      httpsPort: 1,
      httpPort: 1,
      say: (line: string) => void said.push(line),
      warn: () => undefined,
    };
    await expect(verify(request, nobody)).rejects.toMatchObject({ code: 'https-unreachable' });
    expect(said.length).toBeGreaterThan(1);
    expect(Date.now() - started).toBeLessThan(8000);
  });
});

describe('a visit made while the host was looked at', () => {
  const here = ['127.0.0.1'];
  const wayOf = new Map([['app.test', here]]);

  async function proof(site: Site, leads: ReadonlyMap<string, readonly string[]>): Promise<Verified | undefined> {
    await using https = await serveHttps(pair, site.https ?? healthy);
    await using http = await serveHttp(site.http ?? toHttps);
    const ports = { connectTo: '127.0.0.1', httpPort: http.port, httpsPort: https.port, ca: authority.ca };
    const { visit } = beginVisit(request, { ...ports, exchangeTimeoutMs: 500 });
    const resolve = (name: string) => Promise.resolve(leads.get(name) ?? here);
    return await verifiedBy(visit, request, { say: () => undefined, warn: () => undefined }, resolve);
  }

  test('proves the site when the names lead to where it went', async () => {
    expect(await proof({}, wayOf)).toMatchObject({ url: 'https://app.test', answeredRelease: 'r2', redirects: true });
  });

  test.each<[string, Site, readonly string[]]>([
    ['a name leads elsewhere', {}, ['203.0.113.9']],
    ['a name leads nowhere', {}, []],
    ['another release answered', { https: (_, r) => void r.setHeader(RELEASE_HEADER, 'r1').end() }, here],
    ['the site was not well', { https: (_, r) => void r.writeHead(502).end() }, here],
    ['http does not lead to https', { http: healthy }, here],
    ['the answer does not name its release', { https: (_, r) => void r.end() }, here],
  ])('proves nothing when %s', async (_, site, leads) => {
    expect(await proof(site, new Map([['www.app.test', leads]]))).toBeUndefined();
  });

  test('ends as soon as nobody wants it any more', async () => {
    await using https = await serveHttps(pair, () => undefined);
    const over = new AbortController();
    const ports = { connectTo: '127.0.0.1', httpPort: 1, httpsPort: https.port, ca: authority.ca };
    const { served, visit } = beginVisit(request, { ...ports, exchangeTimeoutMs: 20_000, signal: over.signal });
    expect(await served).toMatchObject({ kind: 'tls', trusted: true });
    over.abort();
    await expect(visit).rejects.toMatchObject({ code: 'https-unreachable' });
  });
});
