import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import {
  AllocateAddressCommand,
  AssociateAddressCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateSecurityGroupCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupRulesCommand,
  EC2Client,
  RevokeSecurityGroupIngressCommand,
  RunInstancesCommand,
  type Instance,
} from '@aws-sdk/client-ec2';
import type { Overlay } from '../../lab/aws/ec2-overlay.js';
import { PushedKeys } from '../../lab/aws/pushed-keys.js';
import { awsStandIn } from '../../lab/aws/stand-in.js';
import { TunnelServer } from '../../lab/aws/tunnel-server.js';
import { ensureLeaf } from '../../lab/authority.js';
import { removeRecords } from '../../lab/demo/zone-records.js';
import { execOnHost } from '../../lab/hosts.js';
import type { HostName } from '../../lab/hosts/definition.js';
import type { Lab } from '../../lab/lab.js';
import { networkGateway } from './lab-network.js';
import { putRecord } from './lab-zone.js';
import { startMoto } from './moto.js';
import { guardPort, type PortGuard } from './port-guard.js';

// As the lab's runner has them.
const credentials = { accessKeyId: 'AKIALAB0000000000000', secretAccessKey: 'lab-secret-access-key' };
const region = 'ap-northeast-2';

/**
 * An account in which a host of the lab is an instance: a pushed key works there, its console has its host keys, and its SSH port is open
 * to the endpoint and to what the rules of its security group have.
 */
export interface LabAccount extends AsyncDisposable {
  readonly instance: () => Promise<Instance | undefined>;
  readonly overlay: Overlay;
  readonly keys: PushedKeys;
  readonly tunnels: TunnelServer;
  /** What a step needs to find these stand-ins. */
  readonly env: Readonly<Record<string, string>>;
  readonly guard: PortGuard;
  /** Adds an inbound rule for the SSH port, as something else than a deploy does. */
  readonly allow: (network: string, description: string) => Promise<void>;
  /** Removes the rule that admits all addresses to a port. */
  readonly forbid: (port: number) => Promise<void>;
  /** Descriptions of the inbound rules for a port. */
  readonly rules: (port?: number) => Promise<readonly string[]>;
}

