import { randomUUID } from 'node:crypto';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupRulesCommand,
  EC2Client,
  RevokeSecurityGroupIngressCommand,
  type Instance,
} from '@aws-sdk/client-ec2';
import { ensureLeaf } from '../authority.js';
import { putRecord, removeRecords } from '../demo/zone-records.js';
import { execOnHost } from '../hosts.js';
import type { HostName } from '../hosts/definition.js';
import type { Lab } from '../lab.js';
import { networkGateway } from '../network.js';
import type { Overlay } from './ec2-overlay.js';
import type { Moto } from './moto.js';
import { guardPort, type PortGuard } from './port-guard.js';
import { PushedKeys } from './pushed-keys.js';
import { awsStandIn } from './stand-in.js';
import { TunnelServer } from './tunnel-server.js';

/** Keys of a caller. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** As the lab's runner has them. */
export const labCredentials: Credentials = {
  accessKeyId: 'AKIALAB0000000000000',
  secretAccessKey: 'lab-secret-access-key',
};
export const labRegion = 'ap-northeast-2';

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

/** The instance for which a host stands, and the endpoint of its VPC. */
export interface AccountInstance {
  readonly id: string;
  readonly privateAddress: string;
  readonly vpcId: string;
  readonly subnetId: string;
  readonly groupId: string;
  readonly endpointId: string;
}

export interface AccountOptions {
  readonly lab: Lab;
  readonly host: HostName;
  /** Ends with the account. */
  readonly moto: Moto;
  readonly made: AccountInstance;
  /** Those of the caller, which the endpoint checks. */
  readonly credentials?: Credentials;
}

/** Brings it up on this machine, where containers of the lab reach it. */
export async function openAccount(options: AccountOptions): Promise<LabAccount> {
  const { lab, host, moto, made, credentials = labCredentials } = options;
  const cleaning: (() => PromiseLike<unknown>)[] = [() => moto[Symbol.asyncDispose]()];
  const admin = adminOf(moto);
  const instances = async (): Promise<readonly Instance[]> => {
    const { Reservations = [] } = await admin.send(new DescribeInstancesCommand({}));
    return Reservations.flatMap(({ Instances = [] }) => Instances);
  };
  const { address, sshPort, knownHosts } = lab.hosts[host];

  const keys = new PushedKeys(async (user, lines) => await writeAuthorizedKeys(host, user, lines));
  cleaning.push(() => keys.end());
  const overlay: Overlay = {
    ...{ endpoints: [], console: new Map(), denied: new Set(), faults: new Map(), hasPoolAddresses: false },
    region: labRegion,
  };
  overlay.console.set(made.id, { posted: consoleOf(knownHosts, address) });
  const find = async (id: string) => {
    const found = (await instances()).find((one) => one.InstanceId === id);
    return found === undefined ? undefined : { id, isRunning: found.State?.Name === 'running' };
  };
  const guarded = { host, port: sshPort, groupId: made.groupId, always: [`${networkGateway}/32`] };
  const guard = await guardPort(admin, guarded);
  cleaning.push(() => guard.end());
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
  await putRecord(lab, {
    ...{ Name: `${endpointName}.`, Type: 'A', TTL: 60 },
    ResourceRecords: [{ Value: networkGateway }],
  });
  cleaning.push(() => removeRecords(lab, endpointName));
  overlay.endpoints = [
    { id: made.endpointId, dnsName: `${endpointName}:${port}`, vpcId: made.vpcId, subnetId: made.subnetId },
  ];

  return {
    ...{ overlay, keys, tunnels, guard },
    instance: async () => (await instances()).find((one) => one.InstanceId === made.id),
    env: { AWS_ENDPOINT_URL_EC2: url, AWS_ENDPOINT_URL_EC2_INSTANCE_CONNECT: url, ...environmentOf(credentials) },
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

/** The account's owner, whose calls the lab's faults do not touch. */
export function adminOf({ endpoint }: Moto): EC2Client {
  return new EC2Client({ endpoint, region: labRegion, credentials: labCredentials });
}

function environmentOf({ accessKeyId, secretAccessKey, sessionToken }: Credentials): Readonly<Record<string, string>> {
  const keys = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
  return sessionToken === undefined ? keys : { ...keys, AWS_SESSION_TOKEN: sessionToken };
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
