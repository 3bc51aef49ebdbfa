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

/** A site that answers everything like this. */
const answering = (status: number, body = ''): Site => ({
  https: (_, response) => void response.writeHead(status, { [RELEASE_HEADER]: 'r2' }).end(body),
});
const ruled = (site: Site, from: number, to: number): Site => ({
  ...site,
  request: { healthStatus: [{ from, to }] },
});

describe('a release that rejects the name of its own site (G1)', () => {
  test.each([
    ['Django', 400, '<h1>Bad Request (400)</h1>'],
    ['a proxy that is asked for another site', 421, 'Misdirected Request'],
    ['Rails', 403, 'Blocked hosts: app.test'],
    ['Vite', 403, 'Blocked request. This host ("app.test") is not allowed.'],
    ['webpack', 200, 'Invalid Host header'],
  ])('fails as %s answers, with what to set', async (_, status, body) => {
    const error = await checker.failureOf(answering(status, body));
    expect(error.code).toBe('host-name-rejected');
    expect(error.what).toBe(
      `https://app.test/health?deep=1 returned ${status}: the app rejects requests for the host name app.test`,
    );
    expect(error.why).toBe(`The response: ${body}`);
    expect(error.hint).toMatch(/^Add app\.test to the host names .*ALLOWED_HOSTS in Django/);
  });

  test('but only of an alias passes with a warning', async () => {
    const https: RequestListener = (incoming, response) => {
      if (incoming.headers.host === 'www.app.test') response.writeHead(400, { [RELEASE_HEADER]: 'r2' }).end();
      else healthy(incoming, response);
    };
    const { warned } = await checker.check({ https });
    expect(warned).toEqual([expect.stringMatching(/^https:\/\/www\.app\.test\/.* returned 400: .*the alias www\.app/)]);
  });
});

describe('the status of the health path', () => {
  test.each([401, 403, 404, 405])('%i passes with a note', async (status) => {
    const { verified, said, warned } = await checker.check(answering(status, 'no'));
    expect(verified.status).toBe(status);
    expect(said).toEqual([expect.stringContaining(`returned ${status}: accepted as healthy`)]);
    expect(warned).toEqual([]);
  });

  test('fails when it is none of those that are set', async () => {
    const error = await checker.failureOf(ruled(answering(404, 'no page'), 200, 399));
    expect(error).toMatchObject({
      code: 'health-check-failed',
      what: 'https://app.test/health?deep=1 is not healthy: it returned 404, and "health-status" is 200-399',
      why: 'The response: no page',
    });
    expect(await checker.failureOf(ruled(answering(400), 200, 399))).toMatchObject({ code: 'host-name-rejected' });
  });

  test('passes without a word when it is one of those that are set, whatever it is', async () => {
    for (const status of [400, 503]) {
      const { verified, said } = await checker.check(ruled(answering(status, 'as wanted'), status, status));
      expect([verified.status, said]).toEqual([status, []]);
    }
  });

  test('is that of the page to which it redirects, unless the redirect is what is wanted', async () => {
    const https: RequestListener = ({ url }, response) => {
      response.setHeader(RELEASE_HEADER, 'r2');
      if (url === '/login') response.end('Log in');
      else redirect(response, '/login');
    };
    expect((await checker.check(ruled({ https }, 200, 200))).verified.status).toBe(200);
    expect((await checker.check(ruled({ https }, 301, 302))).verified.status).toBe(301);
  });
});
