import { describe, expect, test } from '@jest/globals';
import { failureOf } from '../../../bench/load/failure.js';
import { describeFailures } from '../../../bench/load/failures.js';
import type { Exchange } from '../../../bench/load/record.js';

const exchange = (more: Partial<Exchange>): Exchange => ({
  ...{ at: 1000, ms: 5, work: 'page', way: 'kept', reused: true },
  ...more,
});

test('failures are counted by kind, the most frequent first, and no failure gives no text', () => {
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

describe('a connection error', () => {
  const error = (code: string): Error => Object.assign(new Error('as the system reports it'), { code });

  test.each([
    ['ECONNREFUSED', 'before the answer', 'refused'],
    ['ECONNRESET', 'before the answer', 'reset'],
    ['ECONNRESET', 'within the answer', 'cut-short'],
    ['EHOSTUNREACH', 'before the answer', 'unreachable'],
    ['CERT_HAS_EXPIRED', 'before the answer', 'certificate'],
    ['ABORT_ERR', 'within the answer', 'timed-out'],
  ] as const)('%s %s is a failure of the kind %s', (code, when, kind) => {
    expect(failureOf(error(code), when).kind).toBe(kind);
  });
});
