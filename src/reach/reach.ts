import { instanceNote, instanceText } from '../access/describe.js';
import { exposureWarnings } from '../access/exposure.js';
import type { InstanceFacts } from '../access/instance-facts.js';
import { webRuleDescription } from '../access/port-rule.js';
import { directAddress } from '../access/way.js';
import type { WebRule } from '../access/web-ports.js';
import type { Instance } from '../aws/ec2.js';
import { DeployError } from '../errors/deploy-error.js';
import type { Inputs } from '../inputs/inputs.js';
import type { InstanceQuery } from '../inputs/parsers/instance.js';
import type { Connection } from '../ssh/connection.js';
import { findHost, type FoundHost } from './find-host.js';
import { InstanceAccess, type AccessOptions } from './instance-access.js';
import type { ReachPorts } from './ports.js';

/** The host as far as it is known without a connection. */
export interface ReachedHost {
  /** Address or name for DNS records and for requests to the site; undefined: it has none of its own. */
  readonly publicAddress: string | undefined;
  /** What is known of it, for the log. */
  readonly notes: readonly string[];
  /** undefined: it was not looked up at AWS. */
  readonly instance: InstanceFacts | undefined;
}

/** An instance that is found once, and connected to as often as needed. */
export interface InstanceReach {
  readonly host: () => Promise<ReachedHost>;
  readonly connect: (options: AccessOptions) => Promise<Connection>;
  /** Adds rules that stay; one that is there already is no error. */
  readonly openWebPorts: (rules: readonly WebRule[]) => Promise<void>;
}

/** Begins to look for the instance. Aborting the signal ends that, and a start that is waited for. */
export function reachInstance(query: InstanceQuery, ports: ReachPorts, signal: AbortSignal): InstanceReach {
  const { inputs, say, warn, run } = ports;
  const finding = find();
  const access = finding.then((found) => new InstanceAccess(found, ports));
  // Prevents unhandled rejections; callers await them later.
  access.catch(() => undefined);
  return {
    host: async () => hostOf(await finding, inputs),
    connect: async (options) => await (await access).connect(options),
    async openWebPorts(rules) {
      const ec2 = await ports.ec2();
      for (const rule of rules) {
        const id = await ec2.addRule({ ...rule, description: webRuleDescription(run) });
        const of = `port ${rule.port} for ${rule.network} in ${rule.group.id}`;
        say(id === undefined ? `Another process has opened ${of}` : `Opened ${of} (${id})`);
      }
    },
  };

  async function find(): Promise<FoundHost> {
    const found = await findHost(query, ports, signal);
    const { instance, rules = [] } = found;
    const failure = withoutAddress(instance, inputs);
    if (failure !== undefined) throw failure;
    const isDnsTarget = inputs.dns.kind === 'route53' && inputs.dns.target === undefined;
    exposureWarnings({ instance, rules, port: inputs.port, isDnsTarget }).forEach(warn);
    return found;
  }
}

function hostOf({ instance, rules }: FoundHost, { host }: Inputs): ReachedHost {
  // A runner in the same network may be given the private address, which is nothing for visitors.
  const given = host === instance.privateAddress ? undefined : host;
  return {
    publicAddress: given ?? directAddress(instance) ?? host,
    notes: [instanceNote(instance)],
    instance: { instance, rules },
  };
}

function withoutAddress(instance: Instance, { dns, host }: Inputs): DeployError | undefined {
  if (directAddress(instance) !== undefined || host !== undefined) return undefined;
  if (dns.kind === 'none' || dns.target !== undefined) return undefined;
  return new DeployError({
    code: 'instance-without-address',
    what: `Instance ${instanceText(instance)} has no public address, so no DNS record can point to it`,
    hint: 'Associate an Elastic IP with it; or set dns-target to the load balancer in front of it; or set dns: none.',
  });
}
