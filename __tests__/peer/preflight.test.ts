import type { RequestListener } from 'node:http';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { preflight, type PreflightPorts, type PreflightRequest } from '../../src/acme/preflight.js';
import { createResolver } from '../../src/dns/resolver.js';
import { startDns, type DnsServer, type Served } from '../support/dns-server.js';
import { makeAuthority, serveHttp, serveHttps, type RunningServer } from '../support/tls-server.js';

// Real servers on a machine that may be busy.
jest.setTimeout(30_000);

/** The resolver of the runner, and the zone's own server, which listens on the same port of another address. */
let world: DnsServer;
let zone: DnsServer;
let web: RunningServer;
let answer: RequestListener;
const said: string[] = [];

const name = 'app.example.com';
const here = '127.0.0.1';
const a = (data: string, at = name): Served => ({ name: at, type: 'A', data });
const caa = (at: string, value: string, tag = 'issue', critical = false): Served => ({
  name: at,
  type: 'CAA',
  tag,
  value,
  critical,
});
const content = 'token.thumbprint';
const serveProbe: RequestListener = ({ url }, response) =>
  void (url === '/.well-known/acme-challenge/token' ? response.end(`${content}\n`) : response.writeHead(404).end());

beforeEach(async () => {
  world = await startDns('127.0.0.1');
  zone = await startDns('127.0.0.2', world.port);
  world.records.push(a('127.0.0.2', 'ns-1.awsdns-1.com'), a(here));
  zone.records.push(a(here));
  answer = serveProbe;
  web = await serveHttp((incoming, response) => answer(incoming, response));
  said.length = 0;
});
afterEach(async () => {
  for (const server of [world, zone, web]) await server[Symbol.asyncDispose]();
});

const request: PreflightRequest = {
  names: [name],
  addresses: [here],
  nameServers: new Map([[name, ['ns-1.awsdns-1.com']]]),
  acmeServer: 'https://acme-v02.api.letsencrypt.org/directory',
  probe: { token: 'token', content },
};

const run = async (given: Partial<PreflightRequest> = {}, ports: Partial<PreflightPorts> = {}) =>
  await preflight(
    { ...request, ...given },
    {
      resolver: createResolver({ servers: ['127.0.0.1'], port: world.port, timeoutMs: 300, tries: 1 }),
      say: (line) => void said.push(line),
      httpPort: web.port,
      exchangeTimeoutMs: 400,
      dnsTimeoutMs: 0,
      probeTimeoutMs: 0,
      ...ports,
    },
  );

describe('names', () => {
  test('that lead here pass, and the zone is asked before the world', async () => {
    zone.records.splice(0, 1, { name, type: 'CNAME', data: 'ec2.amazonaws.com' });
    world.records.push(a(here, 'ec2.amazonaws.com'));
    await run();
    expect(zone.questions).toContain(`A ${name}`);
    expect(said).toEqual([expect.stringContaining('resolve to 127.0.0.1'), expect.stringContaining('is reachable')]);
  });

  test('that the zone does not have yet are not asked for in the world', async () => {
    zone.records.length = 0;
    await expect(run()).rejects.toMatchObject({
      code: 'dns-not-resolving',
      what: expect.stringContaining('ns-1.'),
    });
    expect(world.questions).not.toContain(`A ${name}`);
  });

  test('that come up later are waited for', async () => {
    world.records.pop();
    const later = setTimeout(() => world.records.push(a(here)), 500);
    await run({}, { dnsTimeoutMs: 5000 });
    clearTimeout(later);
    expect(said[0]).toMatch(/^Retrying: app\.example\.com has no address according to the runner/);
  });

  test('that were moved pass by the word of the zone when the resolver remembers them for longer than is waited', async () => {
    world.records.splice(-1, 1, a('127.0.0.9'));
    await run({ moved: new Set([name]) });
    expect(said[0]).toBe(
      `The runner's resolver still caches the previous address of ${name}; using the answer of the authoritative name servers`,
    );
    expect(said.at(-1)).toContain('is reachable from outside');
    await expect(run({ moved: new Set(['www.example.com']) })).rejects.toMatchObject({
      code: 'dns-mismatch',
    });
  });

  test('that were moved to a name are followed there although the resolver remembers them', async () => {
    zone.records.splice(0, 1, { name, type: 'CNAME', data: 'ec2.amazonaws.com' });
    world.records.splice(-1, 1, a('127.0.0.9'), a(here, 'ec2.amazonaws.com'));
    await run({ moved: new Set([name]) });
    expect(said.at(-1)).toContain('is reachable from outside');
  });

  test('that lead elsewhere are told with both addresses', async () => {
    world.records.splice(1, 1, a('192.0.2.7'));
    const what = expect.stringMatching(/192\.0\.2\.7.*127\.0\.0\.1/);
    await expect(run()).rejects.toMatchObject({ code: 'dns-mismatch', what });
  });

  test('that lead to a CDN or load balancer pass with a warning, if the test file is reachable through it', async () => {
    const host = { addresses: ['203.0.113.5'] };
    const warned: string[] = [];
    await run(host, { warn: (text) => void warned.push(text) });
    expect(warned).toEqual([
      expect.stringMatching(/^app\.example\.com resolves to 127\.0\.0\.1, which is not this host \(203\.0\.113\.5\)/),
    ]);
    expect(said).toEqual([expect.stringContaining('is reachable from outside')]);
    await expect(run({ ...host, probe: undefined })).rejects.toMatchObject({ code: 'dns-mismatch' });
    answer = (_, response) => void response.end('another server');
    await expect(run(host)).rejects.toMatchObject({ code: 'dns-mismatch' });
  });

  test('that lead to several machines pass only if the test file is reachable at each of them', async () => {
    world.records.push(a('127.0.0.9'));
    await expect(run({ addresses: ['203.0.113.5'], nameServers: new Map() })).rejects.toMatchObject({
      code: 'dns-mismatch',
    });
  });

  test('with a foreign AAAA are refused, with our own they pass', async () => {
    world.records.push({ name, type: 'AAAA', data: '2001:db8::7' });
    await expect(run()).rejects.toMatchObject({
      code: 'dns-mismatch',
      hint: expect.stringContaining('Remove the AAAA record'),
    });
    await run({ addresses: [here, '2001:0DB8:0::7'] });
  });

  test('of a DNS that breaks down say so', async () => {
    world.broken.add(name);
    await expect(run({ nameServers: new Map() })).rejects.toMatchObject({
      code: 'dns-not-resolving',
      why: expect.stringContaining('SERVFAIL'),
    });
  });
});

