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
import { startMoto } from '../../lab/aws/moto.js';
import type { HostName } from '../../lab/hosts/definition.js';
import type { Lab } from '../../lab/lab.js';

/** An account in which a host of the lab is an instance; `name`: the value of its tag Name. */
export async function startLabAccount(lab: Lab, host: HostName, name: string): Promise<LabAccount> {
  const moto = await startMoto();
  const made = await makeInstance(adminOf(moto), name, lab.hosts[host].address);
  return await openAccount({ lab, host, moto, made });
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
