import {
  AuthorizeSecurityGroupIngressCommand,
  CreateTagsCommand,
  DescribeInstanceConnectEndpointsCommand,
  EC2Client,
  GetConsoleOutputCommand,
  paginateDescribeInstances,
  paginateDescribeSecurityGroupRules,
  RevokeSecurityGroupIngressCommand,
  StartInstancesCommand,
  type DescribeInstancesCommandInput,
  type IpPermission,
} from '@aws-sdk/client-ec2';
import { codeIn } from './error-name.js';
import type { ConnectEndpoint, Ec2, InboundRule, Instance, NewRule } from './ec2.js';
import { endpointOf, inboundRuleOf, instancesOf } from './ec2-shapes.js';
import { CLIENT_CONFIG, send } from './send.js';
import type { InstanceQuery } from '../inputs/parsers/instance.js';

/** States of an endpoint in which it takes connections, as the AWS CLI has them. */
const USABLE = ['create-complete', 'update-in-progress', 'update-complete', 'update-failed'];

/** EC2 through the SDK. */
export function ec2Api(): Ec2 {
  const client = new EC2Client(CLIENT_CONFIG);
  return {
    region: () => send({ action: 'ec2:DescribeInstances', resource: '*' }, () => client.config.region()),

    findInstances: (query) =>
      send({ action: 'ec2:DescribeInstances', resource: '*' }, async (limit) => {
        try {
          return await allInstances(client, query, limit.abortSignal);
        } catch (error) {
          if (codeIn(error, 'InvalidInstanceID.NotFound', 'InvalidInstanceID.Malformed')) return [];
          throw error;
        }
      }),

    async startInstance({ id, arn }) {
      const command = new StartInstancesCommand({ InstanceIds: [id] });
      await send({ action: 'ec2:StartInstances', resource: arn }, (limit) => client.send(command, limit), startHint);
    },

    async consoleOutput({ id, arn }, isLatest) {
      const command = new GetConsoleOutputCommand({ InstanceId: id, ...(isLatest ? { Latest: true } : {}) });
      return await send({ action: 'ec2:GetConsoleOutput', resource: arn }, async (limit) => {
        try {
          const { Output } = await client.send(command, limit);
          return Output === undefined ? undefined : Buffer.from(Output, 'base64').toString('utf8');
        } catch (error) {
          // A type that is not Nitro has no output "as of now".
          if (isLatest && codeIn(error, 'UnsupportedOperation')) return undefined;
          throw error;
        }
      });
    },

    async tagInstance({ id, arn }, key, value) {
      const command = new CreateTagsCommand({ Resources: [id], Tags: [{ Key: key, Value: value }] });
      const condition = { 'ForAllValues:StringEquals': { 'aws:TagKeys': key } };
      await send({ action: 'ec2:CreateTags', resource: arn, condition }, (limit) => client.send(command, limit));
    },

    async inboundRules(groups) {
      if (groups.length === 0) return [];
      const call = { action: 'ec2:DescribeSecurityGroupRules', resource: '*' };
      return await send(call, async ({ abortSignal }) => {
        const rules: InboundRule[] = [];
        const filters = [{ Name: 'group-id', Values: groups.map(({ id }) => id) }];
        for await (const page of paginateDescribeSecurityGroupRules({ client }, { Filters: filters })) {
          abortSignal.throwIfAborted();
          rules.push(...(page.SecurityGroupRules ?? []).flatMap((rule) => inboundRuleOf(rule) ?? []));
        }
        return rules;
      });
    },

    async addRule(rule) {
      const command = new AuthorizeSecurityGroupIngressCommand({
        GroupId: rule.group.id,
        IpPermissions: [permissionOf(rule)],
      });
      const call = { action: 'ec2:AuthorizeSecurityGroupIngress', resource: rule.group.arn };
      return await send(
        call,
        async (limit) => {
          try {
            const { SecurityGroupRules } = await client.send(command, limit);
            return SecurityGroupRules?.[0]?.SecurityGroupRuleId ?? '';
          } catch (error) {
            if (codeIn(error, 'InvalidPermission.Duplicate')) return undefined;
            throw error;
          }
        },
        quotaHint,
      );
    },

    async removeRules({ id, arn }, ruleIds) {
      for (const ruleId of ruleIds) {
        const command = new RevokeSecurityGroupIngressCommand({ GroupId: id, SecurityGroupRuleIds: [ruleId] });
        await send({ action: 'ec2:RevokeSecurityGroupIngress', resource: arn }, async (limit) => {
          try {
            await client.send(command, limit);
          } catch (error) {
            if (!codeIn(error, 'InvalidSecurityGroupRuleId.NotFound', 'InvalidPermission.NotFound')) throw error;
          }
        });
      }
    },

    async endpointsIn(vpcId) {
      const filters = [
        { Name: 'vpc-id', Values: [vpcId] },
        { Name: 'state', Values: USABLE },
      ];
      const command = new DescribeInstanceConnectEndpointsCommand({ Filters: filters });
      const call = { action: 'ec2:DescribeInstanceConnectEndpoints', resource: '*' };
      const { InstanceConnectEndpoints } = await send(call, (limit) => client.send(command, limit));
      return (InstanceConnectEndpoints ?? []).map((endpoint): ConnectEndpoint => endpointOf(endpoint));
    },
  };
}

async function allInstances(
  client: EC2Client,
  query: InstanceQuery,
  signal: AbortSignal,
): Promise<readonly Instance[]> {
  const asked: Partial<DescribeInstancesCommandInput> =
    query.kind === 'id'
      ? { InstanceIds: [query.id] }
      : { Filters: [{ Name: `tag:${query.key}`, Values: [query.value] }] };
  const region = await client.config.region();
  const found: Instance[] = [];
  for await (const page of paginateDescribeInstances({ client }, asked)) {
    signal.throwIfAborted();
    found.push(...(page.Reservations ?? []).flatMap((reservation) => instancesOf(reservation, region)));
  }
  return found;
}

function permissionOf({ port, network, description: Description }: NewRule): IpPermission {
  const range = network.includes(':')
    ? { Ipv6Ranges: [{ CidrIpv6: network, Description }] }
    : { IpRanges: [{ CidrIp: network, Description }] };
  return { IpProtocol: 'tcp', FromPort: port, ToPort: port, ...range };
}

function startHint(errorName: string): string | undefined {
  if (errorName !== 'InsufficientInstanceCapacity') return undefined;
  return 'AWS has no capacity for this instance type in its zone at the moment. Start the instance later, or change its type.';
}

function quotaHint(errorName: string): string | undefined {
  if (errorName !== 'RulesPerSecurityGroupLimitExceeded') return undefined;
  return 'Remove rules that are no longer needed from this security group, or attach a further group to the instance whose name begins with ec2-https-deploy.';
}
