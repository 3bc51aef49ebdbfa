import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { RELEASE_HEADER } from '../../src/proxy/release-header.js';
import { serveUwsgi } from '../support/app-server.js';
import { ask } from '../support/ask.js';
import { NAME, openEdge, type Edge } from '../support/edge.js';
import { makeAuthority, serveHttps } from '../support/tls-server.js';

let edge: Edge;
beforeEach(async () => {
  edge = await openEdge();
});
afterEach(() => edge.close());

describe('nginx accepts the configuration', () => {
  test.each([true, false].flatMap((tls) => [0, 300].map((hstsMaxAgeSeconds) => ({ tls, hstsMaxAgeSeconds }))))(
    '%j',
    (change) => {
      expect(edge.check(change)).toEqual({
        ok: true,
        says: expect.not.stringContaining('[warn]'),
      });
    },
  );
});

describe('before there is a certificate', () => {
  beforeEach(() => edge.start({ tls: false }));

  test('the site answers over HTTP under each of its names', async () => {
    for (const host of [NAME, 'www.example.com'])
      expect((await edge.overHttp({ host })).body).toContain('"says":"app"');
  });

  test('a challenge is answered, also for a name that is not the site’s; a wrong one is not the app’s', async () => {
    edge.put('acme', '.well-known/acme-challenge/token', 'the-answer');
    for (const host of [NAME, 'other.example.com']) {
      const path = '/.well-known/acme-challenge/';
      expect(await edge.overHttp({ host, path: `${path}token` })).toMatchObject({ status: 200, body: 'the-answer' });
      expect((await edge.overHttp({ host, path: `${path}wrong` })).status).toBe(404);
    }
  });

  test('a name that is not the site’s gets nothing', async () => {
    const answer = await edge.overHttp({ host: 'other.example.com' });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('says');
  });

  test('it answers its own health check, and tells the release that serves', async () => {
    edge.turn('edge-release', 'app:1');
    expect(await ask({ port: edge.healthPort, host: 'localhost' })).toMatchObject({
      status: 200,
      body: 'edge-release\n',
    });
  });

  test('a site that has deployed nothing yet says so, and asks nobody', async () => {
    edge.turn('edge-release', 'app:0', 'none');
    expect((await edge.overHttp()).status).toBe(503);
  });

  test('a reload takes up the certificate', async () => {
    await expect(edge.overHttps()).rejects.toThrow('ECONNREFUSED');
    await edge.change({ tls: true });
    expect((await edge.overHttps()).status).toBe(200);
  });
});

