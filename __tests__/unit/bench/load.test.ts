import { describe, expect, it } from '@jest/globals';
import { failureOf } from '../../../bench/load/failure.js';
import { describeFailures, percentile, quickTimes } from '../../../bench/load/figures.js';
import type { Exchange } from '../../../bench/load/record.js';

const exchange = (more: Partial<Exchange>): Exchange => ({
  ...{ at: 1000, ms: 5, work: 'page', way: 'kept', reused: true },
  ...more,
});

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    [0.5, 50],
    [0.99, 99],
    [1, 100],
    [0, 1],
  ])('of 1 to 100 at %d is %d, however they are ordered', (share, value) => {
    expect(percentile(hundred, share)).toBe(value);
  });

  it('of a few values at 0.99 is the largest, and of none there is none', () => {
    expect(percentile([3, 9, 1], 0.99)).toBe(9);
    expect(percentile([], 0.99)).toBeUndefined();
  });
});

describe('quickTimes', () => {
  it('leaves out long works, failures and what was begun outside the span', () => {
    const exchanges = [
      exchange({ ms: 1 }),
      exchange({ ms: 5000, work: 'slow' }),
      exchange({ ms: 2, failure: { kind: 'status', said: '502' } }),
      exchange({ ms: 3, at: 999 }),
      exchange({ ms: 4, at: 2000 }),
    ];
    expect(quickTimes(exchanges, { from: 1000, to: 2000 })).toEqual([1]);
  });
});

describe('describeFailures', () => {
  it('counts each kind of failure, the most frequent first, and is empty without any', () => {
    const bad = { kind: 'status', said: '502 for /' } as const;
    const cut = { kind: 'reset', said: 'ECONNRESET: socket hang up' } as const;
    const text = describeFailures([
      exchange({ failure: cut }),
      exchange({}),
      exchange({ failure: bad }),
      exchange({ failure: bad }),
    ]);
    expect(text).toBe(
      '2 × status of page (kept, reused: 502 for /); 1 × reset of page (kept, reused: ECONNRESET: socket hang up)',
    );
    expect(describeFailures([exchange({})])).toBe('');
  });
});

describe('failureOf', () => {
  const error = (code: string): Error => Object.assign(new Error('as the system says it'), { code });

  it.each([
    ['ECONNREFUSED', 'before the answer', 'refused'],
    ['ECONNRESET', 'before the answer', 'reset'],
    ['ECONNRESET', 'within the answer', 'cut-short'],
    ['EHOSTUNREACH', 'before the answer', 'unreachable'],
    ['CERT_HAS_EXPIRED', 'before the answer', 'certificate'],
    ['ABORT_ERR', 'within the answer', 'timed-out'],
  ] as const)('%s %s is %s', (code, when, kind) => {
    expect(failureOf(error(code), when).kind).toBe(kind);
  });
});
