import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { decodeProtectedHeader, generateKeyPair, SignJWT } from 'jose';
import { createSiteStack } from '../../lab/aws/site-stack.js';
import { claimsOf, subjectOf, type Job } from '../../lab/aws/job-claims.js';
import { startMoto } from '../../lab/aws/moto.js';
import { AUDIENCE, ISSUER, startOidcIssuer, type OidcIssuer } from '../../lab/aws/oidc-issuer.js';
import { assumeRole, startSts, type Sts } from '../../lab/aws/sts.js';
import { httpGet } from '../../src/http/get.js';
import { makeAuthority } from '../support/tls-server.js';

// The AWS clients and the role of the template are the real ones; the issuer and STS are the lab's.
jest.setTimeout(60_000);

const main: Job = {
  ...{ owner: 'octo', ownerId: 1_234_567, repository: 'shop', repositoryId: 89_012_345 },
  ref: 'refs/heads/main',
};
const production: Job = { ...main, environment: 'production' };
const onMain = claimsOf(main, 'names');
const inProduction = claimsOf(production, 'ids');

const cleaning: AsyncDisposable[] = [];
let issuer: OidcIssuer;
/** With another key under the same name. */
let impostor: OidcIssuer;
let sts: Sts;
/** For `main` in the old format, and for `production` in today's. */
let roleArn: string;

beforeAll(async () => {
  const moto = await startMoto({ cloudFormation: {} });
  cleaning.push(moto);
  const Subject = `${onMain.sub},${inProduction.sub}`;
  const { outputs } = await createSiteStack(moto, 'shop', { Domain: 'app.example.com', Subject });
  roleArn = outputs.get('Role') ?? '';
  const authority = await makeAuthority();
  const certificate = await authority.issue([new URL(ISSUER).hostname]);
  [issuer, impostor] = [
    await startOidcIssuer({ certificate, ca: authority.ca }),
    await startOidcIssuer({ certificate, ca: authority.ca }),
  ];
  sts = await startSts(moto, issuer.address);
  cleaning.push(authority, issuer, impostor, sts);
  // The tools are installed now on a machine without them.
}, 400_000);
afterAll(async () => {
  for (const one of cleaning.reverse()) await one[Symbol.asyncDispose]();
});

const assume = async (token: string) => await assumeRole(sts, { token, roleArn });

describe('the issuer', () => {
  test.each<[string, Job, 'names' | 'ids', string]>([
    ['a branch, in the old format', main, 'names', 'repo:octo/shop:ref:refs/heads/main'],
    ['a branch', main, 'ids', 'repo:octo@1234567/shop@89012345:ref:refs/heads/main'],
    ['an environment', production, 'ids', 'repo:octo@1234567/shop@89012345:environment:production'],
    [
      'an environment with a colon in its name',
      { ...main, environment: 'eu:production' },
      'names',
      'repo:octo/shop:environment:eu%3Aproduction',
    ],
    ['a pull request', { ...main, ref: 'refs/pull/7/merge' }, 'names', 'repo:octo/shop:pull_request'],
  ])('has the subject of a job for %s', (_, job, format, subject) => {
    expect(subjectOf(job, format)).toBe(subject);
  });

  test('publishes over HTTPS where its public key is, and nothing of the private one', async () => {
    const get = async (path: string): Promise<unknown> => {
      const { port, ca } = issuer.address;
      const to = { connectTo: '127.0.0.1', httpsPort: port, ca, verifiesTls: true, timeoutMs: 5_000 };
      const result = await httpGet(new URL(path, ISSUER), to);
      return result.kind === 'answer' ? JSON.parse(result.body) : result;
    };
    expect(await get('/.well-known/openid-configuration')).toMatchObject({
      ...{ issuer: ISSUER, jwks_uri: `${ISSUER}/.well-known/jwks` },
      id_token_signing_alg_values_supported: ['RS256'],
    });
    const { kid } = decodeProtectedHeader(await issuer.sign(onMain));
    const { keys } = (await get('/.well-known/jwks')) as { readonly keys: readonly object[] };
    expect(keys).toEqual([expect.objectContaining({ kid, kty: 'RSA', alg: 'RS256', use: 'sig', e: 'AQAB' })]);
    expect(Object.keys(keys[0] ?? {})).not.toContain('d');
  });
});