describe('with a certificate', () => {
  test('port 80 redirects to the same page, but answers challenges itself', async () => {
    await edge.start();
    edge.put('acme', '.well-known/acme-challenge/token', 'the-answer');
    const redirect = await edge.overHttp({ path: '/a%20b?c=d' });
    expect(redirect.status).toBe(301);
    expect(redirect.headers['location']).toEqual([`https://${NAME}/a%20b?c=d`]);
    expect((await edge.overHttp({ path: '/.well-known/acme-challenge/token' })).body).toBe('the-answer');
  });

  test('a name that is not the site’s is shown no certificate', async () => {
    await edge.start();
    await expect(edge.overHttps({ host: 'other.example.com' })).rejects.toThrow(/unrecognized.name/);
  });

  test('Strict-Transport-Security is sent only when asked for, and never for subdomains', async () => {
    await edge.start();
    expect((await edge.overHttps()).headers).not.toHaveProperty('strict-transport-security');
    await edge.change({ hstsMaxAgeSeconds: 300 });
    expect((await edge.overHttps()).headers['strict-transport-security']).toEqual(['max-age=300']);
    expect((await edge.overHttp()).headers).not.toHaveProperty('strict-transport-security');
  });

  test('the edge adds its headers once, and none that the app sent itself', async () => {
    await edge.start({ hstsMaxAgeSeconds: 300 });
    const own = {
      'strict-transport-security': 'max-age=1',
      'x-content-type-options': 'other',
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'DENY',
    };
    const asked = Object.fromEntries(Object.entries(own).map(([name, value]) => [`x-answer-${name}`, value]));
    const { headers } = await edge.overHttps({ headers: asked });
    for (const [name, value] of Object.entries(own)) expect([name, headers[name]]).toEqual([name, [value]]);

    expect((await edge.overHttps()).headers).toMatchObject({
      'x-content-type-options': ['nosniff'],
      'x-frame-options': ['SAMEORIGIN'],
      server: ['nginx'],
    });
    const framed = await edge.overHttps({ headers: { 'x-answer-content-security-policy': 'frame-ancestors *' } });
    expect(framed.headers).not.toHaveProperty('x-frame-options');
  });

  test('the release is named once by the edge alone, whatever an app sends under that name', async () => {
    await edge.start();
    edge.turn('edge-release', `app:${edge.app.port}`);
    const faked = { [`x-answer-${RELEASE_HEADER}`]: 'of-the-app', 'x-answer-x-release': 'its-own' };
    expect((await edge.overHttps({ headers: faked })).headers).toMatchObject({
      [RELEASE_HEADER]: ['edge-release'],
      'x-release': ['its-own'],
    });
    expect((await edge.overHttps()).headers).not.toHaveProperty('x-release');

    const uwsgi = await serveUwsgi({ address: '127.0.0.1', port: 0 }, ['X-Ec2-Https-Deploy-Release: of-the-app']);
    edge.turn('uwsgi-release', `app:${uwsgi.port}`, 'uwsgi');
    expect((await edge.overHttps()).headers[RELEASE_HEADER]).toEqual(['uwsgi-release']);
    await uwsgi.close();
  });

  test('the release is named with answers that the edge makes by itself too', async () => {
    await edge.start({ maxBodySize: '1k' });
    edge.turn('edge-release', 'nobody:1');
    expect(await edge.overHttps()).toMatchObject({ status: 502, headers: { [RELEASE_HEADER]: ['edge-release'] } });
    const tooLarge = await edge.overHttps({ method: 'POST', body: 'x'.repeat(1025) });
    expect(tooLarge).toMatchObject({ status: 413, headers: { [RELEASE_HEADER]: ['edge-release'] } });
  });

  test('the app is told the scheme and the visitor, whatever the visitor says', async () => {
    await edge.start();
    const lies = {
      'x-forwarded-proto': 'http',
      'x-forwarded-for': '203.0.113.9',
      'x-forwarded-host': 'evil.example.com',
    };
    const truth = { proto: 'https', for: '127.0.0.1', host: NAME };
    expect(JSON.parse((await edge.overHttps({ headers: lies })).body)).toMatchObject({
      headers: {
        host: NAME,
        'x-forwarded-proto': truth.proto,
        'x-forwarded-for': truth.for,
        'x-forwarded-host': truth.host,
      },
    });

    const uwsgi = await serveUwsgi({ address: '127.0.0.1', port: 0 });
    edge.turn('uwsgi-release', `app:${uwsgi.port}`, 'uwsgi');
    expect(JSON.parse((await edge.overHttps({ path: '/p?q=1', headers: lies })).body)).toMatchObject({
      HTTP_HOST: NAME,
      HTTPS: 'on',
      PATH_INFO: '/p',
      QUERY_STRING: 'q=1',
      HTTP_X_FORWARDED_PROTO: truth.proto,
      HTTP_X_FORWARDED_FOR: truth.for,
      HTTP_X_FORWARDED_HOST: truth.host,
    });
    await uwsgi.close();
  });

  test('the visitor is the one that a trusted proxy names, and not one that the visitor made up', async () => {
    await edge.start({ trustedProxies: ['127.0.0.0/8', '198.51.100.0/24'] });
    const headers = { 'x-forwarded-for': '192.0.2.99, 203.0.113.9, 198.51.100.4' };
    expect(JSON.parse((await edge.overHttps({ headers })).body)).toMatchObject({
      headers: { 'x-forwarded-for': '203.0.113.9', 'x-real-ip': '203.0.113.9', 'x-forwarded-proto': 'https' },
    });
  });

  test('an app that speaks HTTPS is asked in HTTPS, whoever signed its certificate', async () => {
    await using authority = await makeAuthority();
    const pair = await authority.issue(['anything.example.com']);
    await using secure = await serveHttps(pair, (request, response) => response.end(`secure ${request.headers.host}`));
    await edge.start();
    edge.turn('edge-release', `app:${secure.port}`, 'https');
    expect(await edge.overHttps()).toMatchObject({ status: 200, body: `secure ${NAME}` });
  });

  test('a body over the limit is refused, one below it arrives', async () => {
    await edge.start({ maxBodySize: '1k' });
    expect((await edge.overHttps({ method: 'POST', body: 'x'.repeat(1025) })).status).toBe(413);
    expect((await edge.overHttps({ method: 'POST', body: 'x'.repeat(1024) })).status).toBe(200);
  });

  test('static files come from the volume, and from the app where the volume lacks them', async () => {
    await edge.start();
    edge.turn('edge-release', `app:${edge.app.port}`);
    edge.put('vol', 'static/site.css', `a{}${' '.repeat(2000)}`);
    edge.put('vol', 'static/site.55e7cbb9ba48.css', 'b{}');
    const file = await edge.overHttps({ path: '/static/site.css', headers: { 'accept-encoding': 'gzip' } });
    expect(file.headers).toMatchObject({
      'content-type': ['text/css'],
      'content-encoding': ['gzip'],
      [RELEASE_HEADER]: ['edge-release'],
    });
    expect(file.headers).not.toHaveProperty('cache-control');
    const hashed = await edge.overHttps({ path: '/static/site.55e7cbb9ba48.css' });
    expect(hashed).toMatchObject({ body: 'b{}', headers: { 'cache-control': ['max-age=315360000'] } });
    expect(JSON.parse((await edge.overHttps({ path: '/static/of-the-app.css?v=1' })).body)).toMatchObject({
      url: '/static/of-the-app.css?v=1',
    });
    expect((await edge.overHttps({ path: '/static/../../letsencrypt/live/site/privkey.pem' })).body).not.toContain(
      'PRIVATE',
    );
  });

  test('a WebSocket is passed on', async () => {
    await edge.start();
    const answer = await edge.overHttps({ headers: { connection: 'Upgrade', upgrade: 'websocket' } });
    expect(answer).toMatchObject({ status: 101, body: 'hello' });
  });
});
