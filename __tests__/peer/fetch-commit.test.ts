import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { fetchCommit } from '../../src/apply/fetch-commit.js';
import { givenKey } from '../../src/ssh/keys/private-key.js';
import { Secret } from '../../src/secret.js';
import { DeployKeyAgent } from '../../src/ssh/agent/deploy-key-agent.js';
import { connect } from '../../src/ssh/connect.js';
import type { Connection } from '../../src/ssh/connection.js';
import { parseHostKeyPolicy } from '../../src/ssh/host-keys/known-hosts.js';
import { readTemplate } from '../../src/templates.js';
import { aFreshHost, someInputs } from '../support/facts.js';
import { makeKey, startSshd, type Sshd } from '../support/sshd.js';

jest.setTimeout(60_000);

let host: Sshd;
let git: Sshd;
let deployKey: Secret;
let sha: string;

/** Runs git in the work tree from which the git server's repository is cloned. */
function inWork(...args: readonly string[]): string {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
  return execFileSync('git', ['-C', path.join(git.directory, 'work'), ...who, ...args], { encoding: 'utf8' }).trim();
}

beforeAll(async () => {
  [host, git] = await Promise.all([startSshd(), startSshd()]);
  const file = path.join(git.directory, 'deploy_key');
  await makeKey(file, 'ed25519');
  deployKey = new Secret(await readFile(file, 'utf8'));
  await git.authorize(await readFile(`${file}.pub`, 'utf8'));
  await mkdir(path.join(git.directory, 'work'));
  inWork('init', '-q');
  await writeFile(path.join(git.directory, 'work/page.txt'), 'hello\n');
  inWork('add', '-A');
  inWork('commit', '-qm', 'first');
  sha = inWork('rev-parse', 'HEAD');
});
afterAll(async () => {
  for (const server of [host, git]) await server[Symbol.asyncDispose]();
});

/** A connection to the host that serves the deploy key to the git server of this test, whose user is not `git`. */
async function connectTo(): Promise<Connection> {
  const server = parseHostKeyPolicy(await git.publicHostKey('ed25519'));
  if ('problem' in server) throw new Error(server.problem);
  const pins = [{ kind: 'fingerprint', sha256: await host.fingerprint('ed25519') }] as const;
  return await connect({
    ...{ host: host.host, port: host.port, user: host.user, key: givenKey(new Secret(host.key)), timeoutMs: 10_000 },
    hostKey: { kind: 'pinned', pins },
    agent: new DeployKeyAgent({ key: deployKey, server, user: git.user }),
  });
}

/** Fetches a commit into a site on the host. The site's folder has a space in it, so that a missing quote shows. */
async function fetchInto(site: string, commit: string, knownHosts?: string): Promise<string> {
  const root = path.join(host.directory, `the sites/${site}`);
  const source = {
    kind: 'git',
    url: `ssh://${git.user}@127.0.0.1:${git.port}${path.join(git.directory, 'work/.git')}`,
    sha: commit,
    deployKey,
    knownHosts: knownHosts ?? `[127.0.0.1]:${git.port} ${await git.publicHostKey('ed25519')}`,
  } as const;
  await fetchCommit(someInputs({ source }), { ...aFreshHost, root }, { connect: connectTo, readTemplate });
  return path.join(root, 'repository.git');
}

function contentIn(repository: string, commit: string): string {
  return execFileSync('git', ['--git-dir', repository, 'show', `${commit}:page.txt`], { encoding: 'utf8' });
}

describe('a commit that the host fetches itself', () => {
  test('is in the repository of the site afterwards, as are later ones', async () => {
    const repository = await fetchInto('first', sha);
    expect(contentIn(repository, sha)).toBe('hello\n');
    inWork('commit', '-q', '--allow-empty', '-m', 'second');
    const second = inWork('rev-parse', 'HEAD');
    await fetchInto('first', second);
    expect(contentIn(repository, second)).toBe('hello\n');
    // The host needs this commit and not its history.
    expect(execFileSync('git', ['--git-dir', repository, 'rev-list', '--count', second], { encoding: 'utf8' })).toBe(
      '1\n',
    );
  });

  test('is a failure with what git said when the git server does not have it', async () => {
    const missing = fetchInto('missing', 'f'.repeat(40));
    await expect(missing).rejects.toMatchObject({
      code: 'git-clone-failed',
      why: expect.stringMatching(/f{40}/),
    });
  });

  test('is not fetched from a server with another host key than was given', async () => {
    const other = `[127.0.0.1]:${git.port} ${await host.publicHostKey('ed25519')}`;
    const wrong = fetchInto('wrong', sha, other);
    await expect(wrong).rejects.toMatchObject({
      code: 'git-clone-failed',
      why: expect.stringContaining('Host key verification failed'),
    });
  });

  test('is fetched although a git that was killed left its lock files', async () => {
    const repository = await fetchInto('killed', inWork('rev-parse', 'HEAD'));
    for (const name of ['shallow.lock', 'index.lock']) await writeFile(path.join(repository, name), '');
    inWork('commit', '-q', '--allow-empty', '-m', 'after');
    const after = inWork('rev-parse', 'HEAD');
    await fetchInto('killed', after);
    expect(contentIn(repository, after)).toBe('hello\n');
    expect(existsSync(path.join(repository, 'index.lock'))).toBe(false);
  });

  test('waits for another run that fetches into the same site', async () => {
    const repository = await fetchInto('busy', inWork('rev-parse', 'HEAD'));
    const other = spawn('flock', [repository, 'sleep', '1.5']);
    await once(other, 'spawn');
    while (spawnSync('flock', ['--nonblock', repository, 'true']).status === 0) await sleep(20);
    await writeFile(path.join(repository, 'shallow.lock'), '');
    let isOver = false;
    const ended = once(other, 'exit').then(() => (isOver = true));
    await fetchInto('busy', inWork('rev-parse', 'HEAD'));
    expect(isOver).toBe(true);
    await ended;
  });

  test('leaves nothing on the host but the repository', async () => {
    await fetchInto('clean', inWork('rev-parse', 'HEAD'));
    expect(existsSync(path.join(host.directory, 'the sites/clean/repository.git'))).toBe(true);
    expect(execFileSync('ls', ['-A', path.join(host.directory, 'the sites/clean')], { encoding: 'utf8' })).toBe(
      'repository.git\n',
    );
  });
});
