import { describe, expect, test } from '@jest/globals';
import { changeEvents } from '../../../bench/downtime/events.js';
import { nativeEvents } from '../../../bench/downtime/native-events.js';
import type { Trial } from '../../../bench/downtime/trial.js';
import { failedRow, failureTimes, oldAssets } from '../../../bench/downtime/verdict.js';
import type { Exchange } from '../../../bench/load/record.js';

const exchange = (more: Partial<Exchange>): Exchange => ({
  ...{ at: 0, ms: 10, work: 'page', way: 'kept', reused: true },
  ...more,
});
const lost = (at: number): Exchange => exchange({ at, failure: { kind: 'refused', said: 'ECONNREFUSED' } });
const trial = (exchanges: readonly Exchange[]): Trial => ({ exchanges, eventAt: 100 });

test('there are ten events, each with a name of its own', () => {
  expect(new Set(changeEvents.map(({ name }) => name)).size).toBe(10);
});

test('without Docker code, .env, requirements and an unhealthy release change', () => {
  expect(nativeEvents.map(({ name }) => name)).toEqual([
    ...['native-code', 'native-env', 'native-requirements', 'native-unhealthy'],
    ...['native-first-certificate', 'native-renewal', 'native-proxy-setting'],
  ]);
});

describe('the row of lost requests', () => {
  test('holds its bar only when no request failed', () => {
    expect(failedRow('x', trial([exchange({})]), undefined)).toMatchObject({ ours: 0, verdict: 'held' });
    expect(failedRow('x', trial([exchange({}), lost(1)]), undefined)).toMatchObject({ ours: 1, verdict: 'missed' });
  });

  test('misses its bar when the load made no request at all', () => {
    expect(failedRow('x', trial([]), undefined).verdict).toBe('missed');
  });

  test('shows the failed requests of the alternative, which decide nothing', () => {
    const row = failedRow('x', trial([exchange({})]), {
      name: 'plain compose',
      trial: trial([lost(1), lost(2)]),
    });
    expect(row).toMatchObject({ ours: 0, theirs: 2, verdict: 'held' });
    expect(row.remark).toBe('ours 0 of 1. plain compose 2 of 2: 2 × refused of page (kept, reused: ECONNREFUSED)');
  });
});

test('each failure is reported with its time since the event began', () => {
  const [line, ...others] = failureTimes(trial([exchange({}), lost(1100)]));
  expect(line).toMatch(/\(\+1\.01 s, begun \+1\.00 s\): 1 × refused/);
  expect(others).toEqual([]);
});

test('old style sheets are those requested after pages of a newer release had come', () => {
  const old = exchange({ at: 30, work: 'asset', release: 'r1' });
  const all = [
    exchange({ at: 0, release: 'r1' }),
    exchange({ at: 10, work: 'asset', release: 'r1' }),
    exchange({ at: 20, release: 'r2' }),
    old,
    exchange({ at: 31, release: 'r1' }),
    exchange({ at: 40, work: 'asset', release: 'r2' }),
  ];
  expect(oldAssets(all)).toEqual([old]);
});
