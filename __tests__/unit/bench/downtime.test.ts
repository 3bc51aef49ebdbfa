import { describe, expect, it } from '@jest/globals';
import type { Trial } from '../../../bench/downtime/trial.js';
import { failedRow, gapOf, oldAssets, slownessRow } from '../../../bench/downtime/verdict.js';
import type { Exchange } from '../../../bench/load/record.js';

const exchange = (more: Partial<Exchange>): Exchange => ({
  ...{ at: 0, ms: 10, work: 'page', way: 'kept', reused: true },
  ...more,
});
const lost = (at: number): Exchange => exchange({ at, failure: { kind: 'refused', said: 'ECONNREFUSED' } });

const trial = (exchanges: readonly Exchange[]): Trial => ({
  exchanges,
  quiet: { when: 'before', from: 0, to: 100 },
  event: { from: 100, to: 300 },
  during: { from: 200, to: 300 },
});

describe('failed requests', () => {
  it('hold their bar only when there is none', () => {
    expect(failedRow('x', trial([exchange({})]), undefined)).toMatchObject({ ours: 0, met: true });
    expect(failedRow('x', trial([exchange({}), lost(1)]), undefined)).toMatchObject({ ours: 1, met: false });
  });

  it('of a load that asked nothing hold no bar', () => {
    expect(failedRow('x', trial([]), undefined).met).toBe(false);
  });

  it("stand beside the alternative's, which decide nothing", () => {
    const row = failedRow('x', trial([exchange({})]), trial([lost(1), lost(2)]));
    expect(row).toMatchObject({ ours: 0, theirs: 2, met: true });
  });
});

describe('p99 during the switch', () => {
  const answers = (at: number, ms: number): readonly Exchange[] => Array<Exchange>(100).fill(exchange({ at, ms }));

  it('is a multiple of that before, and may be three times as long', () => {
    const row = slownessRow('x', trial([...answers(50, 10), ...answers(250, 30)]), undefined);
    expect(row).toMatchObject({ ours: 3, met: true });
    expect(slownessRow('x', trial([...answers(50, 10), ...answers(250, 31)]), undefined).met).toBe(false);
  });

  it('does not count what comes before the switch itself, nor long answers', () => {
    const noise = [...answers(150, 900), exchange({ at: 250, ms: 5000, work: 'slow' })];
    expect(slownessRow('x', trial([...answers(50, 10), ...noise, ...answers(250, 10)]), undefined).ours).toBe(1);
  });

  it('holds no bar when nothing was answered', () => {
    expect(slownessRow('x', trial([...answers(50, 10), lost(250)]), undefined).met).toBe(false);
  });
});

it('the gap reaches from the first failed request to the last', () => {
  expect(gapOf([lost(40), exchange({ at: 90 }), lost(65)])).toBe(25);
  expect(gapOf([exchange({})])).toBe(0);
});

it('old style sheets are those asked for after pages of a newer release had come', () => {
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
