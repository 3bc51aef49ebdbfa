import type { Deadline } from '../deadline.js';
import type { RecordMoves } from '../dns/moves.js';
import type { Ports } from '../ports.js';
import type { Timeline } from '../report/outcome.js';
import type { Connection } from '../ssh/connection.js';
import type { StepLog } from './step-log.js';

/** What applying a plan works with. */
export interface Session {
  readonly ports: Ports;
  readonly connection: Connection;
  /** Makes the records that lead visitors here from elsewhere, and can move them back. */
  readonly moves: RecordMoves;
  readonly timeline: Timeline;
  readonly deadline: Deadline;
  /** What the host prints. */
  readonly log: StepLog;
  /** Called when nothing that is left to do changes what visitors meet: the site can be checked from now on. */
  readonly onTrafficSwitched: () => void;
}
