import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DeployError, explain } from '../../src/errors/deploy-error.js';
import type { Connection } from '../../src/ssh/connection.js';
import { parseHostKeyPolicy } from '../../src/ssh/host-keys/known-hosts.js';
import { quote } from '../../src/ssh/quote.js';
import { connect, type ConnectOptions } from '../../src/ssh/connect.js';
import { givenKey } from '../../src/ssh/keys/private-key.js';
import { Secret } from '../../src/secret.js';
import { listening, portOf } from '../support/listening.js';
import { freePort, makeKey, startSshd, type Sshd } from '../support/sshd.js';

jest.setTimeout(60_000);

let sshd: Sshd;
beforeAll(async () => {
  sshd = await startSshd();
});
afterAll(async () => {
  await sshd[Symbol.asyncDispose]();
});

interface Try extends Partial<Omit<ConnectOptions, 'hostKey' | 'key'>> {
  readonly hostKey?: string;
  readonly key?: Secret;
  readonly passphrase?: Secret | undefined;
}
async function open({ hostKey, passphrase, ...options }: Try = {}): Promise<Connection> {
  const { host, port, user } = sshd;
  const policy = parseHostKeyPolicy(hostKey ?? (await sshd.publicHostKey('ed25519')));
  if ('problem' in policy) throw new Error(policy.problem);
  const key = givenKey(options.key ?? new Secret(sshd.key), passphrase);
  return await connect({ host, port, user, timeoutMs: 10_000, ...options, key, hostKey: policy });
}
async function failureOf(attempt: Promise<Connection>): Promise<DeployError> {
  const outcome: unknown = await attempt.catch((error: unknown) => error);
  if (outcome instanceof DeployError) return outcome;
  throw new Error(`Not refused: ${String(outcome)}`);
}

/** How often sshd was asked to let someone in. */
const refusals = (server: Sshd): number => server.log().split('Connection closed by authenticating user').length - 1;

