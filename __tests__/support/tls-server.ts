import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';

/** A certificate authority that lives for one test file, made by openssl. */
export interface Authority {
  /** PEM of its root. */
  readonly ca: string;
  /** A certificate for the names; `days` may be negative: then it is over. */
  issue(names: readonly string[], days?: number): Promise<KeyPair>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface KeyPair {
  readonly key: string;
  readonly cert: string;
}

export interface RunningServer {
  readonly port: number;
  [Symbol.asyncDispose](): Promise<void>;
}

/** How long an idle connection stays open: longer than the AWS SDK waits between two attempts, as at AWS. */
export const IDLE_MS = 75_000;

const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

/** Needs `openssl` on PATH. */
export async function makeAuthority(): Promise<Authority> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tls-'));
  const openssl = async (...args: string[]) => await execa('openssl', args, { cwd: folder });
  await openssl(
    'req',
    '-x509',
    ...newKey,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=Test root',
    '-days',
    '2',
  );
  let count = 0;
  return {
    ca: await readFile(path.join(folder, 'ca.pem'), 'utf8'),
    async issue(names, days = 2) {
      count += 1;
      const [key, request, cert] = [`${count}.key`, `${count}.csr`, `${count}.pem`];
      const subject = [
        '-subj',
        '/CN=leaf',
        '-addext',
        `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`,
      ];
      await openssl('req', ...newKey, '-keyout', key, '-out', request, ...subject);
      const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy'];
      await openssl('x509', '-req', '-in', request, ...by, '-days', String(days), '-out', cert);
      const read = async (file: string) => await readFile(path.join(folder, file), 'utf8');
      return { key: await read(key), cert: await read(cert) };
    },
    [Symbol.asyncDispose]: async () => await rm(folder, { recursive: true, force: true }),
  };
}

/** An HTTPS server on a free port of 127.0.0.1, or where it is said. */
export async function serveHttps(
  pair: KeyPair,
  listener: RequestListener,
  at: { readonly host: string; readonly port: number } = { host: '127.0.0.1', port: 0 },
): Promise<RunningServer> {
  return await listen(createHttpsServer(pair, listener), at.host, at.port);
}

/** An HTTP server on a free port of an address of this machine. */
export async function serveHttp(listener: RequestListener, address = '127.0.0.1'): Promise<RunningServer> {
  return await listen(createHttpServer(listener), address);
}

async function listen(server: Server, address = '127.0.0.1', port = 0): Promise<RunningServer> {
  server.keepAliveTimeout = IDLE_MS;
  await new Promise<void>((resolve) => server.listen(port, address, resolve));
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
