import { generateKeyPairSync } from 'node:crypto';
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { ruleDescription } from '../../src/access/port-rule.js';
import { ec2Api } from '../../src/aws/ec2-api.js';
import type { InboundRule } from '../../src/aws/ec2.js';
import { closeLeftOpen } from '../../src/reach/close-left-open.js';
import { Secret } from '../../src/secret.js';
import { openSshEd25519 } from '../../src/ssh/keys/openssh.js';
import { osUser } from '../support/ec2-account.js';
import { failureOf, useReach, whoami } from '../support/reach-account.js';

jest.setTimeout(90_000);

const { account, reach } = useReach(60_000);
const office = '198.51.100.0/24';
beforeEach(async () => await account().allow(office, account().sshd.port, 'office'));

const group = async () => {
  const [instance] = await ec2Api().findInstances({ kind: 'id', id: account().instanceId });
  const [found] = instance?.groups ?? [];
  if (found === undefined) throw new Error('no group');
  return found;
};
const rules = async (): Promise<readonly InboundRule[]> => await ec2Api().inboundRules([await group()]);
const descriptions = async () => (await rules()).map(({ description }) => description);
const callsOf = (name: string): number => account().calls.filter(({ action }) => action === name).length;

describe('AWS that limits the rate of calls', () => {
  test('is called again until the run is in, and the port is closed', async () => {
    const { faults } = account().overlay;
    for (const action of ['DescribeInstances', 'AuthorizeSecurityGroupIngress', 'RevokeSecurityGroupIngress'])
      faults.set(`ec2:${action}`, { name: 'RequestLimitExceeded', times: 2 });
    faults.set('ec2-instance-connect:SendSSHPublicKey', { name: 'ThrottlingException', times: 2 });
    await using connection = await (await reach({ opensPort: true }, {}, 60_000)).connection();
    expect(await whoami(connection)).toBe(osUser);
    expect(callsOf('ec2:AuthorizeSecurityGroupIngress')).toBe(3);
    expect(callsOf('ec2-instance-connect:SendSSHPublicKey')).toBe(3);
    expect(await descriptions()).toEqual(['office']);
  });

  test('for as long as the run lasts ends it within the minute of a call, with what to do and no open port', async () => {
    const stored = new Secret(openSshEd25519(generateKeyPairSync('ed25519').privateKey));
    const found = [await reach(), await reach({ opensPort: true, sshKey: stored })];
    await Promise.all(found.map(({ reached }) => reached.host()));
    for (const action of ['DescribeInstances', 'AuthorizeSecurityGroupIngress'])
      account().overlay.faults.set(`ec2:${action}`, { name: 'RequestLimitExceeded', times: 99 });
    const push = 'ec2-instance-connect:SendSSHPublicKey';
    account().overlay.faults.set(push, { name: 'ThrottlingException', times: 99 });
    const start = Date.now();
    const failures = await Promise.all(
      [...found, await reach()].map(async (attempt) => {
        const failure = await failureOf(attempt);
        expect(Date.now() - start).toBeLessThan(62_000);
        return failure;
      }),
    );
    account().overlay.faults.clear();
    const cases = [
      [push, 'ThrottlingException'],
      ['ec2:AuthorizeSecurityGroupIngress', 'RequestLimitExceeded'],
      ['ec2:DescribeInstances', 'RequestLimitExceeded'],
    ];
    expect(failures).toMatchObject(
      cases.map(([action, name]) => ({
        ...{ code: 'aws-error', what: `${action} failed`, why: `${name}: ${name} for ${action}` },
        hint: expect.stringMatching(/^The limit of requests .* was reached at each attempt\. Run the job again when /),
      })),
    );
    expect(await descriptions()).toEqual(['office']);
  });
});

describe('credentials that expire in the middle of a run', () => {
  test('end it with the call and with what to do, before anything is left open', async () => {
    account().overlay.faults.set('ec2-instance-connect:SendSSHPublicKey', { name: 'ExpiredTokenException', times: 9 });
    const failure = await failureOf(await reach({ opensPort: true }));
    expect(failure).toMatchObject({
      code: 'aws-credentials-missing',
      what: 'AWS rejected the credentials of this job (ec2-instance-connect:SendSSHPublicKey)',
      hint: expect.stringMatching(/^They have expired\. .*role-duration-seconds/),
    });
    expect(callsOf('ec2-instance-connect:SendSSHPublicKey')).toBe(1);
    expect(await descriptions()).toEqual(['office']);
  });

  test('while the port is open leave its rule, with a warning, to the post step, which has the state for it', async () => {
    account().overlay.faults.set('ec2:RevokeSecurityGroupIngress', { name: 'RequestExpired', times: 99 });
    const state = new Map<string, string>();
    const attempt = await reach(
      { opensPort: true },
      { saveState: (name, value) => Promise.resolve(void state.set(name, value)) },
    );
    await using connection = await attempt.connection();
    expect(await whoami(connection)).toBe(osUser);
    expect(attempt.warned.join()).toMatch(/still has the rule sgr-\w+\. It could not be removed: .*They have expired/s);
    expect(await descriptions()).toHaveLength(2);
    account().overlay.faults.clear();
    const said: string[] = [];
    const log = { say: (line: string) => void said.push(line), warn: (text: string) => void said.push(text) };
    await closeLeftOpen(state.get('open-port') ?? '', () => Promise.resolve(ec2Api()), log);
    expect(said).toEqual([expect.stringMatching(/^Removed the rule sgr-\w+ for 127\.0\.0\.1\/32/)]);
    expect(await descriptions()).toEqual(['office']);
  });
});

describe('a rule of this run', () => {
  test('is removed although the answer to the call that added it was lost', async () => {
    const lost = { name: 'InternalError', times: 1, isCarriedOut: true };
    account().overlay.faults.set('ec2:AuthorizeSecurityGroupIngress', lost);
    await using connection = await (await reach({ opensPort: true })).connection();
    expect(await whoami(connection)).toBe(osUser);
    expect(callsOf('ec2:AuthorizeSecurityGroupIngress')).toBe(2);
    expect(await descriptions()).toEqual(['office']);
  });

  test('is shared by another run from the same address, and both leave nothing behind', async () => {
    const runs = [1, 2, 3].map(async (id) => {
      const attempt = await reach({ opensPort: true }, { run: `octo/shop run ${id}.1` }, 30_000);
      return { attempt, connection: await attempt.connection() };
    });
    const done = await Promise.all(runs);
    expect(await Promise.all(done.map(async ({ connection }) => await whoami(connection)))).toEqual(
      done.map(() => osUser),
    );
    expect(done.flatMap(({ attempt }) => attempt.warned)).toEqual([]);
    expect(await descriptions()).toEqual(['office']);
    for (const { connection } of done) await connection[Symbol.asyncDispose]();
  });

  test('that was killed is removed by the next run once it has expired, and not before', async () => {
    const left = async (network: string, minutesAgo: number): Promise<void> => {
      const description = ruleDescription('octo/other run 7.1', new Date(Date.now() - minutesAgo * 60_000));
      await ec2Api().addRule({ group: await group(), port: account().sshd.port, network, description });
    };
    await left('192.0.2.1/32', 11);
    await left('192.0.2.2/32', 9);
    const attempt = await reach();
    await using connection = await attempt.connection();
    expect(await whoami(connection)).toBe(osUser);
    expect(attempt.said.join()).toMatch(/Removed an expired rule of an earlier run from sg-\w+: 192\.0\.2\.1\/32/);
    expect((await rules()).map(({ network }) => network).sort()).toEqual(['192.0.2.2/32', office]);
  });
});
