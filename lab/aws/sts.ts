import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { labRegion, type Credentials } from './account.js';
import { awsCli } from './aws-tools.js';
import type { Moto } from './moto.js';
import type { IssuerAddress } from './oidc-issuer.js';
import { stsAnswer, StsError } from './sts-error.js';
import { accountTrust, judgeWebIdentity, type AccountTrust, type WebIdentity } from './web-identity.js';

/** STS of an account: moto's, which gives keys for any token, behind a verification of the token and of the role's trust policy. */
export interface Sts extends AsyncDisposable {
  readonly endpoint: string;
}

/** Starts it on a free port of 127.0.0.1. Roles and providers are read once. */
export async function startSts(moto: Moto, issuer: IssuerAddress): Promise<Sts> {
  const trust = accountTrust(await awsCli(moto.endpoint));
  const server = createServer((request, response) => {
    assumed(request).then(
      ({ status, body }) => response.writeHead(status, { 'content-type': 'text/xml' }).end(body),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };

  async function assumed(request: IncomingMessage): Promise<{ readonly status: number; readonly body: string }> {
    const form = await text(request);
    const refused = await refusalOf(new URLSearchParams(form), trust, issuer);
    if (refused !== undefined) return stsAnswer(refused);
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await fetch(moto.endpoint, { method: 'POST', headers, body: form });
    return { status: answer.status, body: await answer.text() };
  }
}

async function refusalOf(
  form: URLSearchParams,
  trust: AccountTrust,
  issuer: IssuerAddress,
): Promise<StsError | undefined> {
  if (form.get('Action') !== 'AssumeRoleWithWebIdentity')
    return new StsError('InvalidAction', 'Only AssumeRoleWithWebIdentity is known here.');
  try {
    const identity = { token: form.get('WebIdentityToken') ?? '', roleArn: form.get('RoleArn') ?? '' };
    await judgeWebIdentity(identity, trust, issuer);
    return undefined;
  } catch (error) {
    if (error instanceof StsError) return error;
    throw error;
  }
}

/** Keys of a role, by the call that aws-actions/configure-aws-credentials makes. @throws STSServiceException */
export async function assumeRole({ endpoint }: Sts, { token, roleArn }: WebIdentity): Promise<Credentials> {
  const client = new STSClient({ endpoint, region: labRegion });
  const role = { RoleArn: roleArn, RoleSessionName: 'GitHubActions', DurationSeconds: 3600 };
  const { Credentials: keys } = await client.send(
    new AssumeRoleWithWebIdentityCommand({ ...role, WebIdentityToken: token }),
  );
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = keys ?? {};
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}