describe('a job gets the keys of the role', () => {
  test.each([
    ['with a subject in the old format', onMain],
    ["with a subject in today's format", inProduction],
  ])('%s', async (_, claims) => {
    expect(await assume(await issuer.sign(claims))).toEqual({
      accessKeyId: expect.stringMatching(/^ASIA/) as unknown,
      secretAccessKey: expect.stringMatching(/./) as unknown,
      sessionToken: expect.stringMatching(/./) as unknown,
    });
  });
});

describe('a token is refused', () => {
  const rejected = async (token: string, name: string, message = ''): Promise<void> =>
    await expect(assume(token)).rejects.toMatchObject({ name, message: expect.stringContaining(message) as unknown });
  const invalid = 'InvalidIdentityTokenException';

  test.each<[string, Job, 'names' | 'ids']>([
    ['of another repository', { ...main, repository: 'blog', repositoryId: 5 }, 'names'],
    ['of another repository with the environment of the policy', { ...production, repository: 'blog' }, 'ids'],
    ['of a repository that has taken over the name', { ...production, repositoryId: 5 }, 'ids'],
    ['of an owner that has taken over the name', { ...production, ownerId: 5 }, 'ids'],
    ['of another branch', { ...main, ref: 'refs/heads/next' }, 'names'],
    ['of a branch whose name begins with that of the policy', { ...main, ref: 'refs/heads/main2' }, 'names'],
    ['of a tag with the name of the branch', { ...main, ref: 'refs/tags/main' }, 'names'],
    ['of a pull request', { ...main, ref: 'refs/pull/7/merge' }, 'names'],
    ['of another environment', { ...production, environment: 'staging' }, 'ids'],
    ["of the branch in today's format, which the policy does not have", main, 'ids'],
    ['of the environment in the old format, which the policy does not have', production, 'names'],
  ])('%s', async (_, job, format) => {
    const message = 'Not authorized to perform sts:AssumeRoleWithWebIdentity';
    await rejected(await issuer.sign(claimsOf(job, format)), 'AccessDenied', message);
  });

  test('for another audience', async () => {
    const token = await issuer.sign(onMain, { audience: 'https://github.com/octo' });
    await rejected(token, invalid, 'Incorrect token audience');
  });

  test('that has expired', async () => {
    const issuedAt = new Date(Date.now() - 301_000);
    await rejected(await issuer.sign(onMain, { issuedAt }), 'ExpiredTokenException', 'Token expired');
  });

  test('that is not valid yet', async () => {
    const issuedAt = new Date(Date.now() + 700_000);
    await rejected(await issuer.sign(onMain, { issuedAt }), invalid);
  });

  test('that a key has signed which the issuer does not publish', async () => {
    await rejected(
      await impostor.sign(onMain),
      invalid,
      "Couldn't retrieve verification key from your identity provider",
    );
  });

  test('that another key has signed in the name of the published one', async () => {
    const { kid = '' } = decodeProtectedHeader(await issuer.sign(onMain));
    const { privateKey } = await generateKeyPair('RS256');
    const token = new SignJWT(onMain).setProtectedHeader({ alg: 'RS256', kid }).setIssuer(ISSUER).setAudience(AUDIENCE);
    await rejected(await token.setIssuedAt().setExpirationTime('5m').sign(privateKey), invalid);
  });

  test('whose claims were changed after it was signed', async () => {
    const [header, , signature] = (await issuer.sign(claimsOf({ ...main, repository: 'blog' }, 'names'))).split('.');
    const [, claims] = (await issuer.sign(onMain)).split('.');
    await rejected([header, claims, signature].join('.'), invalid);
  });

  test('without a signature', async () => {
    const [, claims] = (await issuer.sign(onMain)).split('.');
    const header = Buffer.from(JSON.stringify({ typ: 'JWT', alg: 'none' })).toString('base64url');
    await rejected(`${header}.${claims}.`, invalid);
  });

  test('of an issuer that the account has no provider for', async () => {
    const token = await issuer.sign(onMain, { issuer: 'https://token.example.com' });
    await rejected(token, invalid, 'No OpenIDConnect provider found in your account for https://token.example.com');
  });

  test('that is none', async () => {
    await rejected('signed-by-github', invalid, 'The ID Token provided is not a valid JWT');
  });
});