describe('logging in', () => {
  const kinds: readonly (readonly [string, 'rsa' | 'ed25519' | 'ecdsa', string, readonly string[]])[] = [
    ['OpenSSH RSA', 'rsa', '', []],
    ['OpenSSH ed25519', 'ed25519', '', []],
    ['OpenSSH ECDSA 521', 'ecdsa', '', ['-b', '521']],
    ['PEM RSA, as EC2 makes them', 'rsa', '', ['-m', 'PEM']],
    ['PEM EC', 'ecdsa', '', ['-m', 'PEM']],
    ['PKCS#8 RSA', 'rsa', '', ['-m', 'PKCS8']],
    ['OpenSSH ed25519 with passphrase', 'ed25519', 'open ünd shut', ['-a', '1']],
    ['OpenSSH RSA with passphrase', 'rsa', 'open ünd shut', ['-a', '1']],
    ['PEM RSA with passphrase', 'rsa', 'open ünd shut', ['-m', 'PEM']],
    ['PKCS#8 EC with passphrase', 'ecdsa', 'open ünd shut', ['-m', 'PKCS8']],
  ];

  test.each(kinds)('works with a key of the kind %s', async (name, type, passphrase, args) => {
    const file = path.join(sshd.directory, name.replace(/\W/g, '-'));
    await makeKey(file, type, passphrase, ...args);
    await sshd.authorize(await readFile(`${file}.pub`, 'utf8'));
    const key = new Secret((await readFile(file, 'utf8')).replaceAll('\n', '\\n'));
    await using connection = await open({ key, passphrase: passphrase === '' ? undefined : new Secret(passphrase) });
    expect(await connection.run({ program: 'id -un', timeoutMs: 5_000, label: 'a test' })).toMatchObject({
      stdout: `${sshd.user}\n`,
    });
  });

  test('with a key that the host does not know is tried once, and says which key it was', async () => {
    const file = path.join(sshd.directory, 'unknown');
    await makeKey(file, 'rsa');
    const fingerprint = execFileSync('ssh-keygen', ['-lf', file], { encoding: 'utf8' }).split(' ')[1] ?? 'none';
    const before = refusals(sshd);
    const retried: string[] = [];
    const failure = await failureOf(
      open({ key: new Secret(await readFile(file, 'utf8')), onRetry: (message) => retried.push(message) }),
    );
    expect(failure.code).toBe('ssh-auth-failed');
    expect(explain(failure)).toContain(fingerprint);
    expect(explain(failure)).toMatch(/ec2-user .*ubuntu .*admin/);
    expect(retried).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(refusals(sshd) - before).toBe(1);
  });

  test.each(['no-such-user', '$(touch /tmp/x)', '-oProxyCommand=id', "it's\nme"])('as %j is refused', async (user) => {
    const failure = await failureOf(open({ user }));
    expect(failure).toMatchObject({ code: 'ssh-auth-failed', what: expect.stringContaining(user) });
  });

  test('at a host that takes only passwords says so', async () => {
    await using other = await startSshd({
      config: ['PubkeyAuthentication no', 'PasswordAuthentication yes', 'PermitRootLogin yes'],
    });
    const hostKey = await other.publicHostKey('ed25519');
    const failure = await failureOf(open({ port: other.port, key: new Secret(other.key), hostKey }));
    expect(failure).toMatchObject({
      code: 'ssh-auth-failed',
      why: expect.stringMatching(/accepts no public keys.*password/),
    });
  });

  test('with a broken key or a wrong passphrase does not reach for the host', async () => {
    const nobody = { host: 'nowhere.invalid', port: 1 };
    expect((await failureOf(open({ ...nobody, key: new Secret('') }))).code).toBe('ssh-key-unreadable');
    const file = path.join(sshd.directory, 'locked');
    await makeKey(file, 'ed25519', 'right', '-a', '1');
    const key = new Secret(await readFile(file, 'utf8'));
    expect((await failureOf(open({ ...nobody, key, passphrase: new Secret('wrong') }))).code).toBe(
      'ssh-key-passphrase',
    );
    expect((await failureOf(open({ ...nobody, key }))).code).toBe('ssh-key-passphrase');
  });
});

describe('the host key', () => {
  test.each(['ed25519', 'rsa', 'ecdsa'] as const)('of the type %s, alone pinned, is asked for', async (type) => {
    const fingerprint = await sshd.fingerprint(type);
    for (const hostKey of [
      await sshd.publicHostKey(type),
      `[127.0.0.1]:22 ${await sshd.publicHostKey(type)}`,
      fingerprint,
    ]) {
      await using connection = await open({ hostKey });
      expect(connection.fingerprint).toBe(fingerprint);
      expect(connection.warnings).toEqual([]);
    }
  });

  test('may be any one of several', async () => {
    await using other = await startSshd({ hostKeys: ['ecdsa'] });
    const hostKey = [
      await sshd.publicHostKey('ed25519'),
      await sshd.fingerprint('rsa'),
      await other.fingerprint('ecdsa'),
    ];
    await using connection = await open({ hostKey: hostKey.join('\n'), port: other.port, key: new Secret(other.key) });
    expect(connection.fingerprint).toBe(await other.fingerprint('ecdsa'));
  });

  test.each(['key', 'fingerprint'] as const)(
    'that is another one ends the run before anything is sent (%s)',
    async (kind) => {
      await using other = await startSshd();
      const hostKey = kind === 'key' ? await other.publicHostKey('ed25519') : await other.fingerprint('ed25519');
      const before = refusals(sshd);
      const failure = await failureOf(open({ hostKey }));
      expect(failure.code).toBe('host-key-mismatch');
      expect(failure.what).toContain(await sshd.fingerprint('ed25519'));
      expect(explain(failure)).toContain(hostKey);
      expect(refusals(sshd)).toBe(before);
    },
  );

  test('that is not known ends the run, with the fingerprint and the ways to check it', async () => {
    const failure = await failureOf(open({ hostKey: '' }));
    expect(failure.code).toBe('host-key-unknown');
    expect(failure.what).toContain(`ssh-ed25519 ${await sshd.fingerprint('ed25519')}`);
    expect(failure.hint).toContain(`ssh-keyscan -p ${sshd.port} 127.0.0.1`);
  });

  test('is taken unseen only when asked for, with a warning that says what to pin', async () => {
    await using connection = await open({ hostKey: 'accept-any' });
    expect(connection.warnings).toEqual([expect.stringContaining(await sshd.fingerprint('ed25519'))]);
  });
});

