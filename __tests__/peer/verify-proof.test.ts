import type { RequestListener } from 'node:http';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { RELEASE_HEADER } from '../../src/proxy/release-header.js';
import { untilLedHere, verify, type Verified, type VerifyRequest } from '../../src/verify/verify.js';
import { makeAuthority, serveHttp, serveHttps, type Authority, type KeyPair } from '../support/tls-server.js';

// Real servers on a machine that may be busy.
jest.setTimeout(30_000);

let authority: Authority;
let pair: KeyPair;
let otherPair: KeyPair;
beforeAll(async () => {
  authority = await makeAuthority();
  pair = await authority.issue(['app.test', 'www.app.test']);
  otherPair = await authority.issue(['app.test', 'www.app.test']);
});
afterAll(async () => await authority[Symbol.asyncDispose]());

const request: VerifyRequest = {
  names: ['app.test', 'www.app.test'],
  healthStatus: undefined,
  healthPath: '/',
  release: 'r2',
  host: ['127.0.0.1'],
  namesRelease: true,
  expectRedirect: false,
  timeoutMs: 500,
};

const nameless: RequestListener = (_, response) => void response.end('fine');
const named: RequestListener = (_, response) => void response.setHeader(RELEASE_HEADER, 'r2').end('fine');

/** A site that answers at 127.0.0.1, looked at with what else is known of the host; `direct` is what the host at 127.0.0.2 shows. */
async function look(
  listener: RequestListener,
  change: Partial<VerifyRequest> = {},
  direct?: KeyPair,
): Promise<Verified> {
  await using https = await serveHttps(pair, listener);
  await using http = await serveHttp(nameless);
  const ports = { connectTo: '127.0.0.1', httpPort: http.port, httpsPort: https.port, ca: authority.ca };
  const limits = { graceMs: 100, exchangeTimeoutMs: 500, say: () => undefined, warn: () => undefined };
  const looking = async () => await verify({ ...request, ...change }, { ...ports, ...limits });
  if (direct === undefined) return await looking();
  const host = await serveHttps(direct, nameless, { host: '127.0.0.2', port: https.port });
  return await looking().finally(() => host[Symbol.asyncDispose]());
}

describe('behind the bundled proxy', () => {
  test('a site that names the release is well, wherever the answer came through', async () => {
    expect(await look(named, { host: ['192.0.2.7'] })).toMatchObject({ answeredRelease: 'r2' });
  });

  test('an old server behind the name, which names no release, does not pass for the new one', async () => {
    await expect(look(nameless, { host: ['192.0.2.7'] })).rejects.toMatchObject({
      code: 'dns-mismatch',
      what: 'https://app.test is served by 127.0.0.1, which is not this host (192.0.2.7)',
    });
  });

  test('another program on port 443 of the host does not pass for the new release', async () => {
    await expect(look(nameless)).rejects.toMatchObject({
      code: 'release-mismatch',
      what: expect.stringContaining('does not name its release'),
    });
  });

  test('an alias that an old server answers fails the check', async () => {
    const onlyTheSite: RequestListener = (incoming, response) =>
      (incoming.headers.host === 'app.test' ? named : nameless)(incoming, response);
    await expect(look(onlyTheSite, { host: ['192.0.2.7'] })).rejects.toMatchObject({
      code: 'dns-mismatch',
      what: expect.stringContaining('https://www.app.test'),
    });
  });

  test('an app that sends X-Release by itself is none of the check’s affair', async () => {
    const own: RequestListener = (_, response) =>
      void response.setHeader('x-release', 'v1.2.3').setHeader(RELEASE_HEADER, 'r2').end();
    expect(await look(own)).toMatchObject({ answeredRelease: 'r2' });
  });
});

describe('behind a proxy of the stack’s own', () => {
  const ownProxy = { namesRelease: false };

  test.each([
    ['its address', ['127.0.0.1']],
    ['one of its addresses, however it is written', ['2001:DB8:0::1', '::ffff:127.0.0.1']],
  ])('the host is known by %s', async (_, host) => {
    expect(await look(nameless, { ...ownProxy, host })).toMatchObject({ status: 200 });
  });

  test('the host is known by the certificate that it shows when asked directly', async () => {
    expect(await look(nameless, { ...ownProxy, host: ['127.0.0.2'] }, pair)).toMatchObject({ status: 200 });
  });

  test('a server elsewhere with another certificate for the same name is not the host', async () => {
    await expect(look(nameless, { ...ownProxy, host: ['127.0.0.2'] }, otherPair)).rejects.toMatchObject({
      code: 'dns-mismatch',
      what: 'https://app.test is served by 127.0.0.1, which is not this host (127.0.0.2)',
      why: expect.stringContaining('this host presents another certificate'),
    });
  });

  test('a host that shows nothing when asked directly proves nothing', async () => {
    await expect(look(nameless, { ...ownProxy, host: ['127.0.0.3'] })).rejects.toMatchObject({
      code: 'dns-mismatch',
      why: expect.stringContaining('no certificate'),
    });
  });

  test('an app that names its release through a CDN is known by that, and by a wrong one is not', async () => {
    expect(await look(named, { ...ownProxy, host: ['127.0.0.3'] })).toMatchObject({ answeredRelease: 'r2' });
    const old: RequestListener = (_, response) => void response.setHeader(RELEASE_HEADER, 'r1').end();
    await expect(look(old, ownProxy)).rejects.toMatchObject({ code: 'release-mismatch' });
  });
});

describe('after a record was moved', () => {
  async function wait(answers: (readonly string[])[], timeoutMs: number) {
    const said: string[] = [];
    const resolve = (): Promise<readonly string[]> => Promise.resolve(answers.shift() ?? ['127.0.0.1']);
    const ports = { say: (line: string) => void said.push(line), timeoutMs, resolve, pollMs: 5 };
    return { isLed: await untilLedHere({ names: ['app.test'], host: ['127.0.0.1'] }, ports), said };
  }

  test('the resolver’s memory of the former address is waited out', async () => {
    const { isLed, said } = await wait([['192.0.2.9'], []], 5000);
    expect(isLed).toBe(true);
    expect(said).toEqual([
      expect.stringContaining('to 192.0.2.9'),
      expect.stringContaining('app.test does not resolve yet'),
    ]);
  });

  test('a resolver that leads here at once is not waited for, nor one for longer than is said', async () => {
    expect(await wait([], 5000)).toEqual({ isLed: true, said: [] });
    expect(await wait([['192.0.2.9']], 0)).toEqual({ isLed: false, said: [] });
  });
});
