import { z } from 'zod';
import type { AwsCli } from './aws-tools.js';
import { issuerOf, verifiedClaims, type Claims, type IdentityProvider } from './id-token.js';
import { ISSUER, type IssuerAddress } from './oidc-issuer.js';
import { StsError } from './sts-error.js';

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

/** Whether a trust policy admits a job of GitHub, for policies with StringEquals alone. */
export function admits(policy: unknown, { sub, aud }: Claims): boolean {
  const name = nameOf(ISSUER);
  const values: Readonly<Record<string, string>> = { [`${name}:sub`]: sub, [`${name}:aud`]: aud };
  return trustSchema
    .parse(policy)
    .Statement.some(
      ({ Principal, Condition }) =>
        Principal.Federated.endsWith(`:oidc-provider/${name}`) &&
        Object.entries(Condition.StringEquals).every(([key, allowed]) => [allowed].flat().includes(values[key] ?? '')),
    );
}

const roleSchema = z.object({ Role: z.object({ AssumeRolePolicyDocument: z.unknown() }) });
const providersSchema = z.object({ OpenIDConnectProviderList: z.array(z.object({ Arn: z.string() })) });
const providerSchema = z.object({ ClientIDList: z.array(z.string()) });

/** Who wants to be what. */
export interface WebIdentity {
  readonly token: string;
  readonly roleArn: string;
}

/** Whom an account trusts. */
export interface AccountTrust {
  /** The trust policy of a role. */
  readonly policyOf: (roleArn: string) => Promise<unknown>;
  /** @throws StsError if the account has none for the issuer */
  readonly providerOf: (issuer: string) => Promise<IdentityProvider>;
}

/** Judges AssumeRoleWithWebIdentity by the account's OIDC provider and the role's trust policy. @throws StsError where it is refused */
export async function judgeWebIdentity(
  { token, roleArn }: WebIdentity,
  { policyOf, providerOf }: AccountTrust,
  address: IssuerAddress,
): Promise<void> {
  const claims = await verifiedClaims(token, await providerOf(issuerOf(token)), address);
  if (!admits(await policyOf(roleArn), claims))
    throw new StsError('AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity');
}

/** What the account's IAM has, read at the first question about it. */
export function accountTrust(aws: AwsCli): AccountTrust {
  return { policyOf: onceEach((arn) => trustPolicyOf(arn, aws)), providerOf: onceEach((of) => providerOf(of, aws)) };
}

export async function trustPolicyOf(roleArn: string, aws: AwsCli): Promise<unknown> {
  const name = roleArn.split('/').at(-1) ?? '';
  return roleSchema.parse(await aws('iam', 'get-role', '--role-name', name)).Role.AssumeRolePolicyDocument;
}

async function providerOf(issuer: string, aws: AwsCli): Promise<IdentityProvider> {
  const { OpenIDConnectProviderList: list } = providersSchema.parse(await aws('iam', 'list-open-id-connect-providers'));
  const arn = list.find(({ Arn }) => Arn.endsWith(`:oidc-provider/${nameOf(issuer)}`))?.Arn;
  if (arn === undefined)
    throw new StsError('InvalidIdentityToken', `No OpenIDConnect provider found in your account for ${issuer}`);
  const found = await aws('iam', 'get-open-id-connect-provider', '--open-id-connect-provider-arn', arn);
  return { issuer, clientIds: providerSchema.parse(found).ClientIDList };
}

function onceEach<T>(read: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (key) => {
    const found = known.get(key) ?? read(key);
    known.set(key, found);
    return found;
  };
}

/** As ARNs and condition keys have it. */
function nameOf(issuer: string): string {
  return issuer.replace(/^https:\/\//, '');
}
