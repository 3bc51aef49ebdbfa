import { DeployError } from './errors/deploy-error.js';
import { reserveMs } from './inputs/limit-table.js';

/** The end of the time that the run was given. */
export interface Deadline {
  /**
   * Milliseconds left, at most `capMs`.
   * @throws DeployError timed-out when none are
   */
  remainingMs(capMs?: number): number;
  /**
   * The same, less what is kept for a rollback; `leastMs` are given even of that.
   * @throws DeployError timed-out when none are
   */
  workMs(capMs?: number, leastMs?: number): number;
}

export function deadlineIn(timeoutMs: number, now: () => number): Deadline {
  const end = now() + timeoutMs;
  const bounded = (left: number, capMs: number): number => {
    if (left > 0) return Math.min(left, capMs);
    throw new DeployError({
      code: 'timed-out',
      what: `The run took longer than its timeout of ${Math.round(timeoutMs / 1000)} seconds`,
      why: 'The host finishes or rolls back the step in progress on its own.',
      hint: 'Check the times of the steps above; raise "timeout" if the slowest step needs it.',
    });
  };
  return {
    remainingMs: (capMs = Number.MAX_SAFE_INTEGER) => bounded(end - now(), capMs),
    workMs: (capMs = Number.MAX_SAFE_INTEGER, leastMs = 0) => {
      const left = end - now();
      return bounded(Math.max(left - reserveMs(timeoutMs), Math.min(left, leastMs)), capMs);
    },
  };
}
