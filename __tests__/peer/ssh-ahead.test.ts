import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type { Connection, Job } from '../../src/ssh/connection.js';
import { parseHostKeyPolicy } from '../../src/ssh/host-keys/known-hosts.js';
import { connect, type ConnectOptions } from '../../src/ssh/connect.js';
import type { HostKeyPolicy } from '../../src/ssh/host-keys/pin.js';
import { givenKey } from '../../src/ssh/keys/private-key.js';
import { Secret } from '../../src/secret.js';
import { startSshd, type Sshd } from '../support/sshd.js';

jest.setTimeout(60_000);

let sshd: Sshd;
beforeAll(async () => {
  sshd = await startSshd();
});
afterAll(async () => {
  await sshd[Symbol.asyncDispose]();
});

const policy = (text: string): HostKeyPolicy => {
  const parsed = parseHostKeyPolicy(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
};

async function open(options: Partial<ConnectOptions> = {}): Promise<Connection> {
  const { host, port, user } = sshd;
  const hostKey = policy(await sshd.publicHostKey('ed25519'));
  return connect({ host, port, user, key: givenKey(new Secret(sshd.key)), hostKey, timeoutMs: 10_000, ...options });
}

const job = (program: string, more: Partial<Job> = {}): Job => ({
  program,
  timeoutMs: 20_000,
  label: 'a test',
  ...more,
});

describe('a program that was started ahead', () => {
  // With a mark of this process: other suites have programs of their own that were started ahead.
  const ahead = `read -r _ && : of-${process.pid} && echo`;
  const program = `${ahead} "$$ $(cat)"`;
  const input = (): Job => job(program, { stdin: Buffer.from('\nsent') });

  test('is the one that runs, once: its process is there before its input', async () => {
    await using connection = await open();
    connection.prepare(program);
    const { stdout } = await connection.run(job(`until pgrep -f '^sh -c ${ahead} '; do sleep 0.05; done`));
    expect(stdout).toMatch(/^\d+\n$/);
    expect((await connection.run(input())).stdout).toBe(`${stdout.trim()} sent\n`);
    const again = await connection.run(input());
    expect(again).toMatchObject({ code: 0, ended: 'exited' });
    expect(again.stdout).not.toContain(stdout.trim());
  });

  test('is started again if it has ended, or the server takes no second program', async () => {
    await using connection = await open();
    connection.prepare(program);
    await connection.run(job(`until pkill -9 -f '^sh -c ${ahead} '; do sleep 0.05; done; sleep 0.2`));
    expect((await connection.run(input())).stdout).toMatch(/^\d+ sent\n$/);

    await using strict = await startSshd({ config: ['MaxSessions 1'] });
    const hostKey = policy(await strict.publicHostKey('ed25519'));
    await using one = await open({ port: strict.port, key: givenKey(new Secret(strict.key)), hostKey });
    const first = one.run(job('sleep 0.3; echo first'));
    one.prepare(program);
    expect((await first).stdout).toBe('first\n');
    // sshd counts a session until its channel is closed on both sides.
    await sleep(500);
    expect((await one.run(input())).stdout).toMatch(/^\d+ sent\n$/);
  });

  test('ends with the connection if it is not wanted', async () => {
    const connection = await open();
    connection.prepare(program);
    const { stdout } = await connection.run(job(`until pgrep -f '^sh -c ${ahead} '; do sleep 0.05; done`));
    await connection[Symbol.asyncDispose]();
    await using next = await open();
    const gone = job(`while kill -0 ${stdout.trim()} 2>/dev/null; do sleep 0.05; done; echo gone`);
    expect((await next.run(gone)).stdout).toBe('gone\n');
  });
});
