import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Deployed, type Deployment, TestHost } from '../support/host-program.js';
import { rollingEngine } from '../support/rolling-engine.js';
import { serveHttp, type RunningServer } from '../support/tls-server.js';

jest.setTimeout(40_000);

describe('the times of a run', () => {
  let host: TestHost;
  let server: RunningServer;
  beforeEach(async () => {
    server = await serveHttp((_, response) => response.end('hello'));
    host = new TestHost('dash');
    host.release('r1');
    for (const name of ['r1', 'R2']) {
      host.write(`records/${name}/release.compose.yml`, `aliases: [release-${name.toLowerCase()}]\n`);
      host.write(`releases/${name}/compose.yml`, '');
      host.write(`records/${name}/manifest`, '');
      host.write(`records/${name}/compose-files`, 'compose.yml');
      host.write(`records/${name}/compose-folder`, '');
    }
    host.write('app', 'old1|running|r1|1\n');
  });
  afterEach(async () => {
    host[Symbol.dispose]();
    await server[Symbol.asyncDispose]();
  });

  async function up(run: object, engine: string, app: object = {}): Promise<Deployed & { readonly seconds: number }> {
    host.stub('docker', engine);
    const began = Date.now();
    const shots = { one_shots: [] };
    const job = {
      release: 'R2',
      expected_release: 'r1',
      run,
      app: { start_first: true, ports: [server.port], protocol: null, ...app },
    };
    const deployment: Deployment = { steps: ['up'], job, data: { up: shots, rollback: shots } };
    return { ...(await host.deploy(deployment)), seconds: (Date.now() - began) / 1000 };
  }
  const app = (): readonly string[] => host.read('app').split('\n').slice(0, -1);
  const healthy = (): string => rollingEngine(host.root, 'running healthy 0');

  test('let a new release that stays healthy replace the old one only after min-ready', async () => {
    const run = await up({ min_ready_seconds: 3 }, healthy());
    expect(run.done).toBe('applied');
    expect(run.seconds).toBeGreaterThan(3);
    expect(app()).toEqual(['new1|running|R2|1']);
  });

  test('keep the old release where the new one falls over within min-ready', async () => {
    // Healthy for the first observations.
    const falls = healthy().replace(
      "*'{{.State.Status}}|'*)",
      `*'{{.State.Status}}|'*new*) echo x >>seen; [ "$(wc -l <seen)" -lt 6 ] && echo 'app|running|healthy|0|0|new1' || echo 'app|exited||1|0|new1' ;;
    *'{{.State.Status}}|'*)`,
    );
    const run = await up({ min_ready_seconds: 8 }, falls);
    expect(run.failure?.text).toContain(
      'did not take over: it ended with exit code 1 within 8 s of being healthy (min-ready); the old one was never stopped',
    );
    expect(app().filter((line) => line.startsWith('old1'))).toEqual(['old1|running|r1|1']);
    expect(host.calls('docker').filter((call) => call.startsWith('stop old'))).toEqual([]);
  });

  test('end the wait for health at health-timeout, whatever the health check allows', async () => {
    host.write('check', JSON.stringify({ Test: ['CMD', 'ask'], StartPeriod: 600e9 }));
    const starting = rollingEngine(host.root, 'running starting 0');
    const run = await up({ health_seconds: 2, health_timeout_seconds: 2 }, starting);
    expect(run.failure?.text).toContain('it has not passed its health check yet after 2 s');
    expect(run.seconds).toBeLessThan(20);
  });
});
