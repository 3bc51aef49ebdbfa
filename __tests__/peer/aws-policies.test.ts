import { describe, expect, jest, test } from '@jest/globals';
import { StopInstancesCommand } from '@aws-sdk/client-ec2';
import { generateKeyPairSync } from 'node:crypto';
import type { PolicyStatement } from '../../scripts/aws-features.js';
import { openingRule, webPortsOf } from '../../src/access/web-ports.js';
import { DeployError, explain } from '../../src/errors/deploy-error.js';
import type { Inputs } from '../../src/inputs/inputs.js';
import { Secret } from '../../src/secret.js';
import { openSshEd25519 } from '../../src/ssh/keys/openssh.js';
import { publicKeyOf } from '../../src/ssh/keys/private-key.js';
import { consoleOutput } from '../support/console-output.js';
import { osUser } from '../support/ec2-account.js';
import { allows, documentedStatements, judged, judgedTunnel, type JudgedCall } from '../support/policy.js';
import { useReach, type Attempt } from '../support/reach-account.js';

jest.setTimeout(90_000);

const { account, reach, useEndpoint } = useReach(60_000);
const place = 'arn:aws:ec2:eu-west-1:123456789012';

/** Features of a workflow, as docs/aws.md names them. */
const FEATURES = {
  always: 'instance',
  pushedKey: 'instance-connect',
  endpoint: 'endpoint',
  openPort: 'open-port',
  console: 'console-host-key',
  start: 'start-instance',
  web: 'open-web-ports',
} as const;
type Feature = keyof typeof FEATURES;

const documented = documentedStatements();
const optional = (Object.keys(FEATURES) as Feature[]).filter((feature) => feature !== 'always');
const isPossible = (features: readonly Feature[]): boolean =>
  !(features.includes('endpoint') && features.includes('openPort'));

const combinations = optional
  .reduce<readonly (readonly Feature[])[]>((all, one) => [...all, ...all.map((some) => [...some, one])], [[]])
  .filter(isPossible);

/** The statements of the features, for this account. */
function statementsOf(features: readonly Feature[]): readonly PolicyStatement[] {
  const { instanceId, groupId, sshd } = account();
  return (['always', ...features] as const).flatMap((feature) => {
    const text = JSON.stringify(documented.get(FEATURES[feature]) ?? [])
      .replaceAll('arn:aws:ec2:REGION:ACCOUNT-ID', place)
      .replaceAll('INSTANCE-ID', instanceId)
      .replaceAll('GROUP-ID', groupId)
      .replaceAll('ENDPOINT-ID', 'eice-1')
      .replaceAll('"ec2:osuser":"ec2-user"', `"ec2:osuser":"${osUser}"`)
      .replaceAll('remotePort":"22"', `remotePort":"${sshd.port}"`);
    return JSON.parse(text) as readonly PolicyStatement[];
  });
}

/** A first run with these features: what it called, and what it reported. */
async function run(features: readonly Feature[], inputs: Partial<Omit<Inputs, 'instance'>> = {}) {
  const { admin, instanceId, overlay, calls, tunnels, sshd, allow } = account();
  const has = (feature: Feature): boolean => features.includes(feature);
  await allow('198.51.100.0/24', sshd.port, 'office');
  if (has('start')) await admin.send(new StopInstancesCommand({ InstanceIds: [instanceId] }));
  if (has('endpoint')) useEndpoint();
  if (has('console')) overlay.console.set(instanceId, { posted: await inConsole() });
  const attempt = await reach({
    ...(has('pushedKey') ? {} : { sshKey: await storedKey() }),
    ...(has('endpoint') ? { access: 'instance-connect-endpoint' } : {}),
    ...(has('console') ? { hostKey: { kind: 'unknown' } } : {}),
    ...{ opensPort: has('openPort'), startsInstance: has('start'), opensWebPorts: has('web'), ...inputs },
  });
  const failure = await carriedOut(attempt, has('web')).catch((error: unknown) => error);
  return {
    calls: [
      ...calls.map((call) => judged(call, place)),
      ...tunnels.requests.map((request) => judgedTunnel(request, place)),
    ],
    failure,
    reported: [...attempt.warned, ...(failure instanceof DeployError ? [explain(failure)] : [])],
  };
}

/** Connects, and opens the ports that are closed, as the step of a plan does. */
async function carriedOut({ connection, reached }: Attempt, opensWeb: boolean): Promise<undefined> {
  await using connected = await connection();
  expect(connected.fingerprint).toMatch(/^SHA256:/);
  const { instance: facts } = await reached.host();
  if (facts === undefined) throw new Error('no facts');
  const rules = webPortsOf(facts).flatMap((port) => openingRule(port, facts.instance) ?? []);
  if (opensWeb) await reached.openWebPorts(rules);
  return undefined;
}

