import { describe, expect, test } from '@jest/globals';
import { apply } from '../../../src/apply/apply.js';
import { sessionWith } from '../../support/session.js';
import type { Connection } from '../../../src/ssh/connection.js';
import type { Plan } from '../../../src/plan/plan.js';
import { factsAfter, freshFacts, now, planOf } from '../../support/facts.js';
import { someInstance } from '../../support/instances.js';

/** What is told of a run, in order, by a host that takes these steps well, and one of them not. */
async function toldOf(plan: Plan, steps: readonly string[], ill?: string): Promise<readonly string[]> {
  const told: string[] = [];
  const tellEvent = (event: object): string => JSON.stringify({ text: '', ...event });
  const connection: Connection = {
    fingerprint: 'SHA256:x',
    warnings: [],
    prepare: () => undefined,
    traffic: { execs: 1, bytesSent: 2, bytesReceived: 3 },
    run({ onLine = () => undefined }) {
      for (const step of steps) {
        onLine(tellEvent({ event: 'begin', step }));
        onLine(tellEvent({ event: 'end', step, rc: step === ill ? 1 : 0, milliseconds: 5 }));
      }
      onLine(tellEvent({ event: 'done', step: '', text: ill === undefined ? 'applied' : 'failed' }));
      const code = ill === undefined ? 0 : 1;
      const ended = { code, signal: undefined, stdout: '', stderr: '', ended: 'exited', why: undefined } as const;
      return Promise.resolve({ ...ended, durationMs: 1 });
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const session = sessionWith({
    plan,
    connection,
    say: (line) => void told.push(line),
    onTrafficSwitched: () => void told.push('served'),
  });
  await apply(plan, session).catch(() => told.push('failed'));
  return told.map((line) => line.replace(/ \(.*/, ''));
}

/** A redeploy that has old releases to take away. */
function redeploy(): Plan {
  const facts = factsAfter(planOf(freshFacts()), now);
  const host = { ...facts.host, releaseCount: 5 };
  const files = facts.repository.files.slice(0, 1);
  const repository = { ...facts.repository, files };
  return planOf({ ...facts, host, repository }, {}, new Date(now.getTime() + 60_000));
}

describe('apply', () => {
  test('tells that the site may be asked when nothing is left but what visitors do not see', async () => {
    const plan = redeploy();
    const kinds = plan.steps.map(({ kind }) => kind);
    expect(kinds.slice(-2)).toEqual(['up', 'prune']);
    const told = await toldOf(plan, kinds);
    expect(told.slice(told.indexOf('✓ up'), -2)).toEqual(['✓ up', 'served']);
    expect(told.at(-1)).toBe('✓ prune');
    expect(told.filter((line) => line === 'served')).toHaveLength(1);
  });

  test('does not tell so when the switch failed', async () => {
    const told = await toldOf(redeploy(), ['files', 'env', 'build', 'up'], 'up');
    expect(told).toContain('✗ up');
    expect(told).not.toContain('served');
    expect(told.at(-1)).toBe('failed');
  });
});

describe('ports of an instance', () => {
  const instance = { instance: someInstance({ publicAddress: '172.30.0.10' }), rules: [] };
  const plan = planOf({ ...freshFacts(), instance }, { opensWebPorts: true });

  test('that are closed to visitors are opened before anything else', async () => {
    const opened: number[] = [];
    const told: string[] = [];
    const connection = { run: () => Promise.reject(new Error('the host is not there')) };
    const session = sessionWith({
      plan,
      connection: connection as unknown as Connection,
      say: (line) => void told.push(line),
      openWebPorts: (rules) => Promise.resolve(void opened.push(...rules.map(({ port }) => port))),
    });
    await apply(plan, session).catch(() => undefined);
    expect(opened).toEqual([80, 443]);
    expect(told[0]).toBe('▸ Open port 80 and 443 in security group sg-1 (web)');
  });

  test('that may not be opened end the run before anything is changed', async () => {
    const deeds: string[] = [];
    const connection = { run: () => Promise.resolve(void deeds.push('host')) };
    const session = sessionWith({
      plan,
      connection: connection as unknown as Connection,
      dns: {
        observe: () => Promise.resolve({ names: [] }),
        apply: () => Promise.resolve(void deeds.push('records')),
        createZone: () => Promise.reject(new Error('not expected')),
        delegate: () => Promise.reject(new Error('not expected')),
      },
      openWebPorts: () => Promise.reject(new Error('denied')),
    });
    await expect(apply(plan, session)).rejects.toThrow('denied');
    expect(deeds).toEqual([]);
  });
});
