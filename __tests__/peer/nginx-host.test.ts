import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { serveUwsgi } from '../support/app-server.js';
import { ask } from '../support/ask.js';
import { NAME, openEdge, type Edge } from '../support/edge.js';

describe('what a visitor writes into Host', () => {
  let edge: Edge;
  beforeEach(async () => {
    edge = await openEdge();
  });
  afterEach(() => edge.close());

  test('the app is given the name of the site as its host, whatever Host says next to a request line with a name', async () => {
    await edge.start();
    const uwsgi = await serveUwsgi({ address: '127.0.0.1', port: 0 });
    const question = { path: `https://${NAME}/p`, headers: { host: 'evil.example.com:8443' } };
    const overHttp = JSON.parse((await edge.overHttps(question)).body) as { headers: unknown };
    edge.turn('uwsgi-release', `app:${uwsgi.port}`, 'uwsgi');
    const overUwsgi: unknown = JSON.parse((await edge.overHttps(question)).body);
    await uwsgi.close();
    expect(overHttp.headers).toMatchObject({ host: NAME, 'x-forwarded-host': NAME });
    expect(overUwsgi).toMatchObject({ HTTP_HOST: NAME, HTTP_X_FORWARDED_HOST: NAME });
  });

  test.each([
    [`${NAME}:8443`, `${NAME}:8443`],
    [`APP.example.com:8443`, `${NAME}:8443`],
    [`${NAME}:443`, NAME],
    [`${NAME}:80`, NAME],
  ])('the app is given the port of Host %s as in %s', async (host, expected) => {
    await edge.start();
    const { body } = await edge.overHttps({ headers: { host } });
    expect(JSON.parse(body)).toMatchObject({ headers: { host: expected, 'x-forwarded-host': expected } });
  });

  test('no answer has the version of nginx, nor those to requests that nginx cannot read', async () => {
    await edge.start();
    const answers = [
      await edge.overHttp({ host: 'other.example.com' }),
      await edge.overHttp({ host: 'other.example.com', path: '/.well-known/acme-challenge/none' }),
      await edge.overHttp(),
      await ask({ port: edge.tlsPort, host: NAME }),
      await ask({ port: edge.healthPort, host: 'localhost' }),
      await edge.overHttps({ headers: { host: 'a b' } }),
    ];
    for (const { status, headers, body } of answers) {
      expect([status, headers['server']]).toEqual([status, ['nginx']]);
      expect(body).not.toMatch(/nginx\/\d/);
    }
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 301, 400, 200, 400]);
  });
});
