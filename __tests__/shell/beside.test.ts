import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { SHELLS, TestHost, type Deployed } from '../support/host-program.js';

jest.setTimeout(60_000);

describe.each(SHELLS)('a step beside others (%s)', (shell) => {
  let host: TestHost;
  beforeEach(() => void (host = new TestHost(shell)));
  afterEach(() => host[Symbol.dispose]());

  const run = async (certify: string, up: string): Promise<Deployed> => {
    const list = { path: 'steps.list', mode: 0o644, content: '&certify\nup\nwait\nrenewal\n' };
    return await host.deploy({
      steps: [
        { name: 'certify', text: `. "$BUNDLE/lib.sh"\n${certify}` },
        { name: 'up', text: `. "$BUNDLE/lib.sh"\n${up}` },
        { name: 'renewal', text: 'echo installed' },
      ],
      parts: [list],
    });
  };
  const told = ({ events }: Deployed): readonly string[] =>
    events.flatMap((event) => ('step' in event && event.event !== 'log' ? [`${event.event} ${event.step}`] : []));
  const awaits = (name: string): string =>
    `for _ in $(seq 200); do [ ! -e "$ROOT/${name}" ] || break; sleep 0.1; done; [ -e "$ROOT/${name}" ]`;

  test('runs while they do, and its lines come in one piece before the step that waited for it', async () => {
    const done = await run(
      `echo order; touch "$ROOT/ordered"; ${awaits('started')}; echo issued`,
      `${awaits('ordered')}; echo starting; touch "$ROOT/started"`,
    );
    expect(done.done).toBe('applied');
    expect(told(done)).toEqual(['begin up', 'end up', 'begin certify', 'end certify', 'begin renewal', 'end renewal']);
    expect(done.log).toEqual(['starting', 'order', 'issued', 'installed']);
  });

  test('is followed by the next one of its own, unless it fails; then it is what the journal names', async () => {
    const chain = async (edge: string): Promise<Deployed> =>
      await host.deploy({
        steps: [
          { name: 'edge', text: `. "$BUNDLE/lib.sh"\n${edge}` },
          { name: 'probe', text: 'echo written' },
          { name: 'build', text: 'echo built' },
        ],
        parts: [{ path: 'steps.list', mode: 0o644, content: '&edge+probe\nbuild\nwait\n' }],
      });
    const done = await chain('echo configured');
    expect(done.done).toBe('applied');
    expect(done.log).toEqual(['built', 'configured', 'written']);
    const failed = await chain('fail edge-config-invalid x');
    expect(failed.failure).toMatchObject({ code: 'edge-config-invalid' });
    expect(failed.log).toEqual(['built']);
    expect(host.read('journal.jsonl')).toMatch(/"status":"failed","step":"edge"}\n$/);
  });

  test('that fails ends the run where it is waited for, with its own code, and is what the journal names', async () => {
    const done = await run("fail certificate-refused 'too many'", 'echo started');
    expect(done.failure).toMatchObject({ code: 'certificate-refused', text: 'too many' });
    expect(done.done).toBe('failed');
    expect(done.log).toEqual(['started']);
    expect(host.read('journal.jsonl')).toMatch(/"status":"failed","step":"certify"}\n$/);
  });

  test('is waited for when another fails, and the other failure is the one that counts', async () => {
    const done = await run(
      `${awaits('failing')}; echo late; fail certificate-refused x`,
      'touch "$ROOT/failing"; fail containers-unhealthy y',
    );
    expect(done.events.filter(({ event }) => event === 'failure')).toMatchObject([{ code: 'containers-unhealthy' }]);
    expect(done.log).toEqual(['late']);
    expect(host.read('journal.jsonl')).toMatch(/"status":"failed","step":"up"}\n$/);
    expect(host.bundles()).toEqual([]);
  });
});
