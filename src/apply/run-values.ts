import type { RunOrder } from '../host/job.js';

/** What belongs to one exec and not to the plan. */
export interface RunValues {
  /** undefined: unknown. */
  readonly order: RunOrder | undefined;
  /** The release that `current` has to be for the plan to hold; '' for none. */
  readonly expectCurrent: string;
  /** Who holds the lock, for the person who waits for it: `run 42 of deploy by alice`. */
  readonly holder: string;
  readonly lockWaitSeconds: number;
  /** For all steps together. */
  readonly workSeconds: number;
  /** Labels this run's own containers; letters and digits. */
  readonly token: string;
  readonly healthSeconds: number;
  readonly healthTimeoutSeconds: number | undefined;
  readonly drainSeconds: number | undefined;
  readonly minReadySeconds: number;
  /** Content and name of the probe file. */
  readonly probeToken: string;
}
