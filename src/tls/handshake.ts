import { connect, type TLSSocket } from 'node:tls';
import { messageOf } from '../errors/deploy-error.js';
import { certificateOf, type Certificate } from './certificate.js';

export interface HandshakeOptions {
  /** Default 443. */
  readonly port?: number;
  /** Time limit for name resolution, connection and handshake together. Default 10 s. */
  readonly timeoutMs?: number;
  /**
   * IP address to connect to instead of the resolved one. Set it if the name may not exist yet: a resolver that is queried too
   * early caches the negative answer for up to 15 minutes.
   */
  readonly connectTo?: string | undefined;
  /** PEM of the roots to trust instead of Node's own and those of NODE_EXTRA_CA_CERTS. */
  readonly ca?: string | undefined;
  /** Cancels the handshake. */
  readonly signal?: AbortSignal | undefined;
}

/** Result of a TLS handshake. `problem`: why the certificate is not trusted for the domain; undefined: it is trusted. */
export type Handshake =
  | { readonly kind: 'nothing'; readonly why: string }
  | {
      readonly kind: 'tls';
      readonly certificate: Certificate;
      /** SHA-256 of the certificate, which distinguishes it from a renewed one for the same names. */
      readonly fingerprint: string;
      readonly address: string;
      readonly problem: string | undefined;
    };

/**
 * Makes one TLS handshake for the domain and checks the certificate. Sends no data, never rejects. The connection stays open:
 * the caller must destroy the socket if there is one.
 */
export async function openTls(
  domain: string,
  options: HandshakeOptions = {},
): Promise<{ readonly handshake: Handshake; readonly socket: TLSSocket | undefined }> {
  const { port = 443, timeoutMs = 10_000, connectTo, ca, signal } = options;
  return await new Promise((resolve) => {
    const socket = connect({
      host: connectTo ?? domain,
      port,
      servername: domain,
      // The certificate is needed in any case; socket.authorizationError holds the result of the check.
      rejectUnauthorized: false,
      ...(ca === undefined ? {} : { ca }),
    });
    const finish = (handshake: Handshake) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', cancel);
      if (handshake.kind === 'nothing') socket.destroy();
      resolve({ handshake, socket: handshake.kind === 'nothing' ? undefined : socket });
    };
    const timer = setTimeout(
      () => finish({ kind: 'nothing', why: `no TLS response within ${timeoutMs / 1000} s` }),
      timeoutMs,
    );
    const cancel = () => finish({ kind: 'nothing', why: 'it was cancelled' });
    signal?.addEventListener('abort', cancel, { once: true });
    socket.once('secureConnect', () => finish(handshakeOf(socket)));
    // Stays registered: a late error of a destroyed socket must not become an uncaught exception.
    socket.on('error', (error) => finish({ kind: 'nothing', why: messageOf(error) }));
    socket.once('close', () => finish({ kind: 'nothing', why: 'the connection was closed during the handshake' }));
  });
}

function handshakeOf(socket: TLSSocket): Handshake {
  const presented = socket.getPeerX509Certificate();
  if (presented === undefined) return { kind: 'nothing', why: 'the server presented no certificate' };
  return {
    kind: 'tls',
    certificate: certificateOf(presented),
    fingerprint: presented.fingerprint256,
    address: socket.remoteAddress ?? '',
    problem: socket.authorized ? undefined : String(socket.authorizationError),
  };
}
