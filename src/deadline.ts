import { DeployError } from './errors.js';

/** The end of the time that the run was given. */
export interface Deadline {
  /**
   * Milliseconds left, at most `capMs`.
   * @throws DeployError timed-out when none are
   */
  remainingMs(capMs?: number): number;
}

export function deadlineIn(timeoutMs: number, now: () => number): Deadline {
  const end = now() + timeoutMs;
  return {
    remainingMs(capMs = Number.MAX_SAFE_INTEGER) {
      const left = end - now();
      if (left > 0) return Math.min(left, capMs);
      throw new DeployError({
        code: 'timed-out',
        what: `The run took longer than its timeout of ${Math.round(timeoutMs / 1000)} seconds`,
        why: 'What the host had begun it finishes or takes back by itself.',
        hint: 'Look at the steps and their times above; give a longer "timeout" if the step that took longest needs it.',
      });
    },
  };
}
