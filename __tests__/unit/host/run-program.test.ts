import { describe, expect, test } from '@jest/globals';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Completed, Connection, Job } from '../../../src/ssh/connection.js';
import { runHostProgram } from '../../../src/host/run-program.js';

const wentWell: Completed = {
  ...{ code: 0, signal: undefined, stdout: '', stderr: '', ended: 'exited', why: undefined, durationMs: 1 },
};

function connectionThat(run: (job: Job) => Promise<Completed>): Connection {
  return {
    fingerprint: 'SHA256:x',
    warnings: [],
    prepare: () => undefined,
    traffic: { execs: 1, bytesSent: 0, bytesReceived: 0 },
    run,
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** What is told of a run over that connection. */
async function told(run: (job: Job) => Promise<Completed>, lines: string[] = []): Promise<readonly string[]> {
  await runHostProgram(connectionThat(run), {
    parts: [{ path: 'vars', mode: 0o600, content: 'A=1\n' }],
    receive: 'cat',
    timeoutMs: 1_000,
    watcher: {
      begin: (step) => void lines.push(`begin ${step}`),
      log: (line) => void lines.push(line),
      unhealthy: ({ service, kind, text }) => void lines.push(`unhealthy ${service} ${kind}: ${text}`),
      end: (step, isWell) => void lines.push(`end ${step} ${isWell}`),
    },
    now: new Date(0),
  });
  return lines;
}

const events = [
  { event: 'begin', step: 'files' },
  { event: 'log', step: 'files', text: 'one' },
  { event: 'end', step: 'files', rc: 0, milliseconds: 5 },
  { event: 'done', text: 'applied' },
].map((event) => JSON.stringify(event));
const all = ['begin files', 'one', 'end files true'];

describe('what the host program tells', () => {
  test('may be that compose reads the project differently: that is no failure of a step, and the plan has to be made again', async () => {
    const lines = [
      { event: 'begin', step: 'confirm' },
      { event: 'end', step: 'confirm', rc: 0, milliseconds: 5 },
      {
        ...{ event: 'contradiction', step: 'confirm', differs: ['services.web.ports'] },
        ...{ files: ['compose.yaml'], facts: { services: {} } },
      },
      { event: 'done', text: 'replan' },
    ];
    const run = told((job) => {
      lines.forEach((line) => job.onLine?.(JSON.stringify(line)));
      return Promise.resolve(wentWell);
    });
    await expect(run).rejects.toMatchObject({
      ...{ code: 'stale-plan', differs: ['services.web.ports'] },
      project: { files: ['compose.yaml'], facts: { services: {} } },
    });
  });

  test('is heard in order, even if it comes all at once with the end', async () => {
    const lines = await told(async (job) => {
      if (job.stdin instanceof Readable) await buffer(job.stdin);
      events.forEach((line) => job.onLine?.(line));
      return wentWell;
    });
    expect(lines).toEqual(all);
  });

  test('is heard when the host has not read to the end of what it was sent', async () => {
    const lines = await told((job) => {
      events.forEach((line) => job.onLine?.(line));
      return Promise.resolve(wentWell);
    });
    expect(lines).toEqual(all);
  });

  test('names a full disk that has no room for what was sent', async () => {
    const stderr = 'tar: files/a: Cannot write: No space left on device\ntar: Exiting with failure status';
    await expect(told(() => Promise.resolve({ ...wentWell, code: 1, stderr }))).rejects.toMatchObject({
      code: 'disk-full',
    });
  });

  test('names the containers that failed, but not those of the way back', async () => {
    const one = (step: string, service: string) => ({
      ...{ event: 'unhealthy', step, service, kind: 'exited', text: 'ended with exit code 3' },
      ...{ lines: ['last words'], checks: [] },
    });
    const failed = [
      ...[{ event: 'begin', step: 'up' }, one('up', 'web'), { event: 'end', step: 'up', rc: 1, milliseconds: 5 }],
      ...[{ event: 'begin', step: 'rollback' }, one('rollback', 'db')],
      { event: 'done', text: 'failed' },
    ].map((event) => JSON.stringify(event));
    const lines: string[] = [];
    const run = told((job) => {
      failed.forEach((line) => job.onLine?.(line));
      return Promise.resolve(wentWell);
    }, lines);
    await expect(run).rejects.toMatchObject({ code: 'host-program-failed' });
    expect(lines).toEqual([
      'begin up',
      'unhealthy web exited: ended with exit code 3',
      'end up false',
      'begin rollback',
    ]);
  });

  test('is the reason of a failed switch with its own last lines, told after the way back', async () => {
    const failed = [
      { event: 'begin', step: 'up' },
      { event: 'log', step: 'up', text: 'app is ill' },
      { event: 'end', step: 'up', rc: 1, milliseconds: 5 },
      { event: 'begin', step: 'rollback' },
      { event: 'log', step: 'rollback', text: 'the way back' },
      { event: 'end', step: 'rollback', rc: 0, milliseconds: 5 },
      {
        event: 'failure',
        step: 'up',
        code: 'containers-unhealthy',
        text: 'app is unhealthy; rolled back to release r1',
      },
      { event: 'done', text: 'failed' },
    ];
    const run = told((job) => {
      failed.forEach((event) => job.onLine?.(JSON.stringify(event)));
      return Promise.resolve(wentWell);
    });
    await expect(run).rejects.toMatchObject({
      code: 'containers-unhealthy',
      why: expect.stringContaining('app is ill'),
    });
    await expect(run).rejects.not.toMatchObject({ why: expect.stringContaining('the way back') });
  });

  test('is the reason of a failed pull, however many layers other images have', async () => {
    const log = (text: string) => ({ event: 'log', step: 'build', text });
    const warning =
      'time="2026-11-26T12:00:00Z" level=warning msg="The \\"A\\" variable is not set. Defaulting to a blank string."';
    const failed = [
      { event: 'begin', step: 'build' },
      log('Error response from daemon: manifest unknown'),
      ...Array.from({ length: 50 }, (_, n) => log(` 8facfd46d2eb Downloading [=>     ]  ${n}MB/321.7MB`)),
      log(warning),
      { event: 'failure', step: 'build', code: 'build-failed', text: 'pulling images' },
      { event: 'done', text: 'failed' },
    ];
    const run = told((job) => {
      failed.forEach((event) => job.onLine?.(JSON.stringify(event)));
      return Promise.resolve(wentWell);
    });
    await expect(run).rejects.toMatchObject({
      why: 'pulling images\nlast lines:\n  Error response from daemon: manifest unknown',
    });
  });

  test('is nothing when the connection is lost before it was started', async () => {
    const lost: Completed = { ...wentWell, code: undefined, ended: 'connection-lost', why: 'reset' };
    await expect(told(() => Promise.resolve(lost))).rejects.toMatchObject({
      code: 'connection-lost',
      what: 'The connection to the host was lost before its first step',
    });
  });
});
