import { isIP } from 'node:net';
import { contradiction } from '../access/check-host.js';
import { chooseInstance, type Chosen } from '../access/choose-instance.js';
import { instanceText } from '../access/describe.js';
import type { InstanceFacts } from '../access/instance-facts.js';
import { expiredRules } from '../access/port-rule.js';
import type { Ec2, InboundRule, Instance } from '../aws/ec2.js';
import { DeployError, messageOf } from '../errors/deploy-error.js';
import type { InstanceQuery } from '../inputs/parsers/instance.js';
import type { ReachPorts } from './ports.js';

/** A running instance. */
export interface FoundHost extends InstanceFacts {
  /** Whether this run has started it. */
  readonly wasStarted: boolean;
}

const POLL_MS = 3_000;
/** Time for an instance to start; most take less than a minute. */
const START_MS = 5 * 60_000;

/**
 * Finds the instance, starts it if that is wanted, and removes rules that earlier runs have left behind.
 * @throws DeployError instance-not-found, instance-ambiguous, instance-not-running, instance-address-mismatch, os-unsupported, aws-…
 */
export async function findHost(query: InstanceQuery, ports: ReachPorts, signal: AbortSignal): Promise<FoundHost> {
  const ec2 = await ports.ec2();
  const chosen = await choose(query, ec2, ports);
  const instance = chosen.needs === 'nothing' ? chosen.instance : await started(chosen, ec2, ports, signal);
  await checkHost(instance, ports);
  const rules = await inboundRules(instance, ec2, ports);
  const expired = expiredRules(rules ?? [], new Date(ports.now()));
  await removeExpired(instance, expired, ec2, ports);
  return {
    instance,
    rules: rules?.filter((rule) => !expired.includes(rule)),
    wasStarted: chosen.needs === 'start',
  };
}

async function choose(query: InstanceQuery, ec2: Ec2, { inputs }: ReachPorts): Promise<Chosen> {
  const [found, region] = await Promise.all([ec2.findInstances(query), ec2.region()]);
  const choice = chooseInstance(query, found, { region, startsInstance: inputs.startsInstance, dryRun: inputs.dryRun });
  if ('failure' in choice) throw new DeployError(choice.failure);
  return choice.chosen;
}

async function started(
  { instance, needs }: Chosen,
  ec2: Ec2,
  { say, now, sleep }: ReachPorts,
  signal: AbortSignal,
): Promise<Instance> {
  const end = now() + START_MS;
  let mayStart = needs === 'start';
  for (let current = instance; ;) {
    if (current.state === 'running') return current;
    if (mayStart && current.state === 'stopped') {
      say(`Starting instance ${instanceText(instance)}.`);
      await ec2.startInstance(instance);
      mayStart = false;
    }
    if (now() >= end || current.state === 'terminated') throw new DeployError(notStarted(current));
    await sleep(POLL_MS, signal);
    [current = current] = await ec2.findInstances({ kind: 'id', id: instance.id });
  }
}

function notStarted(instance: Instance) {
  return {
    code: 'instance-not-running',
    what: `Instance ${instanceText(instance)} is ${instance.state}`,
    why: `It was not running within ${START_MS / 60_000} minutes.`,
    hint: 'Check its state in the EC2 console, and run the job again.',
  } as const;
}

async function checkHost(instance: Instance, { inputs: { host }, addressesOf }: ReachPorts): Promise<void> {
  if (host === undefined) return;
  const resolved = isIP(host) === 0 ? await addressesOf(host) : [host];
  const failure = contradiction(host, resolved, instance);
  if (failure !== undefined) throw new DeployError(failure);
}

/** Without them a run can do: what they would have shown is not known then. */
async function inboundRules(
  instance: Instance,
  ec2: Ec2,
  { warn, inputs }: ReachPorts,
): Promise<readonly InboundRule[] | undefined> {
  try {
    return await ec2.inboundRules(instance.groups);
  } catch (error) {
    if (inputs.opensPort || inputs.opensWebPorts || !(error instanceof DeployError) || error.code !== 'aws-denied')
      throw error;
    warn(`The rules of the security groups were not checked: ${error.what}\n${error.hint}`);
    return undefined;
  }
}

async function removeExpired(
  { groups }: Instance,
  expired: readonly InboundRule[],
  ec2: Ec2,
  { say, warn }: ReachPorts,
): Promise<void> {
  for (const rule of expired) {
    const group = groups.find(({ id }) => id === rule.groupId);
    if (group === undefined) continue;
    try {
      await ec2.removeRules(group, [rule.id]);
      say(`Removed an expired rule of an earlier run from ${group.id}: ${rule.network ?? ''} (${rule.description})`);
    } catch (error) {
      const hint = error instanceof DeployError ? `\n${error.hint}` : '';
      warn(
        `An expired rule of an earlier run is still in ${group.id}: ${rule.id} (${rule.description}). It could not be removed: ${messageOf(error)}${hint}`,
      );
    }
  }
}
