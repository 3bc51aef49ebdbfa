import { z } from 'zod';
import type { Credentials } from './account.js';
import { awsCli } from './aws-tools.js';
import type { Moto } from './moto.js';

/** What GitHub signs about a job. */
export interface Claims {
  readonly sub: string;
  readonly aud: string;
}

const ISSUER = 'token.actions.githubusercontent.com';

const trustSchema = z.object({
  Statement: z.array(
    z.object({
      Effect: z.literal('Allow'),
      Action: z.literal('sts:AssumeRoleWithWebIdentity'),
      Principal: z.object({ Federated: z.string() }),
      Condition: z.strictObject({ StringEquals: z.record(z.string(), z.union([z.string(), z.array(z.string())])) }),
    }),
  ),
});

/** Whether a trust policy admits a job, for policies with StringEquals alone. */
export function admits(policy: unknown, claims: Claims): boolean {
  const values: Readonly<Record<string, string>> = { [`${ISSUER}:sub`]: claims.sub, [`${ISSUER}:aud`]: claims.aud };
  return trustSchema
    .parse(policy)
    .Statement.some(
      ({ Principal, Condition }) =>
        Principal.Federated.endsWith(`:oidc-provider/${ISSUER}`) &&
        Object.entries(Condition.StringEquals).every(([key, allowed]) => [allowed].flat().includes(values[key] ?? '')),
    );
}

const roleSchema = z.object({ Role: z.object({ AssumeRolePolicyDocument: z.unknown() }) });
const assumedSchema = z.object({
  Credentials: z.object({ AccessKeyId: z.string(), SecretAccessKey: z.string(), SessionToken: z.string() }),
});

/** Keys of a role for a job, as aws-actions/configure-aws-credentials gets them. @throws Error if the trust policy does not admit it */
export async function assumeRole(moto: Moto, roleArn: string, claims: Claims): Promise<Credentials> {
  const aws = await awsCli(moto.endpoint);
  const name = roleArn.split('/').at(-1) ?? '';
  const { Role } = roleSchema.parse(await aws('iam', 'get-role', '--role-name', name));
  // moto looks neither at the token nor at the policy.
  if (!admits(Role.AssumeRolePolicyDocument, claims))
    throw new Error(`Not authorized to perform sts:AssumeRoleWithWebIdentity for ${claims.sub}`);
  const call = ['sts', 'assume-role-with-web-identity', '--role-arn', roleArn, '--role-session-name', 'GitHubActions'];
  const { Credentials: keys } = assumedSchema.parse(await aws(...call, '--web-identity-token', 'signed-by-github'));
  return { accessKeyId: keys.AccessKeyId, secretAccessKey: keys.SecretAccessKey, sessionToken: keys.SessionToken };
}
