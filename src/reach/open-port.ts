import { groupForRule, isOfRun, networkOf, ruleDescription } from '../access/port-rule.js';
import type { Instance, SecurityGroup } from '../aws/ec2.js';
import { DeployError, messageOf } from '../errors/deploy-error.js';
import type { ReachPorts } from './ports.js';

/** What the post step needs to remove what a killed run has left. */
export interface OpenPortState {
  readonly run: string;
  readonly group: SecurityGroup;
}

export const OPEN_PORT_STATE = 'open-port';

/** A runner behind several addresses may show another one at each attempt; more than this many is no such runner. */
const MOST_NETWORKS = 3;

type OpenPortPorts = Pick<
  ReachPorts,
  'ec2' | 'runnerAddress' | 'run' | 'say' | 'warn' | 'saveState' | 'now' | 'inputs'
>;

/**
 * Admits this runner to the SSH port of an instance, for the time of a login: a connection that is open survives the removal of its rule
 * (EC2 User Guide, "Security group connection tracking"). Disposing removes the rules that were added.
 */
export class OpenPort implements AsyncDisposable {
  readonly #ports: OpenPortPorts;
  readonly #group: SecurityGroup;
  readonly #family: 4 | 6;
  readonly #networks = new Set<string>();
  readonly #added: string[] = [];

  /** @throws DeployError aws-error if the instance has no security group */
  constructor(instance: Instance, address: string, ports: OpenPortPorts) {
    const group = groupForRule(instance.groups);
    if (group === undefined) throw new Error(`Instance ${instance.id} has no security group.`);
    this.#group = group;
    this.#family = address.includes(':') ? 6 : 4;
    this.#ports = ports;
  }

  /**
   * Adds the rule, unless the group has it; called before each attempt to connect, since the address of a runner may change, and since
   * another run that shares it may have removed its own rule.
   * @throws DeployError runner-address-unknown, aws-denied …
   */
  async admit(): Promise<void> {
    const { ec2, run, say, saveState, now, inputs } = this.#ports;
    const network = networkOf(await this.#address());
    const isNew = !this.#networks.has(network);
    if (isNew && this.#networks.size >= MOST_NETWORKS) return;
    const state: OpenPortState = { run, group: this.#group };
    // Before the call: a run that is killed in the middle of it leaves a rule, too.
    await saveState(OPEN_PORT_STATE, JSON.stringify(state));
    const description = ruleDescription(run, new Date(now()));
    const id = await (await ec2()).addRule({ group: this.#group, port: inputs.port, network, description });
    this.#networks.add(network);
    const own = id ?? (isNew ? await this.#ownRule(network) : undefined);
    if (own !== undefined) this.#added.push(own);
    if (own !== undefined)
      say(`Opened port ${inputs.port} for ${network} until the login is complete (${this.#group.id}, ${own})`);
    else if (isNew) say(`Port ${inputs.port} is open for ${network} already (${this.#group.id})`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { ec2, saveState, warn, say } = this.#ports;
    if (this.#networks.size === 0) return;
    const ids = this.#added.splice(0);
    try {
      await (await ec2()).removeRules(this.#group, ids);
      await saveState(OPEN_PORT_STATE, '');
      if (ids.length > 0) say(`Closed the port again: removed ${ids.join(', ')} from ${this.#group.id}`);
    } catch (error) {
      const hint = error instanceof DeployError ? `\n${error.hint}` : '';
      warn(
        `${this.#group.id} still has the rule ${ids.join(', ')}. It could not be removed: ${messageOf(error)}${hint}`,
      );
    }
  }

  /** A rule that this run has added although it was not told so: the answer to the call was lost, and the call repeated. */
  async #ownRule(network: string): Promise<string | undefined> {
    const { ec2, run, inputs } = this.#ports;
    const rules = await (await ec2()).inboundRules([this.#group]);
    return rules.find((rule) => rule.network === network && rule.fromPort === inputs.port && isOfRun(rule, run))?.id;
  }

  async #address(): Promise<string> {
    try {
      return await this.#ports.runnerAddress(this.#family);
    } catch (error) {
      throw new DeployError({
        code: 'runner-address-unknown',
        what: `The IPv${this.#family} address of this runner is unknown: ${messageOf(error)}`,
        hint:
          this.#family === 6
            ? 'Runners hosted by GitHub have no IPv6. Set host to the IPv4 address of the instance, or use an EC2 Instance Connect Endpoint (access: instance-connect-endpoint).'
            : 'Run the job again. If it fails again, use an EC2 Instance Connect Endpoint (access: instance-connect-endpoint).',
        cause: error,
      });
    }
  }
}
