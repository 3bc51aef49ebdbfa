import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ensureAuthority, ensureLeaf } from '../authority.js';
import type { Credentials } from './account.js';
import type { JobClaims } from './job-claims.js';
import type { Moto } from './moto.js';
import { ISSUER, startOidcIssuer } from './oidc-issuer.js';
import { assumeRole, startSts } from './sts.js';

/** Keys of a role for a job of the lab: the issuer signs a token about the job, and STS gives the keys for it. */
export async function logInAsJob(moto: Moto, roleArn: string, claims: JobClaims): Promise<Credentials> {
  const quiet = (): void => undefined;
  const { certificateFile } = await ensureAuthority(quiet);
  const { folder } = await ensureLeaf('oidc', [new URL(ISSUER).hostname], quiet);
  const [key, cert, ca] = await Promise.all(
    [path.join(folder, 'key.pem'), path.join(folder, 'chain.pem'), certificateFile].map(
      async (file) => await readFile(file, 'utf8'),
    ),
  );
  await using issuer = await startOidcIssuer({ certificate: { key: key ?? '', cert: cert ?? '' }, ca: ca ?? '' });
  await using sts = await startSts(moto, issuer.address);
  return await assumeRole(sts, { token: await issuer.sign(claims), roleArn });
}
