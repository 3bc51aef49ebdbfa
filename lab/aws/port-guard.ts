import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeSecurityGroupRulesCommand, type EC2Client } from '@aws-sdk/client-ec2';
import { execOnHost } from '../hosts.js';
import { docker } from '../docker.js';
import { containerOf, imageOf, type HostName } from '../hosts/definition.js';
import { ensureImage } from '../images.js';

/** Enforces a security group on a host of the lab, at one port. */
export interface PortGuard {
  /** Takes the rules of the group over. */
  readonly update: () => Promise<void>;
  /** How long a change takes to have an effect; in AWS there is a small delay, too. */
  delayMs: number;
  /** Waits until every change has its effect. */
  readonly settled: () => Promise<void>;
  /** Opens the port again; what is still delayed is forgotten. */
  readonly end: () => Promise<void>;
}

interface Guarded {
  readonly host: HostName;
  readonly port: number;
  readonly groupId: string;
  /** Networks that other security groups stand for. */
  readonly always: readonly string[];
}

/** New connections to the port come from networks of the group's rules alone; those that are open stay, as AWS tracks them. */
export async function guardPort(admin: EC2Client, { host, port, groupId, always }: Guarded): Promise<PortGuard> {
  const over = new AbortController();
  let later = Promise.resolve();
  const hasIptables = (await execOnHost(host, ['sh', '-c', 'command -v iptables'])).exitCode === 0;
  const exec = hasIptables ? execOnHost : execInNetworkOf;
  const onHost = async (script: string, input = ''): Promise<void> => {
    const { exitCode, stderr } = await exec(host, ['sh', '-c', script], { input });
    if (exitCode !== 0) throw new Error(`Port ${port} of ${host} could not be guarded: ${stderr}`);
  };
  const rule = `INPUT -p tcp --dport ${port} -m conntrack --ctstate NEW -j GUARD`;
  const apply = async (): Promise<void> => {
    const networks = [...always, ...(await networksOf(admin, groupId, port))];
    await onHost('iptables-restore --noflush', chainOf(networks));
  };
  const applyLater = async (ms: number): Promise<void> => {
    await sleep(ms, undefined, { signal: over.signal, ref: false });
    await apply();
  };
  const guard: PortGuard = {
    delayMs: 0,
    async update() {
      // A delay that outlasts the test has no effect any more.
      if (guard.delayMs === 0) return await apply();
      const applied = applyLater(guard.delayMs).catch(() => undefined);
      later = later.then(() => applied);
    },
    settled: () => later,
    async end() {
      over.abort();
      // A host that was made anew meanwhile has no rules.
      await onHost(`iptables -D ${rule} && iptables -F GUARD && iptables -X GUARD`).catch(() => undefined);
    },
  };
  await guard.update();
  await onHost(`iptables -C ${rule} 2>/dev/null || iptables -I ${rule}`);
  return guard;
}

/** For a host without iptables: runs a program of a host that has it, in the network of this one. */
async function execInNetworkOf(host: HostName, argv: readonly string[], options: { readonly input: string }) {
  const image = await ensureImage(imageOf('ready'), () => undefined);
  const place = ['--network', `container:${containerOf(host)}`, '--cap-add', 'NET_ADMIN', '--entrypoint', ''];
  return await docker(['run', '--rm', '--interactive', ...place, image, ...argv], { ...options, allowFailure: true });
}

/** Replaces the chain at once, for `iptables-restore`. */
function chainOf(networks: readonly string[]): string {
  const rules = networks.map((network) => `-A GUARD -s ${network} -j RETURN`);
  return ['*filter', ':GUARD - [0:0]', ...rules, '-A GUARD -j DROP', 'COMMIT', ''].join('\n');
}

async function networksOf(admin: EC2Client, groupId: string, port: number): Promise<readonly string[]> {
  const Filters = [{ Name: 'group-id', Values: [groupId] }];
  const { SecurityGroupRules = [] } = await admin.send(new DescribeSecurityGroupRulesCommand({ Filters }));
  return SecurityGroupRules.flatMap(({ IsEgress, FromPort = 0, ToPort = 0, CidrIpv4 }) =>
    IsEgress !== true && FromPort <= port && port <= ToPort && CidrIpv4 !== undefined ? [CidrIpv4] : [],
  );
}