describe('CAA', () => {
  test.each<[string, readonly Served[], boolean]>([
    ['of the parent that allows us', [caa('example.com', 'letsencrypt.org')], true],
    ['of another authority', [caa('example.com', 'ca.other.example')], false],
    ['of the name, which goes before the parent’s', [caa(name, 'letsencrypt.org'), caa('example.com', ';')], true],
    ['that forbids all', [caa('example.com', ';')], false],
    ['only about reports', [caa('example.com', 'mailto:x@example.com', 'iodef')], true],
    ['that allows another method only', [caa('example.com', 'letsencrypt.org; validationmethods=dns-01')], false],
    ['with a critical property nobody knows', [caa('example.com', 'x', 'future', true)], false],
  ])('%s', async (_, records, isAllowed) => {
    world.records.push(...records);
    if (isAllowed) await run();
    else await expect(run()).rejects.toMatchObject({ code: 'certificate-request-failed' });
    await run({ acmeServer: 'https://acme.example/dir' });
  });

  test('that cannot be read is no reason to stop', async () => {
    world.broken.add('example.com');
    await run();
    expect(said.join()).toContain('CAA records of example.com could not be read');
  });
});

describe('the probe', () => {
  const refused = { code: 'challenge-unreachable' };

  test('may be reached over redirects, also to HTTPS with any certificate', async () => {
    await using authority = await makeAuthority();
    await using secure = await serveHttps(await authority.issue(['wrong.test']), serveProbe);
    answer = ({ url, headers }, response) =>
      void response.writeHead(308, { location: `https://${headers.host}${url}` }).end();
    await run({}, { httpsPort: secure.port });
  });

  test.each<[string, RequestListener, RegExp]>([
    [
      'a 404 of another server',
      (_, r) => void r.writeHead(404, { server: 'Apache/2.4' }).end('<p>nope'),
      /404 from "Apache\/2\.4": <p>nope/,
    ],
    ['other content', (_, r) => void r.end('welcome'), /answered 200 without a Server header: welcome/],
    ['silence', () => undefined, /no response within 0\.4 s.*drops/],
    [
      'redirects in a circle',
      ({ url }, r) => void r.writeHead(302, { location: url ?? '' }).end(),
      /too many redirects/i,
    ],
    [
      'a redirect to another port',
      (_, r) => void r.writeHead(302, { location: 'http://app.example.com:8080/' }).end(),
      /an ACME server does not follow/,
    ],
  ])('fails for %s', async (_, listener, why) => {
    answer = listener;
    await expect(run()).rejects.toMatchObject({ ...refused, why: expect.stringMatching(why) });
  });

  test('tells a closed port from a silent one', async () => {
    await expect(run({}, { httpPort: 1 })).rejects.toMatchObject({
      ...refused,
      why: expect.stringContaining('nothing listens'),
    });
  });

  test('is asked for again while the proxy comes up', async () => {
    let isUp = false;
    answer = (incoming, response) => (isUp ? serveProbe(incoming, response) : void response.writeHead(503).end());
    const later = setTimeout(() => (isUp = true), 300);
    await run({}, { probeTimeoutMs: 5000 });
    clearTimeout(later);
    expect(said.filter((line) => line.startsWith('Retrying'))).toHaveLength(1);
  });

  test('is asked for under every name, and may be left out', async () => {
    const hosts: (string | undefined)[] = [];
    answer = (incoming, response) => {
      hosts.push(incoming.headers.host);
      serveProbe(incoming, response);
    };
    world.records.push(a(here, 'www.example.com'));
    await run({ names: [name, 'www.example.com'] });
    expect(hosts.sort()).toEqual([name, 'www.example.com']);
    await run({ probe: undefined });
    expect(hosts).toHaveLength(2);
  });
});
