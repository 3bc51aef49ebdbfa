import { describe, expect, test } from '@jest/globals';
import { deadlineIn } from '../../../src/deadline.js';
import { plannedLimit } from '../../../src/plan/limits.js';
import { reserveMs } from '../../../src/inputs/limit-table.js';

const minutes = 60_000;

describe('the limits of steps', () => {
  test('are told in the plan for what the host does', () => {
    expect(plannedLimit('build', { limits: {}, timeoutMs: 30 * minutes })).toBe(1_200);
    expect(plannedLimit('up', { limits: {}, timeoutMs: 30 * minutes })).toBe(1_500);
    expect(plannedLimit('preflight', { limits: {}, timeoutMs: 30 * minutes })).toBeUndefined();
  });
});

describe('the time that is kept for a rollback', () => {
  test('is a fifth of the timeout, and no more than five minutes', () => {
    expect([reserveMs(10 * minutes), reserveMs(60 * minutes)]).toEqual([2 * minutes, 5 * minutes]);
  });

  test('is not given to work, but for the least that a look from outside needs', () => {
    let now = 0;
    const deadline = deadlineIn(10 * minutes, () => now);
    expect(deadline.workMs()).toBe(8 * minutes);
    now = 8.5 * minutes;
    expect(() => deadline.workMs()).toThrow('timeout of 600 seconds');
    expect(deadline.workMs(minutes, 20_000)).toBe(20_000);
    expect(deadline.remainingMs()).toBe(1.5 * minutes);
  });
});