/** Brings it up on this machine, where containers of the lab reach it; `name`: the value of the instance's tag Name. */
export async function startLabAccount(lab: Lab, host: HostName, name: string): Promise<LabAccount> {
  const cleaning: (() => PromiseLike<unknown>)[] = [];
  const moto = await startMoto();
  cleaning.push(() => moto[Symbol.asyncDispose]());
  const admin = new EC2Client({ endpoint: moto.endpoint, region, credentials });
  const instances = async (): Promise<readonly Instance[]> => {
    const { Reservations = [] } = await admin.send(new DescribeInstancesCommand({}));
    return Reservations.flatMap(({ Instances = [] }) => Instances);
  };
  const { address, sshPort, knownHosts } = lab.hosts[host];
  const made = await makeInstance(admin, name, address);

  const keys = new PushedKeys(async (user, lines) => await writeAuthorizedKeys(host, user, lines));
  cleaning.push(() => keys.end());
  const overlay: Overlay = {
    ...{ endpoints: [], console: new Map(), denied: new Set(), faults: new Map(), region, hasPoolAddresses: false },
  };
  overlay.console.set(made.id, { posted: consoleOf(knownHosts, address) });
  const find = async (id: string) => {
    const found = (await instances()).find((one) => one.InstanceId === id);
    return found === undefined ? undefined : { id, isRunning: found.State?.Name === 'running' };
  };
  const guarded = { host, port: sshPort, groupId: made.groupId, always: [`${networkGateway}/32`] };
  const guard = await guardPort(admin, guarded);
  cleaning.push(() => Promise.resolve(guard.end()));
  const called = async (): Promise<void> => await guard.update();
  const api = createHttpServer(awsStandIn({ moto: moto.endpoint, overlay, keys, find, called }));
  const url = `http://${networkGateway}:${await listening(api, cleaning)}`;

  const tunnels = new TunnelServer({
    secretOf: (id) => (id === credentials.accessKeyId ? credentials.secretAccessKey : undefined),
    route: (to) => (to === made.privateAddress ? { host: address, port: sshPort } : undefined),
    endpointIds: () => overlay.endpoints.map(({ id }) => id),
    isDenied: () => overlay.denied.has('ec2-instance-connect:OpenTunnel'),
  });
  // A name of its own, so that accounts of two suites at a time do not meet.
  const endpointName = `${randomUUID()}.endpoint.lab.test`;
  const { folder } = await ensureLeaf('endpoints', ['*.endpoint.lab.test'], () => undefined);
  const [key, cert] = await Promise.all(
    ['key.pem', 'chain.pem'].map(async (file) => await readFile(path.join(folder, file), 'utf8')),
  );
  const endpoint = createHttpsServer({ key, cert });
  endpoint.on('upgrade', (request, socket, head) => tunnels.upgrade(request, socket, head));
  const port = await listening(endpoint, cleaning);
  cleaning.push(() => Promise.resolve(tunnels.end()));
  cleaning.push(() => removeRecords(lab, endpointName));
  await putRecord(lab, {
    ...{ Name: `${endpointName}.`, Type: 'A', TTL: 60 },
    ResourceRecords: [{ Value: networkGateway }],
  });
  overlay.endpoints = [
    { id: 'eice-1', dnsName: `${endpointName}:${port}`, vpcId: made.vpcId, subnetId: made.subnetId },
  ];

  return {
    ...{ overlay, keys, tunnels, guard },
    instance: async () => (await instances()).find((one) => one.InstanceId === made.id),
    env: { AWS_ENDPOINT_URL_EC2: url, AWS_ENDPOINT_URL_EC2_INSTANCE_CONNECT: url },
    async allow(network, description) {
      const IpRanges = [{ CidrIp: network, Description: description }];
      const IpPermissions = [{ IpProtocol: 'tcp', FromPort: sshPort, ToPort: sshPort, IpRanges }];
      await admin.send(new AuthorizeSecurityGroupIngressCommand({ GroupId: made.groupId, IpPermissions }));
      await guard.update();
    },
    async forbid(port) {
      const IpPermissions = [{ IpProtocol: 'tcp', FromPort: port, ToPort: port, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }];
      await admin.send(new RevokeSecurityGroupIngressCommand({ GroupId: made.groupId, IpPermissions }));
    },
    async rules(port = sshPort) {
      const Filters = [{ Name: 'group-id', Values: [made.groupId] }];
      const { SecurityGroupRules = [] } = await admin.send(new DescribeSecurityGroupRulesCommand({ Filters }));
      return SecurityGroupRules.flatMap(({ IsEgress, FromPort, Description = '' }) =>
        IsEgress !== true && FromPort === port ? [Description] : [],
      );
    },
    async [Symbol.asyncDispose]() {
      for (const clean of cleaning.reverse()) await clean();
    },
  };
}

async function makeInstance(admin: EC2Client, name: string, address: string) {
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
  return { id, privateAddress, vpcId, subnetId, groupId: GroupId };
}

/** The second file that OpenSSH reads by default, so that the lab's own key stays. */
async function writeAuthorizedKeys(host: HostName, user: string, lines: string): Promise<void> {
  const script = 'home=$(getent passwd "$1" | cut -d: -f6); [ -z "$home" ] || cat > "$home/.ssh/authorized_keys2"';
  await execOnHost(host, ['sh', '-c', script, 'sh', user], { input: lines });
}

/** What cloud-init writes to the console at the first boot. */
function consoleOf(knownHosts: string, address: string): string {
  const keys = knownHosts.split('\n').flatMap((line) => (line.includes(address) ? line.replace(/^\S+ /, '') : []));
  return [
    '[   12.1] boot',
    '-----BEGIN SSH HOST KEY KEYS-----',
    ...keys,
    '-----END SSH HOST KEY KEYS-----',
    'login: ',
  ].join('\r\n');
}

async function listening(server: Server, cleaning: (() => PromiseLike<unknown>)[]): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, networkGateway, resolve));
  cleaning.push(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}
