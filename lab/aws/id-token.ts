import { createLocalJWKSet, decodeJwt, errors, jwtVerify, type JSONWebKeySet } from 'jose';
import { z } from 'zod';
import { httpGet } from '../../src/http/get.js';
import type { IssuerAddress } from './oidc-issuer.js';
import { StsError } from './sts-error.js';

/** What a trust policy can be about. */
export interface Claims {
  readonly sub: string;
  readonly aud: string;
}

/** An OIDC provider of the account. */
export interface IdentityProvider {
  /** `https://…`, without a slash at the end. */
  readonly issuer: string;
  /** Audiences that the account accepts. */
  readonly clientIds: readonly string[];
}

const claimsSchema = z.object({ sub: z.string(), aud: z.string() });
const configurationSchema = z.object({ issuer: z.string(), jwks_uri: z.url() });
const keysSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/** Who a token says has signed it: not verified. @throws StsError */
export function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    throw new StsError('InvalidIdentityToken', 'The ID Token provided is not a valid JWT.');
  }
}

/**
 * Claims of a token that the provider has signed, for an audience of the account, and that has not expired.
 * @throws StsError in the words of AWS
 */
export async function verifiedClaims(
  token: string,
  { issuer, clientIds }: IdentityProvider,
  address: IssuerAddress,
): Promise<Claims> {
  const keys = await publishedKeys(issuer, address);
  try {
    const expected = { issuer, audience: [...clientIds], algorithms: ['RS256'], requiredClaims: ['exp', 'iat', 'sub'] };
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), expected);
    return claimsSchema.parse(payload);
  } catch (error) {
    throw refusalOf(error);
  }
}

/** The keys that the issuer's configuration leads to, over HTTPS. */
async function publishedKeys(issuer: string, address: IssuerAddress): Promise<JSONWebKeySet> {
  const configuration = configurationSchema.parse(
    await document(`${issuer}/.well-known/openid-configuration`, address),
  );
  if (configuration.issuer !== issuer) throw new StsError('InvalidIdentityToken', 'The issuer has another name.');
  return keysSchema.parse(await document(configuration.jwks_uri, address));
}

async function document(url: string, { port: httpsPort, ca }: IssuerAddress): Promise<unknown> {
  const options = { connectTo: '127.0.0.1', httpsPort, ca, verifiesTls: true, timeoutMs: 5_000 };
  const result = await httpGet(new URL(url), options);
  if (result.kind === 'answer' && result.status === 200) return JSON.parse(result.body);
  throw new StsError('IDPCommunicationError', result.kind === 'failed' ? result.why : `${url}: ${result.status}`);
}

function refusalOf(error: unknown): unknown {
  if (error instanceof errors.JWTExpired)
    return new StsError('ExpiredTokenException', `Token expired: ${new Date().toISOString()} is after its expiration`);
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud')
    return new StsError('InvalidIdentityToken', 'Incorrect token audience');
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed)
    return new StsError('InvalidIdentityToken', "Couldn't retrieve verification key from your identity provider");
  return error instanceof errors.JOSEError ? new StsError('InvalidIdentityToken', error.message) : error;
}
