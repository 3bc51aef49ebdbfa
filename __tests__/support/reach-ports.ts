import type { ConnectEndpoint, Ec2, InboundRule, Instance, NewRule } from '../../src/aws/ec2.js';
import { awsFailure } from '../../src/aws/failure.js';
import type { Inputs } from '../../src/inputs/inputs.js';
import type { ReachPorts } from '../../src/reach/ports.js';
import { now, someInputs } from './facts.js';
import { someInstance, someRule } from './instances.js';

/** An account with one instance, as far as a run asks. What a test changes is changed for all later calls. */
export interface FakeAccount {
  instances: Instance[];
  rules: InboundRule[];
  endpoints: ConnectEndpoint[];
  /** Console output: as of now, and after the boot. */
  console: { latest?: string; posted?: string };
  /** IAM actions that are denied. */
  readonly denied: Set<string>;
  /** All calls, as `action argument`. */
  readonly calls: string[];
}

export interface FakeReach {
  readonly account: FakeAccount;
  readonly ports: ReachPorts;
  readonly said: string[];
  readonly warned: string[];
  readonly state: Map<string, string>;
}

/** The instance with `changes`, and a run with these inputs. */
export function fakeReach(
  { instance = {}, ...inputs }: Partial<Omit<Inputs, 'instance'>> & { readonly instance?: Partial<Instance> } = {},
  more: Partial<ReachPorts> = {},
): FakeReach {
  const account: FakeAccount = {
    ...{ instances: [someInstance(instance)], rules: [], endpoints: [], console: {} },
    ...{ denied: new Set(), calls: [] },
  };
  const said: string[] = [];
  const warned: string[] = [];
  const state = new Map<string, string>();
  let time = now.getTime();
  const ec2 = ec2Of(account);
  const ports: ReachPorts = {
    inputs: someInputs({ host: undefined, sshKey: undefined, hostKey: { kind: 'unknown' }, ...inputs }),
    ec2: () => Promise.resolve(ec2),
    instanceConnect: () => Promise.reject(new Error('not used')),
    openTunnel: () => Promise.reject(new Error('not used')),
    runnerAddress: () => Promise.resolve('198.51.100.4'),
    addressesOf: () => Promise.resolve([]),
    run: 'octo/shop run 1.1',
    say: (line) => void said.push(line),
    warn: (text) => void warned.push(text),
    saveState: (name, value) => Promise.resolve(void state.set(name, value)),
    now: () => time,
    sleep: (ms) => Promise.resolve(void (time += ms)),
    ...more,
  };
  return { account, ports, said, warned, state };
}

function ec2Of(account: FakeAccount): Ec2 {
  const call = <T>(action: string, resource: string, answer: () => T): Promise<T> => {
    account.calls.push(`${action} ${resource}`);
    if (!account.denied.has(action)) return Promise.resolve().then(answer);
    const error = Object.assign(new Error('not authorized'), { name: 'UnauthorizedOperation' });
    return Promise.reject(awsFailure({ action, resource }, error, { without: '' }));
  };
  return {
    region: () => Promise.resolve('eu-west-1'),
    findInstances: (query) =>
      call('ec2:DescribeInstances', '*', () =>
        account.instances.filter((one) =>
          query.kind === 'id'
            ? one.id === query.id
            : one.tags.get(query.key) === query.value || one.name === query.value,
        ),
      ),
    startInstance: ({ id, arn }) =>
      call('ec2:StartInstances', arn, () => {
        account.instances = account.instances.map((one) => (one.id === id ? { ...one, state: 'pending' } : one));
      }),
    consoleOutput: ({ arn }, isLatest) =>
      call('ec2:GetConsoleOutput', arn, () => (isLatest ? account.console.latest : account.console.posted)),
    tagInstance: ({ id, arn }, key, value) =>
      call('ec2:CreateTags', arn, () => {
        account.instances = account.instances.map((one) =>
          one.id === id ? { ...one, tags: new Map([...one.tags, [key, value]]) } : one,
        );
      }),
    inboundRules: (groups) =>
      call('ec2:DescribeSecurityGroupRules', '*', () =>
        account.rules.filter(({ groupId }) => groups.some(({ id }) => id === groupId)),
      ),
    addRule: (rule) => call('ec2:AuthorizeSecurityGroupIngress', rule.group.arn, () => added(rule, account)),
    removeRules: (group, ruleIds) =>
      call('ec2:RevokeSecurityGroupIngress', group.arn, () => {
        account.rules = account.rules.filter(({ id }) => !ruleIds.includes(id));
      }),
    endpointsIn: () => call('ec2:DescribeInstanceConnectEndpoints', '*', () => account.endpoints),
  };
}

function added({ group, port, network, description }: NewRule, account: FakeAccount): string | undefined {
  const isKnown = account.rules.some(
    (rule) => rule.network === network && rule.fromPort === port && rule.groupId === group.id,
  );
  if (isKnown) return undefined;
  const id = `sgr-${account.rules.length + 100}`;
  account.rules.push(someRule({ id, groupId: group.id, fromPort: port, toPort: port, network, description }));
  return id;
}
