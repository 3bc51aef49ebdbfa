import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { parsePemCertificate } from '../../src/tls/certificate.js';
import { openTls, type Handshake, type HandshakeOptions } from '../../src/tls/handshake.js';
import { servedBy } from '../../src/tls/served.js';
import { makeAuthority, serveHttps, type Authority, type KeyPair } from '../support/tls-server.js';

// Real servers on a machine that may be busy.
jest.setTimeout(30_000);

let authority: Authority;
beforeAll(async () => void (authority = await makeAuthority()));
afterAll(async () => await authority[Symbol.asyncDispose]());

const local = { connectTo: '127.0.0.1', timeoutMs: 2000 };

async function served(pair: KeyPair, domain: string, trusts: 'the test root' | 'node roots') {
  await using server = await serveHttps(pair, (_, response) => response.end());
  const ca = trusts === 'the test root' ? authority.ca : undefined;
  return await handshakeWith(domain, { ...local, port: server.port, ca });
}

async function handshakeWith(domain: string, options: HandshakeOptions): Promise<Handshake> {
  const { handshake, socket } = await openTls(domain, options);
  socket?.destroy();
  return handshake;
}

describe('a handshake', () => {
  test('gives the certificate and trusts it for its names', async () => {
    const seen = await served(await authority.issue(['App.test', 'www.app.test']), 'www.app.test', 'the test root');
    expect(seen).toMatchObject({ kind: 'tls', problem: undefined, address: '127.0.0.1' });
    expect(seen.kind === 'tls' && seen.certificate).toMatchObject({
      names: ['app.test', 'www.app.test'],
      issuer: 'CN=Test root',
    });
  });

  test.each<[string, readonly string[], number, 'the test root' | 'node roots', string]>([
    ['expired', ['app.test'], -1, 'the test root', 'CERT_HAS_EXPIRED'],
    ['for another name', ['other.test'], 2, 'the test root', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['of an unknown root', ['app.test'], 2, 'node roots', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('is not broken off by a certificate %s, but says so', async (_, names, days, trusts, problem) => {
    const seen = await served(await authority.issue(names, days), 'app.test', trusts);
    expect(seen).toMatchObject({ kind: 'tls', problem, certificate: { names } });
  });

  test('with nobody gives nothing', async () => {
    const { port } = await serveHttps(await authority.issue(['x.test']), () => undefined).then(async (server) => {
      await server[Symbol.asyncDispose]();
      return server;
    });
    expect(await handshakeWith('app.test', { ...local, port })).toMatchObject({
      kind: 'nothing',
      why: expect.stringContaining('ECONNREFUSED'),
    });
  });

  test('with a silent server ends in time, and with one that hangs up at once', async () => {
    const silent = createServer((socket) => void socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    const rude = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    await Promise.all([silent, rude].map((server) => new Promise((resolve) => server.once('listening', resolve))));
    const port = (server: typeof silent) => (server.address() as AddressInfo).port;
    const late = await handshakeWith('app.test', { ...local, timeoutMs: 200, port: port(silent) });
    expect(late).toEqual({ kind: 'nothing', why: 'no TLS response within 0.2 s' });
    expect(await handshakeWith('app.test', { ...local, port: port(rude) })).toMatchObject({ kind: 'nothing' });
    const nobodyWaits = { ...local, port: port(silent), signal: AbortSignal.timeout(50) };
    expect(await handshakeWith('app.test', nobodyWaits)).toEqual({ kind: 'nothing', why: 'it was cancelled' });
    silent.close();
    rude.close();
  });
});

test('what is served is reduced to trusted or not', async () => {
  const pair = await authority.issue(['app.test']);
  await using server = await serveHttps(pair, (_, response) => response.end());
  const at = { ...local, port: server.port };
  expect(servedBy(await handshakeWith('app.test', { ...at, ca: authority.ca }))).toMatchObject({
    kind: 'tls',
    trusted: true,
  });
  expect(servedBy(await handshakeWith('app.test', at))).toMatchObject({ kind: 'tls', trusted: false });
});

test('a PEM file is read, a broken one is refused', async () => {
  const { cert } = await authority.issue(['app.test', '*.app.test']);
  const certificate = parsePemCertificate(`${cert}${authority.ca}`);
  expect(certificate.names).toEqual(['app.test', '*.app.test']);
  expect(certificate.notAfter.getTime() - certificate.notBefore.getTime()).toBe(2 * 86_400_000);
  expect(() => parsePemCertificate('-----BEGIN CERTIFICATE-----\nrubbish')).toThrow(
    expect.objectContaining({ code: 'certificate-invalid' }),
  );
});
