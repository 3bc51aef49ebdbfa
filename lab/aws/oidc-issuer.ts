import { randomUUID } from 'node:crypto';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { JobClaims } from './job-claims.js';

/** GitHub's issuer, for which the trust policies are. */
export const ISSUER = 'https://token.actions.githubusercontent.com';
export const AUDIENCE = 'sts.amazonaws.com';

/** Where the issuer answers on this machine, under its own name. */
export interface IssuerAddress {
  readonly port: number;
  /** PEM of the root that its certificate is to be verified with. */
  readonly ca: string;
}

export interface TokenOptions {
  readonly audience?: string;
  /** Default: the one that the issuer has. */
  readonly issuer?: string;
  /** Default: now. */
  readonly issuedAt?: Date;
}

/** Signs tokens as GitHub's does, and serves the keys to verify them with. */
export interface OidcIssuer extends AsyncDisposable {
  readonly address: IssuerAddress;
  /** A token that is valid for five minutes. */
  readonly sign: (claims: JobClaims, options?: TokenOptions) => Promise<string>;
}

export interface IssuerOptions {
  /** For the name of the issuer. */
  readonly certificate: { readonly key: string; readonly cert: string };
  readonly ca: string;
}

const LIFETIME_SECONDS = 300;
/** GitHub's tokens are valid before they are issued, for clocks that are slow. */
const EARLY_SECONDS = 600;

/** Starts it on a free port of 127.0.0.1, with a key pair of its own. */
export async function startOidcIssuer({ certificate, ca }: IssuerOptions): Promise<OidcIssuer> {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  const jwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(jwk);
  const documents: Readonly<Record<string, object>> = {
    '/.well-known/openid-configuration': {
      ...{ issuer: ISSUER, jwks_uri: `${ISSUER}/.well-known/jwks` },
      ...{ subject_types_supported: ['public', 'pairwise'], response_types_supported: ['id_token'] },
      ...{ id_token_signing_alg_values_supported: ['RS256'], scopes_supported: ['openid'] },
    },
    '/.well-known/jwks': { keys: [{ ...jwk, kid, alg: 'RS256', use: 'sig' }] },
  };
  const server = createServer(certificate, ({ url = '' }, response) => {
    const document = documents[url];
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(document && JSON.stringify(document));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: { port: (server.address() as AddressInfo).port, ca },
    sign(claims, { audience = AUDIENCE, issuer = ISSUER, issuedAt = new Date() } = {}) {
      const seconds = Math.floor(issuedAt.getTime() / 1000);
      return new SignJWT(claims)
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid })
        .setJti(randomUUID())
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt(seconds)
        .setNotBefore(seconds - EARLY_SECONDS)
        .setExpirationTime(seconds + LIFETIME_SECONDS)
        .sign(privateKey);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
