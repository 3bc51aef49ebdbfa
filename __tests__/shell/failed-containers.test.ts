import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { type Deployed, TestHost } from '../support/host-program.js';

jest.setTimeout(40_000);

/** What the engine says of a container: the lines of the formats that are asked for. */
interface Engine {
  /** `service|state|health|exit code|restarts|id` */
  readonly container: string;
  /** `.State` */
  readonly state?: object;
  readonly memory?: number;
  readonly logs?: string;
}

describe('why a container is unhealthy', () => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost('dash')));
  afterEach(() => host[Symbol.dispose]());

  /** Starts a release whose container is like this; docker compose works at once. */
  async function up({ container, state = {}, memory = 0, logs = 'the last words' }: Engine): Promise<Deployed> {
    host.release('r1');
    host.write('releases/r2/compose.yml', '');
    host.write('releases/r2/.env', 'SECRET_KEY=s3cr3t-value\n', 0o600);
    host.write('records/r2/compose-files', 'compose.yml');
    host.write('records/r2/compose-folder', '');
    const files = { ids: 'a\n', container: `${container}\n`, logs: `${logs}\n` };
    for (const [name, text] of Object.entries(files)) host.write(name, text);
    host.write('state', `${memory} sha256:f00d ${JSON.stringify(state)}\n`);
    host.stub(
      'docker',
      `cd '${host.root}'
      case "$*" in
        *'json .State'*) cat state ;;
        'image inspect'*) echo arm64 ;;
        ps*) cat ids ;;
        inspect*) cat container ;;
        logs*) cat logs ;;
        *' up --detach --remove-orphans') ;;
        *) exit 97 ;;
      esac`,
    );
    const job = { release: 'r2', expected_release: 'r1', run: { health_seconds: 3 } };
    return await host.deploy({ steps: ['up'], job });
  }

  /** The event of the switch that names the container, without what the way back says. */
  const unhealthy = ({ events }: Deployed) =>
    events.filter((event) => event.event === 'unhealthy').filter(({ step }) => step === 'up');

  test('is an event with its class, its reason and its last lines, and stands in the log and in the failure', async () => {
    const run = await up({ container: 'app|exited||3|0|a', logs: 'one\ntwo' });
    expect(unhealthy(run)).toEqual([
      {
        ...{ event: 'unhealthy', step: 'up', service: 'app', kind: 'exited', text: 'ended with exit code 3' },
        ...{ lines: ['one', 'two'], checks: [] },
      },
    ]);
    expect(run.log).toEqual(expect.arrayContaining(['--- app ended with exit code 3; its last lines:', 'one', 'two']));
    expect(run.failure?.text).toMatch(/^app ended with exit code 3; the rollback/);
  });

  test('ends the log, and the events begin with it, where others are only not ready', async () => {
    const run = await up({ container: 'app|exited||1|0|a\nedge|running|starting|0|0|b' });
    expect(unhealthy(run).map(({ service }) => service)).toEqual(['app', 'edge']);
    const named = run.log.filter((line) => line.startsWith('--- ')).map((line) => line.split(' ')[1]);
    expect(named.slice(0, 2)).toEqual(['edge', 'app']);
  });

  test.each<[string, Engine, string, string]>([
    [
      'a container that was killed for memory',
      { container: 'app|exited||137|0|a', state: { OOMKilled: true }, memory: 67_108_864 },
      'out-of-memory',
      'was killed because it needed more memory than its limit of 64 MiB',
    ],
    [
      'an image for another machine',
      { container: 'app|exited||255|0|a', logs: 'exec /app: exec format error' },
      'wrong-architecture',
      'exec format error',
    ],
    [
      'a program that is not in the image',
      { container: 'app|exited||127|0|a', state: { Error: 'exec: "gunicorn": executable file not found in $PATH' } },
      'exited',
      'could not be started: exec: "gunicorn": executable file not found in $PATH',
    ],
    [
      'a health check that fails',
      {
        container: 'app|running|unhealthy|0|0|a',
        state: { Health: { FailingStreak: 3, Log: [{ ExitCode: 7, Output: 'curl: (7) refused\n' }] } },
      },
      'health-check',
      'fails its health check with exit code 7, 3 times in a row; it printed: curl: (7) refused',
    ],
  ])('has a class for %s', async (_, engine, kind, text) => {
    const run = await up(engine);
    expect(unhealthy(run)).toEqual([expect.objectContaining({ kind, text: expect.stringContaining(text) as unknown })]);
    expect(run.failure?.text).toContain(text);
  });

  test('has the last output of its health check', async () => {
    const log = [1, 2].map((number) => ({ ExitCode: 1, Output: `try ${number}\nno` }));
    const run = await up({ container: 'app|running|unhealthy|0|0|a', state: { Health: { Log: log } } });
    expect(unhealthy(run)[0]?.checks).toEqual(['try 1', 'no', 'try 2', 'no']);
    expect(run.log).toContain('health check: try 2');
  });

  test('has no value of the .env, which only the host may know', async () => {
    const state = { Health: { Log: [{ ExitCode: 1, Output: 'key s3cr3t-value' }] } };
    const run = await up({ container: 'app|running|unhealthy|0|0|a', state, logs: 'cannot use s3cr3t-value' });
    expect(unhealthy(run)).toEqual([expect.objectContaining({ lines: ['cannot use ***'], checks: ['key ***'] })]);
    expect(run.lines.join('\n')).not.toContain('s3cr3t-value');
  });

  test('has no value of a .env in the folder of the compose file either', async () => {
    host.write('records/r2/env-folder', 'docker');
    host.write('releases/r2/docker/.env', 'KEY=in-a-folder\n', 0o600);
    const run = await up({ container: 'app|exited||3|0|a', logs: 'key in-a-folder' });
    expect(unhealthy(run)[0]).toMatchObject({ lines: ['key ***'] });
  });

  test('has thirty lines at most, and none with control characters', async () => {
    const logs = Array.from({ length: 200 }, (_, number) => `\u001b[31mline ${number}\r`).join('\n');
    const [found] = unhealthy(await up({ container: 'app|exited||1|0|a', logs }));
    expect(found?.lines).toHaveLength(30);
    expect(found?.lines.at(-1)).toMatch(/^ \[31mline 199 ?$/);
  });
});
