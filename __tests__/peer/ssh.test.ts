import { randomBytes } from 'node:crypto';
import { createServer, connect as connectTcp, type Socket } from 'node:net';
import { Readable } from 'node:stream';
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

/** A TCP connection to sshd that a test can break off. */
async function breakable(): Promise<{ readonly port: number; reset(): void; freeze(): void; close(): void }> {
  const sockets: Socket[] = [];
  const server = createServer((near) => {
    const far = connectTcp({ host: sshd.host, port: sshd.port });
    sockets.push(near, far);
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    reset: () => sockets.forEach((socket) => socket.resetAndDestroy()),
    freeze: () => sockets.forEach((socket) => socket.unpipe().pause()),
    close() {
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}

describe('a program', () => {
  test.each([0, 1, 3, 127, 255])('that exits with %i gives that code', async (code) => {
    await using connection = await open();
    expect(await connection.run(job(`exit ${code}`))).toMatchObject({ code, ended: 'exited', signal: undefined });
  });

  test('has its output kept apart, untrimmed, whatever the chunks', async () => {
    await using connection = await open();
    const done = await connection.run(job('printf " out\\n\\n"; printf "err ü" >&2'));
    expect([done.stdout, done.stderr]).toEqual([' out\n\n', 'err ü']);
  });

  test('gives its lines as they come, with characters that span packets whole', async () => {
    await using connection = await open();
    const seen: string[] = [];
    const program = String.raw`printf 'a\303'; sleep 0.2; printf '\274b\nsecond\n\n'; sleep 0.2; printf 'last'`;
    await connection.run(job(program, { onLine: (line) => seen.push(line) }));
    expect(seen).toEqual(['aüb', 'second', '', 'last']);
  });

  test('keeps only the end of a long output when its lines were given', async () => {
    await using connection = await open();
    let lines = 0;
    const done = await connection.run(job('seq 1 400000', { onLine: () => (lines += 1) }));
    expect(lines).toBe(400_000);
    expect(done.stdout.length).toBe(1024 * 1024);
    expect(done.stdout.endsWith('399999\n400000\n')).toBe(true);
  });

  test.each(['buffer', 'stream'] as const)('gets 20 MB of stdin back byte for byte (%s)', async (kind) => {
    await using connection = await open();
    const data = randomBytes(20_000_000);
    const stdin =
      kind === 'buffer'
        ? data
        : Readable.from(
            (function* () {
              for (let at = 0; at < data.length; at += 65_537) yield data.subarray(at, at + 65_537);
            })(),
          );
    const done = await connection.run(job('tee /dev/null | base64 -w0', { stdin }));
    expect(Buffer.from(done.stdout, 'base64').equals(data)).toBe(true);
  });

  test('may end without reading its stdin', async () => {
    await using connection = await open();
    const done = await connection.run(job('exit 4', { stdin: Readable.from(Array(100).fill(Buffer.alloc(100_000))) }));
    expect(done).toMatchObject({ code: 4, ended: 'exited' });
  });

  test('is not left waiting by a stream that ended before', async () => {
    await using connection = await open();
    const stdin = Readable.from([]);
    stdin.resume();
    await new Promise((resolve) => stdin.once('end', resolve));
    expect(await connection.run(job('cat', { stdin }))).toMatchObject({ code: 0, stdout: '' });
  });

  test('is given up when its stdin fails, with that failure', async () => {
    await using connection = await open();
    const stdin = Readable.from(
      (async function* () {
        yield Buffer.from('first');
        await Promise.resolve();
        throw new Error('the disk is gone');
      })(),
    );
    await expect(connection.run(job('cat', { stdin }))).rejects.toThrow('the disk is gone');
    expect(await connection.run(job('echo still here'))).toMatchObject({ stdout: 'still here\n' });
  });

  test('is given up when the reader of its lines throws', async () => {
    await using connection = await open();
    const onLine = (): void => {
      throw new Error('not an event');
    };
    await expect(connection.run(job('echo x; sleep 30', { onLine }))).rejects.toThrow('not an event');
  });

  test('that is killed says by which signal', async () => {
    await using connection = await open();
    expect(await connection.run(job('kill -9 $$'))).toMatchObject({
      ended: 'killed',
      signal: 'SIGKILL',
      code: undefined,
    });
  });

  test('that is silent for too long is ended, and the connection serves on', async () => {
    await using connection = await open();
    const done = await connection.run(job('echo begun; sleep 60', { timeoutMs: 700 }));
    expect(done).toMatchObject({ ended: 'timed-out', stdout: 'begun\n', code: undefined });
    expect(done.durationMs).toBeLessThan(3_000);
    expect(await connection.run(job('echo next'))).toMatchObject({ stdout: 'next\n' });
  });

  test('that leaves something running is over when it exits', async () => {
    await using connection = await open();
    const done = await connection.run(job('sleep 30 & echo done', { timeoutMs: 20_000 }));
    expect(done).toMatchObject({ ended: 'exited', code: 0, stdout: 'done\n' });
    expect(done.durationMs).toBeLessThan(10_000);
  });

  test('runs fifteen times in a row on one connection', async () => {
    await using connection = await open();
    for (let index = 0; index < 15; index += 1) {
      expect((await connection.run(job(`echo ${index}`))).stdout).toBe(`${index}\n`);
    }
    expect(connection.traffic.execs).toBe(15);
    expect(connection.traffic.bytesSent).toBeGreaterThan(1_000);
    expect(connection.traffic.bytesReceived).toBeGreaterThan(1_000);
  });
});

describe('a lost connection', () => {
  test('is told apart from an end of the program', async () => {
    await using connection = await open();
    const running = connection.run(job('echo begun; sleep 30', { onLine: () => void sshd.killSessions() }));
    const done = await running;
    expect(done).toMatchObject({ ended: 'connection-lost', code: undefined, signal: undefined, stdout: 'begun\n' });
    expect(done.why).not.toBe('');
    expect(await connection.run(job('echo more'))).toMatchObject({ ended: 'connection-lost' });
  });

  test('by a reset is a result too, and ends no process', async () => {
    const line = await breakable();
    await using connection = await open({ port: line.port });
    const done = await connection.run(job('echo begun; sleep 30', { onLine: () => line.reset() }));
    expect(done).toMatchObject({ ended: 'connection-lost', stdout: 'begun\n' });
    line.close();
  });

  test('by a reset while nothing runs is noticed by the next program', async () => {
    const line = await breakable();
    await using connection = await open({ port: line.port });
    line.reset();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(await connection.run(job('true'))).toMatchObject({ ended: 'connection-lost' });
    line.close();
  });

  test('by silence is noticed by its missing signs of life', async () => {
    const line = await breakable();
    await using connection = await open({ port: line.port, keepaliveMs: 200 });
    const done = await connection.run(job('echo begun; sleep 30', { onLine: () => line.freeze() }));
    expect(done).toMatchObject({ ended: 'connection-lost', why: expect.stringMatching(/keepalive/i) });
    line.close();
  });
});
