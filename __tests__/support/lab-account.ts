import { randomUUID } from 'node:crypto';
import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  RunInstancesCommand,
  type EC2Client,
} from '@aws-sdk/client-ec2';
import { adminOf, openAccount, type AccountInstance, type LabAccount } from '../../lab/aws/account.js';
import { awsCli } from '../../lab/aws/aws-tools.js';
import { claimsOf } from '../../lab/aws/job-claims.js';
import { logInAsJob } from '../../lab/aws/log-in.js';
import { startMoto, type Moto } from '../../lab/aws/moto.js';
import { AUDIENCE, ISSUER } from '../../lab/aws/oidc-issuer.js';
import type { HostName } from '../../lab/hosts/definition.js';
import type { Lab } from '../../lab/lab.js';
import { read } from '../contract/source-files.js';

/**
 * An account in which a host of the lab is an instance; `name`: the value of its tag Name. The caller has the keys of a role, which a job
 * of the repository `example/<name>` gets by a token that the issuer has signed.
 */
export async function startLabAccount(lab: Lab, host: HostName, name: string): Promise<LabAccount> {
  const moto = await startMoto();
  const made = await makeInstance(adminOf(moto), name, lab.hosts[host].address);
  const repository = { owner: 'example', ownerId: 1_234_567, repository: name, repositoryId: 89_012_345 };
  const claims = claimsOf({ ...repository, ref: 'refs/heads/main', environment: 'production' }, 'ids');
  const credentials = await logInAsJob(moto, await makeRole(moto, claims.sub), claims);
  return await openAccount({ lab, host, moto, made, credentials });
}

/** The provider and the role of docs/aws-role.md, for one subject. Returns the role's ARN. */
async function makeRole(moto: Moto, subject: string): Promise<string> {
  const aws = await awsCli(moto.endpoint);
  await aws('iam', 'create-open-id-connect-provider', '--url', ISSUER, '--client-id-list', AUDIENCE);
  const [, policy = ''] = /```json\n([^]*?)```/.exec(read('docs/aws-role.md')) ?? [];
  const trust = policy.replace('repo:OWNER@OWNER-ID/REPOSITORY@REPOSITORY-ID:environment:production', subject);
  const created = await aws('iam', 'create-role', '--role-name', 'deploy', '--assume-role-policy-document', trust);
  return (created as { readonly Role: { readonly Arn: string } }).Role.Arn;
}

async function makeInstance(admin: EC2Client, name: string, address: string): Promise<AccountInstance> {
  const group = { GroupName: `web-${name}-${randomUUID()}`, Description: 'test' };
  const { GroupId = '' } = await admin.send(new CreateSecurityGroupCommand(group));
  const { Instances: [made] = [] } = await admin.send(
    new RunInstancesCommand({
      ...{ ImageId: 'ami-1e749f67', InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 },
      SecurityGroupIds: [GroupId],
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: name }] }],
    }),
  );
  const {
    InstanceId: id = '',
    PrivateIpAddress: privateAddress = '',
    VpcId: vpcId = '',
    SubnetId: subnetId = '',
  } = made ?? {};
  const { AllocationId } = await admin.send(new AllocateAddressCommand({ Domain: 'vpc', Address: address }));
  await admin.send(new AssociateAddressCommand({ InstanceId: id, AllocationId }));
  for (const port of [80, 443]) {
    const IpPermissions = [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
    await admin.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions }));
  }
  return { id, privateAddress, vpcId, subnetId, groupId: GroupId, endpointId: 'eice-1' };
}
