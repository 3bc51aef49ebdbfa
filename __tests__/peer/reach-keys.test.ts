import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { CreateTagsCommand, DescribeSecurityGroupRulesCommand } from '@aws-sdk/client-ec2';
import { ec2Api } from '../../src/aws/ec2-api.js';
import { explain } from '../../src/errors/deploy-error.js';
import { consoleOutput } from '../support/console-output.js';
import { osUser } from '../support/ec2-account.js';
import { listening, portOf } from '../support/listening.js';
import { failureOf, keyMs, useReach, whoami } from '../support/reach-account.js';

jest.setTimeout(90_000);

const { account, reach } = useReach();
// Somebody else's rule; the stand-ins enforce none.
beforeEach(async () => await account().allow('198.51.100.0/24', account().sshd.port, 'office'));

const keyHasExpired = () => new Promise((resolve) => setTimeout(resolve, keyMs + 500));

describe('a key that is made for the run', () => {
  test('logs in, and the connection outlives the key', async () => {
    await using connection = await (await reach()).connection();
    expect(await whoami(connection)).toBe(osUser);
    await keyHasExpired();
    expect(await whoami(connection)).toBe(osUser);
  });

  test('is pushed again for a further connection', async () => {
    const attempt = await reach();
    await using first = await attempt.connection();
    expect(account().keys.count).toBe(1);
    await keyHasExpired();
    expect(account().keys.count).toBe(0);
    await using second = await attempt.connection();
    expect([await whoami(first), await whoami(second)]).toEqual([osUser, osUser]);
  });

  test('of a user that the host does not have ends the run, and names the user and what else may be wrong', async () => {
    const failure = await failureOf(await reach({ user: 'nobody-here' }));
    expect(failure.code).toBe('ssh-auth-failed');
    expect(failure.why).toMatch(/EC2 Instance Connect took the key for user 'nobody-here'.* did not accept it/);
    expect(explain(failure)).toMatch(
      /ec2-user .*ubuntu .*admin[^]*ec2-instance-connect installed[^]*Debian has no such/,
    );
  });

  test('that may not be pushed names the action, the instance and the statement with the user', async () => {
    account().overlay.denied.add('ec2-instance-connect:SendSSHPublicKey');
    const failure = await failureOf(await reach());
    expect(failure).toMatchObject({
      code: 'aws-denied',
      what: expect.stringContaining(`instance/${account().instanceId}`),
    });
    expect(failure.hint).toContain(`"ec2:osuser": "${osUser}"`);
  });
});

describe('open-port', () => {
  const rules = async () => {
    const Filters = [{ Name: 'group-id', Values: [account().groupId] }];
    const { SecurityGroupRules = [] } = await account().admin.send(new DescribeSecurityGroupRulesCommand({ Filters }));
    return SecurityGroupRules.filter(({ IsEgress, Description }) => IsEgress !== true && Description !== 'office');
  };

  test('admits the runner while it logs in, and no longer', async () => {
    let during: Awaited<ReturnType<typeof rules>> = [];
    const ec2 = ec2Api();
    const addRule: typeof ec2.addRule = async (rule) => {
      const id = await ec2.addRule(rule);
      during = await rules();
      return id;
    };
    const attempt = await reach({ opensPort: true }, { ec2: () => Promise.resolve({ ...ec2, addRule }) });
    await using connection = await attempt.connection();
    expect(await whoami(connection)).toBe(osUser);
    expect(during).toMatchObject([
      { CidrIpv4: '127.0.0.1/32', Description: expect.stringMatching(/^ec2-https-deploy octo\/shop run 1\.1 until /) },
    ]);
    expect(await rules()).toEqual([]);
    expect(await whoami(connection)).toBe(osUser);
  });

  test('closes the port again when the run is cancelled while it connects', async () => {
    const silent = await listening(() => undefined);
    const over = new AbortController();
    const attempt = await reach(
      { opensPort: true, host: account().publicAddress, port: portOf(silent) },
      { say: (line) => void (line.startsWith('Opened port') && over.abort()) },
    );
    await expect(attempt.connection({ signal: over.signal })).rejects.toThrow();
    expect(over.signal.aborted).toBe(true);
    expect(await rules()).toEqual([]);
    silent.close();
  });

  test('closes the port again after a login that fails', async () => {
    const attempt = await reach({ opensPort: true, user: 'nobody-here' });
    await failureOf(attempt);
    expect(attempt.said.join()).toContain('Opened port');
    expect(await rules()).toEqual([]);
  });
});

describe('the host key', () => {
  const unknown = { hostKey: { kind: 'unknown' } } as const;
  const inConsole = async (): Promise<string> => {
    const key = `${await account().sshd.publicHostKey('ed25519')} root@host`;
    return consoleOutput({ keys: `-----BEGIN SSH HOST KEY KEYS-----\n${key}\n-----END SSH HOST KEY KEYS-----` });
  };

  test('is taken from the console at the first run, and from the tag when the console is overwritten', async () => {
    account().overlay.console.set(account().instanceId, { posted: await inConsole() });
    const first = await reach(unknown);
    {
      await using connection = await first.connection();
      expect(await whoami(connection)).toBe(osUser);
    }
    account().overlay.console.set(account().instanceId, { latest: 'docker0: port 1(veth) entered forwarding state' });
    account().overlay.denied.add('ec2:GetConsoleOutput');
    await using connection = await (await reach(unknown)).connection();
    expect(await whoami(connection)).toBe(osUser);
  });

  test('that is another one than the tag has ends the run before anything is sent, and says where the pin is', async () => {
    const other = `SHA256:${'A'.repeat(43)}`;
    await account().admin.send(
      new CreateTagsCommand({
        Resources: [account().instanceId],
        Tags: [{ Key: 'ec2-https-deploy:host-key', Value: other }],
      }),
    );
    const failure = await failureOf(await reach(unknown));
    expect(failure).toMatchObject({ code: 'host-key-mismatch', why: expect.stringContaining(other) });
    expect(failure.hint).toContain(`The pinned key is in the tag ec2-https-deploy:host-key of the instance`);
  });

  test('without input, tag and console ends the run', async () => {
    const failure = await failureOf(await reach(unknown));
    expect(failure.code).toBe('host-key-unknown');
    expect(failure.what).toContain(await account().sshd.fingerprint('ed25519'));
  });
});