async function storedKey(): Promise<Secret> {
  const key = new Secret(openSshEd25519(generateKeyPairSync('ed25519').privateKey));
  const { type, base64 } = publicKeyOf(key);
  await account().keys.add(osUser, `${type} ${base64}`);
  return key;
}

async function inConsole(): Promise<string> {
  const key = `${await account().sshd.publicHostKey('ed25519')} root@host`;
  return consoleOutput({ keys: `-----BEGIN SSH HOST KEY KEYS-----\n${key}\n-----END SSH HOST KEY KEYS-----` });
}

const isAllowed = (call: JudgedCall, statements: readonly PolicyStatement[]): boolean =>
  statements.some((statement) => allows(statement, call));

test('the statements of docs/aws.md are all of features that are tried here', () => {
  expect(new Set(documented.keys())).toEqual(new Set(Object.values(FEATURES)));
});

describe('the statements of docs/aws.md for the features that a workflow uses', () => {
  test.each(combinations.map((features) => [['instance', ...features].join(' + '), features] as const))(
    '%s: allow what a run calls, and nothing that it does not',
    async (_, features) => {
      const { calls, failure } = await run(features);
      expect(failure).toBeUndefined();
      const statements = statementsOf(features);
      expect(calls.filter((call) => !isAllowed(call, statements))).toEqual([]);
      const unused = statements.flatMap((statement) =>
        [statement.Action].flat().filter((Action) => !calls.some((call) => allows({ ...statement, Action }, call))),
      );
      expect(unused).toEqual([]);
    },
  );
});

describe('a run whose call is denied', () => {
  const endsRun = true;
  const cases: readonly (readonly [string, readonly Feature[], boolean])[] = [
    ['ec2:DescribeInstances', [], endsRun],
    ['ec2:DescribeSecurityGroupRules', ['pushedKey'], !endsRun],
    ['ec2:DescribeSecurityGroupRules', ['pushedKey', 'openPort'], endsRun],
    ['ec2:DescribeSecurityGroupRules', ['pushedKey', 'web'], endsRun],
    ['ec2:DescribeInstanceConnectEndpoints', ['pushedKey', 'endpoint'], endsRun],
    ['ec2-instance-connect:OpenTunnel', ['pushedKey', 'endpoint'], endsRun],
    ['ec2-instance-connect:SendSSHPublicKey', ['pushedKey'], endsRun],
    ['ec2:AuthorizeSecurityGroupIngress', ['pushedKey', 'openPort'], endsRun],
    ['ec2:AuthorizeSecurityGroupIngress', ['pushedKey', 'web'], endsRun],
    ['ec2:RevokeSecurityGroupIngress', ['pushedKey', 'openPort'], !endsRun],
    ['ec2:GetConsoleOutput', ['pushedKey', 'console'], endsRun],
    ['ec2:CreateTags', ['pushedKey', 'console'], !endsRun],
    ['ec2:StartInstances', ['pushedKey', 'start'], endsRun],
  ];

  test('is tried with every call', () => {
    const actions = [...documented.values()].flat().flatMap(({ Action }) => Action);
    expect([...new Set(cases.map(([action]) => action))].sort()).toEqual([...new Set(actions)].sort());
  });

  test.each(
    cases.map(([action, features, ends]) => [action, ['instance', ...features].join(' + '), features, ends] as const),
  )('%s reports action, resource and a statement that allows it (%s)', async (action, _, features, ends) => {
    account().overlay.denied.add(action);
    const { calls, failure, reported } = await run(features);
    expect(failure instanceof DeployError).toBe(ends);
    const call = calls.find((one) => one.action === action);
    if (call === undefined) throw new Error(`${action} was not called.`);
    const text = reported.find((one) => one.includes(action)) ?? '';
    expect(text).toContain(
      call.resource === '*' ? `AWS denied ${action} to` : `AWS denied ${action} on ${call.resource}`,
    );
    expect(statementsIn(text).filter((statement) => allows(statement, call))).toHaveLength(1);
  });

  /** The policy that a report ends with. */
  function statementsIn(text: string): readonly PolicyStatement[] {
    const [json = '[]'] = /^\[\n[^]*?^\]/m.exec(text) ?? [];
    return JSON.parse(json) as readonly PolicyStatement[];
  }

  test('for an endpoint that nothing asked for is a warning, and the host is called directly', async () => {
    account().overlay.denied.add('ec2:DescribeInstanceConnectEndpoints');
    const { failure, reported } = await run(['pushedKey'], { port: 1 });
    expect(failure).toMatchObject({ code: 'ssh-port-closed' });
    expect(reported.join()).toContain('Endpoints were not searched: AWS denied ec2:DescribeInstanceConnectEndpoints');
  });
});