describe('a host that is not there', () => {
  test('yet is tried again until it is', async () => {
    const port = await freePort();
    const retries: string[] = [];
    const late = new Promise<Sshd>((resolve, reject) => {
      setTimeout(() => void startSshd({ port }).then(resolve, reject), 1_500);
    });
    const connecting = connect({
      host: '127.0.0.1',
      port,
      user: sshd.user,
      key: givenKey(new Secret(sshd.key)),
      hostKey: { kind: 'accept-any' },
      timeoutMs: 30_000,
      onRetry: (message) => retries.push(message),
    });
    await using server = await late;
    // It knows other keys than ours: being refused proves that it was reached.
    expect((await failureOf(connecting)).code).toBe('ssh-auth-failed');
    expect(server.port).toBe(port);
    expect(retries.length).toBeGreaterThan(1);
    expect(retries[0]).toContain('ECONNREFUSED');
  });

  test('refuses: says so, and what may be the reason', async () => {
    const port = await freePort();
    const failure = await failureOf(open({ port, timeoutMs: 1_200 }));
    expect(failure).toMatchObject({ code: 'host-unreachable', hint: expect.stringContaining(`port ${port}`) });
    expect(failure.what).toMatch(/\d+ attempts in 1 s\): connect ECONNREFUSED/);
    expect(failure.why).toContain('no SSH server listens');
  });

  test('does not answer: points to the security group', async () => {
    const silent = await listening(() => undefined);
    const failure = await failureOf(open({ port: portOf(silent), timeoutMs: 1_500 }));
    silent.close();
    expect(failure).toMatchObject({ code: 'host-unreachable', hint: expect.stringContaining('security group') });
  });

  test('hangs up, or is no SSH server', async () => {
    const rude = await listening((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    const failure = await failureOf(open({ port: portOf(rude), timeoutMs: 1_500 }));
    rude.close();
    expect(failure).toMatchObject({
      code: 'host-unreachable',
      why: expect.stringContaining('another server uses the port'),
    });
  });

  test('has a name without address', async () => {
    const failure = await failureOf(open({ host: 'ec2-host.invalid', timeoutMs: 1_000 }));
    expect(failure).toMatchObject({ code: 'host-unreachable', why: expect.stringContaining('misspelt') });
  });

  test('shares no algorithm: is not tried again', async () => {
    await using other = await startSshd({
      config: ['Ciphers chacha20-poly1305@openssh.com', 'KexAlgorithms sntrup761x25519-sha512@openssh.com'],
    });
    const retries: string[] = [];
    const failure = await failureOf(open({ port: other.port, onRetry: (message) => retries.push(message) }));
    expect(failure).toMatchObject({
      code: 'host-unreachable',
      what: expect.stringContaining('no algorithm in common'),
    });
    expect(retries).toEqual([]);
  });
});

describe('hostile values', () => {
  test.each(["it's", '$(touch /tmp/x)', '`id`', '"; exit 9; "', 'a\nb', '\\', '!!', '--flag', ' ', '', '*', 'ü😀'])(
    'arrive as they are: %j',
    async (value) => {
      await using connection = await open();
      const done = await connection.run({ program: `printf '%s' ${quote(value)}`, timeoutMs: 5_000, label: 'a test' });
      expect(done).toMatchObject({ code: 0, stdout: value });
    },
  );
});
