import { readFile, writeFile } from 'node:fs/promises';
import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DeployKeyAgent, type DeployKeyOptions } from '../../src/ssh/agent/deploy-key-agent.js';
import type { Completed } from '../../src/ssh/connection.js';
import { parseHostKeyPolicy } from '../../src/ssh/host-keys/known-hosts.js';
import { quote } from '../../src/ssh/quote.js';
import { connect } from '../../src/ssh/connect.js';
import { givenKey } from '../../src/ssh/keys/private-key.js';
import { Secret } from '../../src/secret.js';
import { makeKey, startSshd, type HostKeyType, type Sshd } from '../support/sshd.js';

jest.setTimeout(60_000);

/** The EC2 host, the git server, and a server that would like to be taken for it. */
let host: Sshd;
let git: Sshd;
let stranger: Sshd;
const deployKeys = new Map<HostKeyType, string>();

beforeAll(async () => {
  [host, git, stranger] = await Promise.all([startSshd(), startSshd(), startSshd()]);
  for (const type of ['ed25519', 'rsa', 'ecdsa'] as const) {
    const file = path.join(git.directory, `deploy_${type}`);
    await makeKey(file, type);
    deployKeys.set(type, await readFile(file, 'utf8'));
    for (const server of [git, stranger]) await server.authorize(await readFile(`${file}.pub`, 'utf8'));
  }
  const repository = path.join(git.directory, 'site.git');
  const work = path.join(git.directory, 'work');
  const run = (...args: readonly string[]): Buffer =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args]);
  run('init', '-q', work);
  await writeFile(path.join(work, 'page.txt'), 'hello\n');
  run('-C', work, 'add', '-A');
  run('-C', work, 'commit', '-qm', 'first');
  run('clone', '-q', '--bare', work, repository);
});
afterAll(async () => {
  for (const server of [host, git, stranger]) await server[Symbol.asyncDispose]();
});

async function agentFor(more: Partial<DeployKeyOptions> = {}, type: HostKeyType = 'ed25519'): Promise<DeployKeyAgent> {
  const server = parseHostKeyPolicy(await git.publicHostKey('ed25519'));
  if ('problem' in server) throw new Error(server.problem);
  return new DeployKeyAgent({ key: new Secret(deployKeys.get(type) ?? ''), server, user: git.user, ...more });
}

/** Runs a program on the host with the agent served. `$SSH` is how it reaches a server. */
async function onHost(agent: DeployKeyAgent, program: string): Promise<Completed> {
  const { host: address, port, user, key } = host;
  const hostKey = {
    kind: 'pinned',
    pins: [{ kind: 'fingerprint', sha256: await host.fingerprint('ed25519') }],
  } as const;
  await using connection = await connect({
    host: address,
    port,
    user,
    key: givenKey(new Secret(key)),
    hostKey,
    timeoutMs: 10_000,
    agent,
  });
  const ssh =
    'ssh -F none -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR -o IdentityFile=none';
  const settings = `export GIT_SSH_COMMAND=${quote(ssh)}; SSH=${quote(ssh)}; REPOSITORY=${quote(path.join(git.directory, 'site.git'))}\n`;
  return await connection.run({ program: settings + program, timeoutMs: 30_000, label: 'a test' });
}

const clone = (server: Sshd, user = server.user): string => `
target=$(mktemp -d)
trap 'rm -rf "$target"' EXIT
git clone -q --depth 1 "ssh://${user}@127.0.0.1:${server.port}$REPOSITORY" "$target/site"
cat "$target/site/page.txt"`;

describe('git on the host, with the key on the runner,', () => {
  test.each(['ed25519', 'rsa', 'ecdsa'] as const)('clones with a deploy key of the type %s', async (type) => {
    const agent = await agentFor({}, type);
    expect(await onHost(agent, clone(git))).toMatchObject({ code: 0, stdout: 'hello\n', stderr: '' });
    expect([agent.signatures, agent.refusals]).toEqual([1, []]);
  });

  test.each(['ed25519', 'rsa', 'ecdsa'] as const)('knows the git server by its key of the type %s', async (type) => {
    const server = parseHostKeyPolicy(await git.fingerprint(type));
    if ('problem' in server) throw new Error(server.problem);
    const algorithms = { ed25519: 'ssh-ed25519', rsa: 'rsa-sha2-512', ecdsa: 'ecdsa-sha2-nistp256' }[type];
    const agent = await agentFor({ server });
    const program = `$SSH -o HostKeyAlgorithms=${algorithms} -p ${git.port} ${git.user}@127.0.0.1 echo in`;
    expect(await onHost(agent, program)).toMatchObject({ code: 0, stdout: 'in\n' });
  });

  test('is not let in at a server that is not the git server, although that one would take the key', async () => {
    const agent = await agentFor();
    const done = await onHost(agent, clone(stranger));
    expect(done.code).not.toBe(0);
    expect(done.stderr).toMatch(/Permission denied/);
    expect(agent.signatures).toBe(0);
    expect(agent.refusals.join()).toContain('not a host key of the git server');
  });

  test('is not let in as another user', async () => {
    const agent = await agentFor({ user: 'git' });
    const done = await onHost(agent, clone(git));
    expect(done.stderr).toMatch(/Permission denied/);
    expect(agent.refusals.join()).toContain("instead of 'git'");
  });
});

describe('a host that tries more', () => {
  test('sees the public key only, gets nothing signed, and cannot confuse the agent', async () => {
    const agent = await agentFor();
    const program = `
ssh-add -L
file=$(mktemp -d)
trap 'rm -rf "$file"' EXIT
ssh-add -L >"$file/key.pub"
echo text >"$file/text"
ssh-keygen -Y sign -f "$file/key.pub" -n file "$file/text" 2>/dev/null || echo unsigned
ssh-keygen -q -t ed25519 -N '' -f "$file/other"
ssh-add "$file/other" 2>/dev/null || echo unadded
ssh-add -D 2>/dev/null || echo undeleted
ssh-add -L | wc -l${clone(git)}`;
    const done = await onHost(agent, program);
    const publicKey = (await readFile(path.join(git.directory, 'deploy_ed25519.pub'), 'utf8')).split(' ')[1] ?? '';
    expect(done.stdout.split('\n').slice(1)).toEqual(['unsigned', 'unadded', 'undeleted', '1', 'hello', '']);
    expect(done.stdout).toContain(`ssh-ed25519 ${publicKey} deploy key`);
    expect(agent.refusals).toEqual([expect.stringContaining('not an SSH login')]);
  });

  test('cannot use the key through a further forwarding', async () => {
    const agent = await agentFor();
    const inner = `$SSH -A -p ${git.port} ${git.user}@127.0.0.1 ssh-add -L`;
    const done = await onHost(agent, inner);
    expect(done.stdout).not.toContain('ssh-ed25519');
  });
});

test('the deploy key does not log in to the host', async () => {
  const agent = await agentFor();
  await host.authorize(await readFile(path.join(git.directory, 'deploy_ed25519.pub'), 'utf8'));
  const { host: address, port, user } = host;
  const wrong = path.join(host.directory, 'wrong');
  await makeKey(wrong, 'ed25519');
  const key = givenKey(new Secret(await readFile(wrong, 'utf8')));
  const attempt = connect({
    host: address,
    port,
    user,
    key,
    hostKey: { kind: 'accept-any' },
    timeoutMs: 10_000,
    agent,
  });
  await expect(attempt).rejects.toMatchObject({ code: 'ssh-auth-failed' });
  expect(agent.signatures).toBe(0);
});
