import { connect, type TLSSocket } from 'node:tls';
import { messageOf } from '../errors/deploy-error.js';
import { certificateOf, type Certificate } from './certificate.js';

export interface HandshakeOptions {
  /** Default 443. */
  readonly port?: number;
  /** For everything: name, connection and handshake. Default 10 s. */
  readonly timeoutMs?: number;
  /**
   * IP address to connect to in place of what the name resolves to. Give it where the name may not exist yet: a resolver
   * that was asked too early remembers the "no" for up to 15 minutes.
   */
  readonly connectTo?: string | undefined;
  /** PEM of the roots to trust in place of Node's own and those of NODE_EXTRA_CA_CERTS. */
  readonly ca?: string | undefined;
  /** Aborted: nobody waits for it any more. */
  readonly signal?: AbortSignal | undefined;
}

/** How one TLS handshake went. `problem`: why the certificate is not to be trusted for the domain; undefined: it is. */
export type Handshake =
  | { readonly kind: 'nothing'; readonly why: string }
  | {
      readonly kind: 'tls';
      readonly certificate: Certificate;
      /** SHA-256 of the certificate, by which it is told from one renewed for the same names. */
      readonly fingerprint: string;
      readonly address: string;
      readonly problem: string | undefined;
    };

/**
 * Makes one TLS handshake for the domain and judges what was shown. Sends nothing, never rejects. The connection stays open for
 * whoever asked: destroy the socket when there is one.
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
      // The certificate is wanted in any case; the judgement is taken from socket.authorizationError.
      rejectUnauthorized: false,
      ...(ca === undefined ? {} : { ca }),
    });
    const finish = (handshake: Handshake) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      if (handshake.kind === 'nothing') socket.destroy();
      resolve({ handshake, socket: handshake.kind === 'nothing' ? undefined : socket });
    };
    const timer = setTimeout(
      () => finish({ kind: 'nothing', why: `no TLS answer within ${timeoutMs / 1000} s` }),
      timeoutMs,
    );
    const giveUp = () => finish({ kind: 'nothing', why: 'it was given up' });
    signal?.addEventListener('abort', giveUp, { once: true });
    socket.once('secureConnect', () => finish(judge(socket)));
    // Stays for late errors: one of a destroyed socket must not become an uncaught exception.
    socket.on('error', (error) => finish({ kind: 'nothing', why: messageOf(error) }));
    socket.once('close', () => finish({ kind: 'nothing', why: 'the connection was closed during the handshake' }));
  });
}

function judge(socket: TLSSocket): Handshake {
  const shown = socket.getPeerX509Certificate();
  if (shown === undefined) return { kind: 'nothing', why: 'the server showed no certificate' };
  return {
    kind: 'tls',
    certificate: certificateOf(shown),
    fingerprint: shown.fingerprint256,
    address: socket.remoteAddress ?? '',
    problem: socket.authorized ? undefined : String(socket.authorizationError),
  };
}
