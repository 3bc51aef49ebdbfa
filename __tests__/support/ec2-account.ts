import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeInstancesCommand,
  EC2Client,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import type { ApiCall } from '../../lab/aws/api-call.js';
import type { Overlay } from '../../lab/aws/ec2-overlay.js';
import { PushedKeys } from '../../lab/aws/pushed-keys.js';
import { awsStandIn } from '../../lab/aws/stand-in.js';
import { TunnelServer } from '../../lab/aws/tunnel-server.js';
import { startMoto } from '../../lab/aws/moto.js';
import { freePort, startSshd, type Sshd } from './sshd.js';
import { IDLE_MS, makeAuthority } from './tls-server.js';

const credentials = { accessKeyId: 'AKIATEST', secretAccessKey: 'secret' };
const region = 'eu-west-1';

/** An account with one instance, whose sshd is real: its public address is one of this machine's own. */
export interface Ec2Account extends AsyncDisposable {
  readonly admin: EC2Client;
  readonly instanceId: string;
  readonly groupId: string;
  readonly vpcId: string;
  readonly subnetId: string;
  /** An Elastic IP of 127.0.0.0/8. */
  readonly publicAddress: string;
  readonly privateAddress: string;
  readonly sshd: Sshd;
  readonly overlay: Overlay;
  /** Calls to EC2 and EC2 Instance Connect so far; those to the endpoint are in `tunnels.requests`. */
  readonly calls: ApiCall[];
  readonly keys: PushedKeys;
  readonly tunnels: TunnelServer;
  /** Of the endpoint's certificate. */
  readonly ca: string;
  /** `localhost:PORT`, which a tunnel's URL is for. */
  readonly endpointName: string;
  /** Ports of the instance to which only the endpoint comes, by the port that it is asked for. */
  readonly inside: Map<number, number>;
  /** Adds an inbound rule. */
  readonly allow: (network: string, port: number, description?: string) => Promise<void>;
}

/** Brings it up, and sets the environment of this process so that the SDK finds it. `keyMs`: how long a pushed key is good. */
export async function startEc2Account({ keyMs }: { readonly keyMs?: number } = {}): Promise<Ec2Account> {
  const cleaning: Cleaning = [];
  const moto = await startMoto();
  cleaning.push(() => moto[Symbol.asyncDispose]());
  const folder = await mkdtemp(path.join(tmpdir(), 'pushed-'));
  const keys = new PushedKeys(
    async (user, lines) => await writeFile(path.join(folder, user), lines, { mode: 0o644 }),
    keyMs,
  );
  cleaning.push(async () => {
    await keys.end();
    await rm(folder, { recursive: true, force: true });
  });
  const overlay: Overlay = {
    ...{ endpoints: [], console: new Map(), denied: new Set(), faults: new Map(), region, hasPoolAddresses: false },
  };
  const admin = new EC2Client({ endpoint: moto.endpoint, region, credentials });
  const find = async (id: string) => {
    const { Reservations = [] } = await admin.send(new DescribeInstancesCommand({}));
    const state = Reservations.flatMap(({ Instances = [] }) => Instances).find((one) => one.InstanceId === id)?.State
      ?.Name;
    return state === undefined ? undefined : { id, isRunning: state === 'running' };
  };
  const calls: ApiCall[] = [];
  const called = (call: ApiCall): void => void calls.push(call);
  const api = createHttpServer(awsStandIn({ moto: moto.endpoint, overlay, keys, find, called }));
  const apiPort = await listening(api, cleaning);
  const made = await makeInstance(admin);

  const port = await freePort();
  const sshd = await startSshd({
    port,
    config: [`ListenAddress ${made.publicAddress}`, `AuthorizedKeysFile ${path.join(folder, '%u')}`],
  });
  cleaning.push(() => sshd[Symbol.asyncDispose]());
  const inside = new Map<number, number>();
  const tunnels = new TunnelServer({
    secretOf: (id) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined),
    route: (address, to) =>
      address === made.privateAddress ? { host: sshd.host, port: inside.get(to) ?? to } : undefined,
    endpointIds: () => overlay.endpoints.map(({ id }) => id),
    isDenied: () => overlay.denied.has('ec2-instance-connect:OpenTunnel'),
  });
  const authority = await makeAuthority();
  cleaning.push(() => authority[Symbol.asyncDispose]());
  const endpoint = createHttpsServer(await authority.issue(['localhost']));
  endpoint.on('upgrade', (request, socket, head) => tunnels.upgrade(request, socket, head));
  const endpointPort = await listening(endpoint, cleaning);
  cleaning.push(() => Promise.resolve(tunnels.end()));

  const environment = {
    AWS_ENDPOINT_URL_EC2: `http://127.0.0.1:${apiPort}`,
    AWS_ENDPOINT_URL_EC2_INSTANCE_CONNECT: `http://127.0.0.1:${apiPort}`,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_REGION: region,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  Object.assign(process.env, environment);
  cleaning.push(() => Promise.resolve(Object.keys(environment).forEach((name) => delete process.env[name])));
  return {
    ...{
      ...made,
      admin,
      sshd,
      overlay,
      calls,
      keys,
      tunnels,
      inside,
      ca: authority.ca,
      endpointName: `localhost:${endpointPort}`,
    },
    async allow(network, to, description = '') {
      const range = network.includes(':')
        ? { Ipv6Ranges: [{ CidrIpv6: network, Description: description }] }
        : { IpRanges: [{ CidrIp: network, Description: description }] };
      const IpPermissions = [{ IpProtocol: 'tcp', FromPort: to, ToPort: to, ...range }];
      await admin.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: made.groupId, IpPermissions }));
    },
    async [Symbol.asyncDispose]() {
      for (const clean of cleaning.reverse()) await clean();
    },
  };
}

/** What to undo, in reverse order. */
type Cleaning = (() => PromiseLike<void>)[];

/** Who logs in: whoever runs the test. */
export const osUser = userInfo().username;

async function makeInstance(admin: EC2Client) {
  const { Vpc } = await admin.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
  const vpcId = Vpc?.VpcId ?? '';
  const { Subnet } = await admin.send(new CreateSubnetCommand({ VpcId: vpcId, CidrBlock: '10.0.0.0/24' }));
  const group = { GroupName: 'web', Description: 'test', VpcId: vpcId };
  const { GroupId = '' } = await admin.send(new CreateSecurityGroupCommand(group));
  const subnetId = Subnet?.SubnetId ?? '';
  const { Instances } = await admin.send(
    new RunInstancesCommand({
      ...{ ImageId: 'ami-1e749f67', InstanceType: 't3.micro', MinCount: 1, MaxCount: 1 },
      ...{ SubnetId: subnetId, SecurityGroupIds: [GroupId] },
      TagSpecifications: [{ ResourceType: 'instance', Tags: [{ Key: 'Name', Value: 'shop' }] }],
    }),
  );
  const instanceId = Instances?.[0]?.InstanceId ?? '';
  const privateAddress = Instances?.[0]?.PrivateIpAddress ?? '';
  const { AllocationId, PublicIp = '' } = await admin.send(new AllocateAddressCommand({ Domain: 'vpc' }));
  await admin.send(new AssociateAddressCommand({ InstanceId: instanceId, AllocationId }));
  return { instanceId, groupId: GroupId, vpcId, subnetId, publicAddress: PublicIp, privateAddress };
}

async function listening(server: Server, cleaning: Cleaning): Promise<number> {
  server.keepAliveTimeout = IDLE_MS;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  cleaning.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}
