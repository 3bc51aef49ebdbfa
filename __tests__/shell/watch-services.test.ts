import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { watchServices } from '../../src/host/services.js';
import type { Connection } from '../../src/ssh/connection.js';
import { readTemplate } from '../../src/templates.js';
import { TestHost } from '../support/host-program.js';

jest.setTimeout(30_000);

describe('the observation of containers while only the runner works', () => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost('dash')));
  afterEach(() => host[Symbol.dispose]());

  /** Observes an engine whose container is in these states one after another; gives what ends the watch. */
  const watched = async (...states: readonly string[]): Promise<unknown> => {
    const over = new AbortController();
    let observations = 0;
    const connection: Connection = {
      fingerprint: 'SHA256:x',
      warnings: [],
      prepare: () => undefined,
      traffic: { execs: 1, bytesSent: 0, bytesReceived: 0 },
      run: (job) => {
        const state = states[observations] ?? '';
        host.stub('docker', `case "$1" in ps) echo c1 ;; inspect) echo '${state}' ;; logs) echo 'not found' ;; esac`);
        const { stdout, stderr } = host.run(
          ['-c', job.program],
          Buffer.isBuffer(job.stdin) ? job.stdin.toString() : '',
        );
        observations += 1;
        if (observations === states.length) setTimeout(() => over.abort(), 5);
        const done = { code: 0, signal: undefined, stderr, ended: 'exited', why: undefined, durationMs: 1 } as const;
        return Promise.resolve({ ...done, stdout });
      },
      [Symbol.asyncDispose]: () => Promise.resolve(),
    };
    const watch = {
      connection,
      project: 'site',
      readTemplate,
      say: () => undefined,
      everyMs: 1,
      root: host.root,
      site: 'a.example.com',
      services: ['app', 'proxy'],
      unhealthy: () => undefined,
    };
    return await watchServices(watch, over.signal).catch((error: unknown) => error);
  };

  test('counts the restarts since the first observation', async () => {
    const [before, after] = ['proxy|running||0|7|c1', 'proxy|restarting||127|10|c1'];
    expect(await watched(before, after)).toMatchObject({
      what: expect.stringContaining('The service proxy was restarted 3 times, its last exit code is 127') as unknown,
      why: expect.stringContaining('not found') as unknown,
    });
    expect(await watched(before, before)).toBeUndefined();
  });

  test('leaves out what is of a profile that is not active', async () => {
    expect(await watched('seed|exited||1|0|c1', 'seed|exited||1|0|c1')).toBeUndefined();
  });

  test('finds an exit unhealthy when it is still there at the next observation', async () => {
    const [ended, running] = ['app|exited||1|0|c1', 'app|running||0|0|c1'];
    expect(await watched(ended, ended)).toMatchObject({
      what: expect.stringContaining('ended with exit code 1') as unknown,
    });
    expect(await watched(ended, running, ended)).toBeUndefined();
  });
});
