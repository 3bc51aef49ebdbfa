import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { DeleteTagsCommand, StartInstancesCommand } from '@aws-sdk/client-ec2';
import { ec2Api } from '../../src/aws/ec2-api.js';
import { instanceConnectApi } from '../../src/aws/instance-connect-api.js';
import { openTunnel } from '../../src/aws/tunnel.js';
import { DeployError } from '../../src/errors/deploy-error.js';
import type { Inputs } from '../../src/inputs/inputs.js';
import type { AccessOptions } from '../../src/reach/instance-access.js';
import type { ReachPorts } from '../../src/reach/ports.js';
import { reachInstance, type InstanceReach } from '../../src/reach/reach.js';
import type { Connection } from '../../src/ssh/connection.js';
import { osUser, startEc2Account, type Ec2Account } from './ec2-account.js';
import { fakeReach } from './reach-ports.js';

/** How long a pushed key is good in these tests. */
export const keyMs = 1_500;

/** A run that looks for its instance in a real account. */
export interface Attempt {
  readonly reached: InstanceReach;
  readonly connection: (options?: Pick<AccessOptions, 'signal'>) => Promise<Connection>;
  readonly said: readonly string[];
  readonly warned: readonly string[];
}

export interface ReachFixture {
  readonly account: () => Ec2Account;
  /** A run with these inputs; by default the host key is pinned. `timeoutMs`: of a connection. */
  readonly reach: (
    inputs?: Partial<Omit<Inputs, 'instance'>>,
    more?: Partial<ReachPorts>,
    timeoutMs?: number,
  ) => Promise<Attempt>;
  /** From now on the VPC has an endpoint. */
  readonly useEndpoint: () => void;
}

/** An account with one instance for the tests of one file, as it was after each test. `validMs`: how long a pushed key is good. */
export function useReach(validMs = keyMs): ReachFixture {
  let account: Ec2Account;
  beforeAll(async () => {
    account = await startEc2Account({ keyMs: validMs });
    // On a machine without moto it is installed now, which takes a minute or more.
  }, 400_000);
  afterAll(async () => await account[Symbol.asyncDispose]());
  afterEach(async () => await reset(account));

  return {
    account: () => account,
    useEndpoint() {
      const { vpcId, subnetId, endpointName: dnsName } = account;
      account.overlay.endpoints = [{ id: 'eice-1', dnsName, vpcId, subnetId }];
    },
    async reach(inputs = {}, more = {}, timeoutMs = 8_000) {
      const sha256 = await account.sshd.fingerprint('ed25519');
      const hostKey: Inputs['hostKey'] = { kind: 'pinned', pins: [{ kind: 'fingerprint', sha256 }] };
      const { ports, said, warned } = fakeReach(
        { port: account.sshd.port, user: osUser, hostKey, dns: { kind: 'none' }, ...inputs },
        {
          ec2: () => Promise.resolve(ec2Api()),
          instanceConnect: () => Promise.resolve(instanceConnectApi()),
          openTunnel: (url, options) => openTunnel(url, { ...options, ca: account.ca }),
          runnerAddress: () => Promise.resolve('127.0.0.1'),
          now: Date.now,
          ...more,
        },
      );
      const query = { kind: 'tag', key: 'Name', value: 'shop' } as const;
      const reached = reachInstance(query, ports, new AbortController().signal);
      return { reached, connection: (options) => reached.connect({ timeoutMs, ...options }), said, warned };
    },
  };
}

export async function whoami(connection: Connection): Promise<string> {
  return (await connection.run({ program: 'id -un', timeoutMs: 5_000, label: 'a test' })).stdout.trim();
}

export async function failureOf({ connection }: Attempt): Promise<DeployError> {
  const outcome: unknown = await connection().catch((error: unknown) => error);
  if (outcome instanceof DeployError) return outcome;
  throw new Error(`Not refused: ${String(outcome)}`);
}

async function reset({ admin, instanceId, overlay, calls, keys, tunnels, inside }: Ec2Account): Promise<void> {
  overlay.denied.clear();
  overlay.faults.clear();
  overlay.console.clear();
  overlay.endpoints = [];
  await keys.end();
  inside.clear();
  tunnels.end();
  tunnels.requests.length = 0;
  const [instance] = await ec2Api().findInstances({ kind: 'id', id: instanceId });
  const groups = instance?.groups ?? [];
  const left = (await ec2Api().inboundRules(groups)).map(({ id }) => id);
  for (const group of groups) await ec2Api().removeRules(group, left);
  await admin.send(new StartInstancesCommand({ InstanceIds: [instanceId] }));
  await admin.send(new DeleteTagsCommand({ Resources: [instanceId], Tags: [{ Key: 'ec2-https-deploy:host-key' }] }));
  calls.length = 0;
}
