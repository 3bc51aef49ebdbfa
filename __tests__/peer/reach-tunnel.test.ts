import { describe, expect, jest, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { Secret } from '../../src/secret.js';
import { openSshEd25519 } from '../../src/ssh/keys/openssh.js';
import { publicKeyOf } from '../../src/ssh/keys/private-key.js';
import { osUser } from '../support/ec2-account.js';
import { failureOf, useReach, whoami } from '../support/reach-account.js';
import { freePort } from '../support/sshd.js';

jest.setTimeout(90_000);

const { account, reach, useEndpoint } = useReach();

describe('an endpoint', () => {
  test('carries a login with a key that is made for the run, and what follows it', async () => {
    useEndpoint();
    const attempt = await reach({ access: 'instance-connect-endpoint' });
    await using connection = await attempt.connection();
    const sent = Buffer.alloc(1_000_000, 'x');
    const { stdout } = await connection.run({
      program: 'wc -c; head -c 300000 /dev/zero | tr "\\0" y',
      stdin: sent,
      timeoutMs: 20_000,
      label: 'a test',
    });
    expect(stdout.trim().split('\n')[0]?.trim()).toBe('1000000');
    expect(stdout.length).toBeGreaterThan(300_000);
    expect(connection.traffic.bytesSent).toBeGreaterThan(1_000_000);
    expect(connection.traffic.bytesReceived).toBeGreaterThan(300_000);
    const query = new URL(`wss://x${account().tunnels.requests[0] ?? ''}`).searchParams;
    expect(Object.fromEntries(query)).toMatchObject({
      ...{ instanceConnectEndpointId: 'eice-1', privateIpAddress: account().privateAddress },
      ...{ remotePort: String(account().sshd.port), maxTunnelDuration: '1800', 'X-Amz-Expires': '60' },
    });
  });

  test('carries the login with a stored key, for images without the agent', async () => {
    useEndpoint();
    const { privateKey } = generateKeyPairSync('ed25519');
    const key = openSshEd25519(privateKey);
    const { type, base64 } = publicKeyOf(new Secret(key));
    await account().keys.add(osUser, `${type} ${base64}`);
    account().overlay.denied.add('ec2-instance-connect:SendSSHPublicKey');
    await using connection = await (
      await reach({ access: 'instance-connect-endpoint', sshKey: new Secret(key) })
    ).connection();
    expect(await whoami(connection)).toBe(osUser);
  });

  test('is used without a choice, if no security group allows the port', async () => {
    useEndpoint();
    const attempt = await reach();
    await using connection = await attempt.connection();
    expect(await whoami(connection)).toBe(osUser);
    expect(attempt.said.join()).toMatch(/through the EC2 Instance Connect Endpoint eice-1, because no security group/);
  });

  test('ends a connection at the maximum duration, and a further one opens another tunnel', async () => {
    useEndpoint();
    const attempt = await reach({ access: 'instance-connect-endpoint', timeoutMs: 2_000 });
    await using connection = await attempt.connection();
    const { ended, why } = await connection.run({ program: 'sleep 10', timeoutMs: 20_000, label: 'a test' });
    expect(ended).toBe('connection-lost');
    expect(why).toContain('Maximum tunnel duration');
    await using second = await attempt.connection();
    expect(await whoami(second)).toBe(osUser);
    expect(account().tunnels.requests).toHaveLength(2);
  });

  test('that does not take our signature means that the credentials are wrong', async () => {
    useEndpoint();
    process.env['AWS_SECRET_ACCESS_KEY'] = 'another';
    try {
      const failure = await failureOf(await reach({ access: 'instance-connect-endpoint' }));
      expect(failure).toMatchObject({ code: 'aws-credentials-missing', what: expect.stringContaining('OpenTunnel') });
      expect(failure.why).toMatch(/HTTP 403: .*signature.*request req-1/);
    } finally {
      process.env['AWS_SECRET_ACCESS_KEY'] = 'secret';
    }
  });

  test('whose tunnel does not reach the SSH server says which security groups to check', async () => {
    useEndpoint();
    const failure = await failureOf(await reach({ access: 'instance-connect-endpoint', port: 1 }));
    expect(failure).toMatchObject({
      code: 'host-unreachable',
      why: expect.stringContaining('eice-1 took the connection'),
    });
    expect(failure.hint).toContain(account().groupId);
  });
});

describe('a port that does not respond directly', () => {
  const closed = async (): Promise<number> => {
    const port = await freePort();
    account().inside.set(port, account().sshd.port);
    await account().allow('198.51.100.0/24', port);
    return port;
  };

  test('is reached through an endpoint of the VPC', async () => {
    useEndpoint();
    const attempt = await reach({ port: await closed() }, {}, 30_000);
    await using connection = await attempt.connection();
    expect(await whoami(connection)).toBe(osUser);
    expect(attempt.said.join()).toMatch(
      /through the EC2 Instance Connect Endpoint eice-1, because port \d+ is not reachable/,
    );
  });

  test('without an endpoint ends the run, and names both ways without an open port', async () => {
    const failure = await failureOf(await reach({ port: await closed() }, {}, 17_000));
    expect(failure.code).toBe('host-unreachable');
    expect(failure.hint).toMatch(/open-port: true[^]*create-instance-connect-endpoint --subnet-id subnet-/);
  });

  test('is not looked for elsewhere with access: instance-connect', async () => {
    useEndpoint();
    const failure = await failureOf(await reach({ access: 'instance-connect', port: await closed() }, {}, 1_000));
    expect(failure.code).toBe('host-unreachable');
    expect(account().tunnels.requests).toEqual([]);
  });
});
