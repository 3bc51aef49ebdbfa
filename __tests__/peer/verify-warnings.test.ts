import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { RELEASE_HEADER } from '../../src/proxy/release-header.js';
import { healthy, redirect, SiteChecker, type Site } from '../support/checked-site.js';
import { makeAuthority, type Authority } from '../support/tls-server.js';

jest.setTimeout(30_000);

let authority: Authority;
let checker: SiteChecker;
beforeAll(async () => {
  authority = await makeAuthority();
  checker = new SiteChecker(authority, await authority.issue(['app.test', 'www.app.test']));
});
afterAll(async () => await authority[Symbol.asyncDispose]());

/** A site behind a reverse proxy of the repository's own. */
const own = (site: Site): Site => ({
  ...site,
  request: { expectRedirect: false, names: ['app.test'], ...site.request },
});

/** What is warned of a site whose pages, by their path, redirect; all others are healthy. */
async function warnedOf(redirects: Readonly<Record<string, string>>, request: Site['request'] = {}) {
  const https: RequestListener = (incoming, response) => {
    response.setHeader(RELEASE_HEADER, 'r2');
    const location = redirects[incoming.url ?? ''];
    if (location === undefined) response.end('a page');
    else redirect(response, location);
  };
  return (await checker.check({ https, request: { names: ['app.test'], ...request } })).warned;
}

describe('a warning', () => {
  test('is not given for a site as it should be', async () => {
    expect((await checker.check({})).warned).toEqual([]);
    expect(await warnedOf({ '/': '/en/' })).toEqual([]);
    expect(await warnedOf({ '/': 'https://login.example.com/' })).toEqual([]);
  });

  test.each([
    [
      'https://',
      /^http:\/\/app\.test\/health\?deep=1 redirects to https:\/\/, which has no host name.*return 301 https:\/\/\$host/,
    ],
    ['https:///health', /has no host name/],
    ['https://_/health', /visitors cannot reach _$/],
    ['https://localhost/', /visitors cannot reach localhost$/],
    ['https://10.0.3.4/', /visitors cannot reach 10\.0\.3\.4$/],
    ['https://app.test:8443/', /port 8443 belongs to a server inside the host/],
    ['http://app.test/health?deep=1', /, to itself$/],
  ])('is given for the redirect of a reverse proxy of one’s own to %s (G2)', async (location, warning) => {
    const { warned } = await checker.check(own({ http: (_, response) => redirect(response, location) }));
    expect(warned).toEqual([expect.stringMatching(warning)]);
  });

  test('is given for a redirect from HTTPS to HTTP', async () => {
    const warned = await warnedOf({ '/health?deep=1': 'http://app.test/login' });
    expect(warned).toEqual([
      expect.stringMatching(/^https:\/\/app\.test\/health.* back to plain HTTP: .*SECURE_PROXY_SSL_HEADER/),
    ]);
  });

  test('is given for a front page that redirects in a loop, or to a port inside the host', async () => {
    expect(await warnedOf({ '/': '/a', '/a': '/' })).toEqual([
      expect.stringMatching(/^https:\/\/app\.test\/ redirects in a loop/),
    ]);
    expect(await warnedOf({ '/': 'https://app.test/' })).toEqual([expect.stringContaining('redirects in a loop')]);
    expect(await warnedOf({ '/': 'https://app.test:8000/' })).toEqual([expect.stringContaining('port 8000')]);
  });

  test('is given for a page that is served over HTTP', async () => {
    const { warned } = await checker.check(own({ http: healthy }));
    expect(warned).toEqual([
      expect.stringMatching(/is served over plain HTTP .*let the proxy redirect it to https:\/\//),
    ]);
  });

  test('is given for a certificate of a reverse proxy of one’s own that does not cover an alias', async () => {
    const names = ['app.test', 'www.app.test'];
    const pair = await authority.issue(['app.test']);
    const request = { names, expectRedirect: false, namesRelease: false };
    const { verified, warned } = await checker.check({ pair, request });
    expect(verified.status).toBe(200);
    expect(warned).toEqual([
      'The certificate does not cover the alias www.app.test (its names: app.test), so browsers show an error there',
    ]);
  });

  test.each([
    [200, '', / returned 200 with an empty page$/],
    [200, ' \n', / returned 200 with an empty page$/],
    [500, 'Oops', / returned 500, although the health path is healthy$/],
    [400, 'Bad Request', / returned 400: the app may reject the host name app\.test/],
  ])('is given for a front page with %i and %j', async (status, body, warning) => {
    const https: RequestListener = (incoming, response) => {
      if (incoming.url === '/') response.writeHead(status, { [RELEASE_HEADER]: 'r2' }).end(body);
      else healthy(incoming, response);
    };
    expect((await checker.check({ https })).warned).toEqual([expect.stringMatching(warning)]);
  });

  test('is given for an empty front page that is the health path, too', async () => {
    const https: RequestListener = (_, response) => response.setHeader(RELEASE_HEADER, 'r2').end();
    const { warned } = await checker.check({ https, request: { healthPath: '/' } });
    expect(warned).toEqual(['https://app.test/ returned 200 with an empty page']);
  });

  test('shows nothing of a location that a runner or a terminal would obey', async () => {
    const location = 'https:///%0a::error::x';
    const { warned } = await checker.check(own({ http: (_, response) => redirect(response, location) }));
    expect(warned.join()).not.toMatch(/\n/);
  });
});

describe('a health path that redirects without an end', () => {
  test('fails, with the setting that most often is missing', async () => {
    const error = await checker.failureOf({
      https: ({ url }, response) => redirect(response, `https://app.test${url}`),
    });
    expect(error.what).toContain('too many redirects, the last one to itself');
    expect(error.hint).toContain('X-Forwarded-Proto');
  });
});
