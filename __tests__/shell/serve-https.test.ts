import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(30_000);

describe('a proxy of the repository’s own that has to load its certificate', () => {
  let host: TestHost;
  beforeEach(() => {
    host = new TestHost('dash');
    host.release('r1');
  });
  afterEach(() => host[Symbol.dispose]());

  const serve = async (state: string, restart = ':', other = ''): Promise<Deployed> => {
    host.stub(
      'docker',
      `case "$*" in
        'ps '*) echo proxy1 ;;
        *' restart proxy') ${restart} ;;
        'inspect '*) printf '%s\\n' 'proxy|${state}|proxy1' '${other}' ;;
        'logs '*) echo 'the last words' ;;
        'cp '*) exit 1 ;;
        *) exit 97 ;;
      esac`,
    );
    return await host.deploy({
      steps: ['serve-https'],
      job: { release: 'r1', expected_release: 'r1', site: { has_own_proxy: true, proxy_service: 'proxy' } },
      data: { 'serve-https': { hsts_seconds: 0 } },
    });
  };

  test('is restarted, and noted as having loaded it once it is healthy', async () => {
    expect((await serve('running|healthy|0|0')).done).toBe('applied');
    expect(host.calls('docker').filter((call) => call.endsWith(' restart proxy'))).toHaveLength(1);
    expect(host.read('edge.loaded')).toMatch(/^- [0-9a-f]{64} [0-9a-f]{64}\n$/);
  });

  test('fails the step with its last lines when it does not become healthy', async () => {
    const run = await serve('exited||1|0');
    expect(run.failure).toMatchObject({ code: 'containers-unhealthy' });
    expect(run.log).toContain('the last words');
    expect(() => host.read('edge.loaded')).toThrow('ENOENT');
  });

  test.each(['worker|exited||143|0|w', 'worker|paused||0|0|w'])(
    'does not wait for a service that a person stopped before: %s',
    async (worker) => {
      expect((await serve('running|healthy|0|0', ':', worker)).done).toBe('applied');
    },
  );

  test('fails the step when it cannot be restarted', async () => {
    expect((await serve('running|healthy|0|0', 'exit 1')).failure).toMatchObject({
      code: 'containers-unhealthy',
      text: 'proxy did not restart',
    });
  });
});
