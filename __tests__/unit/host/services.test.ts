import { describe, expect, test } from '@jest/globals';
import type { Connection } from '../../../src/ssh/connection.js';
import { watchServices } from '../../../src/host/services.js';
import { readTemplate } from '../../../src/templates.js';

/** Looks at services on a host that answers this, look for look; gives what was told and what each look was sent. */
async function watched(answers: readonly string[]) {
  const said: string[] = [];
  const sent: string[] = [];
  const over = new AbortController();
  const connection: Connection = {
    fingerprint: 'SHA256:x',
    warnings: [],
    prepare: () => undefined,
    traffic: { execs: 1, bytesSent: 0, bytesReceived: 0 },
    run: (job) => {
      sent.push(job.program);
      const stdout = answers[sent.length - 1] ?? '';
      if (sent.length >= answers.length) setTimeout(() => over.abort(), 5);
      const done = { code: 0, signal: undefined, stderr: '', ended: 'exited', why: undefined, durationMs: 1 } as const;
      return Promise.resolve({ ...done, stdout });
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const say = (line: string): void => void said.push(line);
  const found: unknown[] = [];
  const place = { root: '/srv/site', site: 'app.example.com', services: ['app', 'proxy'] };
  const error: unknown = await watchServices(
    { connection, project: 'site', ...place, readTemplate, say, unhealthy: (one) => void found.push(one), everyMs: 1 },
    over.signal,
  ).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { said, sent, error, found };
}

const look = (unhealthy: readonly object[], before: string): string => JSON.stringify({ unhealthy, before });

describe('services while only the runner works', () => {
  test('are fine as long as none is unhealthy, or nothing can be told', async () => {
    const { error, said, sent } = await watched([look([], 'first'), 'no JSON', look([], 'third')]);
    expect(error).toBeUndefined();
    expect(said).toEqual([]);
    expect(sent[1]).toContain('"before":"first"');
    expect(sent[2]).toContain('"before":"first"');
  });

  test('that fall over end the waiting, with their name and last lines', async () => {
    const unhealthy = {
      ...{ service: 'proxy', kind: 'restart-loop', text: 'was restarted 3 times', checks: [] },
      lines: ['nginx-missing: not found'],
    };
    const { error, said, found } = await watched([look([], '1'), look([unhealthy], '2')]);
    expect(found).toEqual([unhealthy]);
    expect(error).toMatchObject({
      code: 'containers-unhealthy',
      what: 'The service proxy was restarted 3 times during the external check',
    });
    expect(said).toEqual(['--- proxy was restarted 3 times; its last lines:', 'nginx-missing: not found']);
  });
});
