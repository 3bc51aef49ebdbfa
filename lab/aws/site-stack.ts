import { fileURLToPath } from 'node:url';
import { DescribeInstancesCommand } from '@aws-sdk/client-ec2';
import { z } from 'zod';
import { adminOf, type AccountInstance } from './account.js';
import { awsCli } from './aws-tools.js';
import type { Moto } from './moto.js';

export const templateFile = fileURLToPath(new URL('../../templates/aws/site.yaml', import.meta.url));

/** A stack of templates/aws/site.yaml. */
export interface SiteStack {
  readonly outputs: ReadonlyMap<string, string>;
  /** IDs of its resources, by their names in the template. */
  readonly resources: ReadonlyMap<string, string>;
}

const outputSchema = z.object({ OutputKey: z.string(), OutputValue: z.string() });
const stacksSchema = z.object({ Stacks: z.tuple([z.object({ Outputs: z.array(outputSchema) })]) });
// moto lists resources whose condition is not met too, without a name.
const resourceSchema = z.object({
  LogicalResourceId: z.string().optional(),
  PhysicalResourceId: z.string().optional(),
});
const resourcesSchema = z.object({ StackResources: z.array(resourceSchema) });

/** Creates a stack with the AWS CLI, as README.md does it. `moto` needs its CloudFormation. */
export async function createSiteStack(
  moto: Moto,
  name: string,
  parameters: Readonly<Record<string, string>>,
): Promise<SiteStack> {
  const aws = await awsCli(moto.endpoint);
  const overrides = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  await aws(
    ...['cloudformation', 'deploy', '--stack-name', name, '--template-file', templateFile],
    ...['--capabilities', 'CAPABILITY_IAM', '--parameter-overrides', ...overrides],
  );
  return await readSiteStack(moto, name);
}

export async function readSiteStack(moto: Moto, stackName: string): Promise<SiteStack> {
  const aws = await awsCli(moto.endpoint);
  const described = stacksSchema.parse(await aws('cloudformation', 'describe-stacks', '--stack-name', stackName));
  const [{ Outputs }] = described.Stacks;
  const listed = await aws('cloudformation', 'describe-stack-resources', '--stack-name', stackName);
  const { StackResources } = resourcesSchema.parse(listed);
  return {
    outputs: new Map(Outputs.map(({ OutputKey, OutputValue }) => [OutputKey, OutputValue])),
    resources: new Map(
      StackResources.flatMap(({ LogicalResourceId: name, PhysicalResourceId: id }) =>
        name === undefined || id === undefined ? [] : [[name, id] as const],
      ),
    ),
  };
}

/** A subnet of the default VPC, which a stack with an endpoint needs. */
export async function defaultSubnet(moto: Moto): Promise<string> {
  const subnetSchema = z.object({ Subnets: z.array(z.object({ SubnetId: z.string() })).min(1) });
  const aws = await awsCli(moto.endpoint);
  const found = await aws('ec2', 'describe-subnets', '--filters', 'Name=default-for-az,Values=true');
  return subnetSchema.parse(found).Subnets[0]?.SubnetId ?? '';
}

/** The instance of a stack that has an endpoint. */
export async function instanceOf(moto: Moto, { resources }: SiteStack): Promise<AccountInstance> {
  const id = resources.get('Instance') ?? '';
  const described = await adminOf(moto).send(new DescribeInstancesCommand({ InstanceIds: [id] }));
  const [instance] = described.Reservations?.[0]?.Instances ?? [];
  return {
    id,
    privateAddress: instance?.PrivateIpAddress ?? '',
    vpcId: instance?.VpcId ?? '',
    subnetId: instance?.SubnetId ?? '',
    groupId: resources.get('WebGroup') ?? '',
    endpointId: resources.get('ConnectEndpoint') ?? '',
  };
}
