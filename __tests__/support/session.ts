import type { Session } from '../../src/apply/session.js';
import { StepLog } from '../../src/apply/step-log.js';
import { deadlineIn } from '../../src/deadline.js';
import type { Dns } from '../../src/dns/dns.js';
import { RecordMoves } from '../../src/dns/moves.js';
import type { Plan } from '../../src/plan/plan.js';
import type { Ports } from '../../src/ports.js';
import { Timeline } from '../../src/report/outcome.js';
import { noDeployment } from '../../src/runner/deployment.js';
import type { Connection } from '../../src/ssh/connection.js';
import { readTemplate } from '../../src/templates.js';
import { now, someInputs } from './facts.js';
import { someRunner } from './runner.js';
import { silentResolver } from './silent-resolver.js';

interface SessionParts {
  readonly plan: Plan;
  readonly connection: Connection;
  readonly dns?: Dns;
  readonly moves?: RecordMoves;
  readonly say?: (line: string) => void;
  readonly onTrafficSwitched?: () => void;
  readonly openWebPorts?: Ports['openWebPorts'];
}

/** What a plan is applied with in a test: a minute at `now`, a resolver that knows nothing, and what the test gives. */
export function sessionWith(parts: SessionParts): Session {
  const { plan, connection, dns, moves = new RecordMoves(dns), say = () => undefined } = parts;
  const clock = (): number => now.getTime();
  const runner = someRunner({ info: say, warning: say, fail: say });
  const visit = Promise.reject(new Error('nobody visits'));
  visit.catch(() => undefined);
  return {
    ports: {
      ...{ runner, dns, readTemplate, resolver: silentResolver, now: clock, inputs: someInputs() },
      host: () => Promise.resolve({ publicAddress: undefined, notes: [], instance: undefined }),
      openWebPorts: parts.openWebPorts,
      connect: () => Promise.resolve(connection),
      visit: () => ({ served: Promise.resolve({ kind: 'nothing', why: 'refused' }), visit }),
      fetchCommit: () => Promise.resolve(),
      logins: () => undefined,
      describeRun: () => 'test',
      runOrder: () => undefined,
      deployment: noDeployment,
    },
    ...{ connection, moves, timeline: new Timeline(plan.steps), deadline: deadlineIn(60_000, clock) },
    log: new StepLog(runner, clock),
    onTrafficSwitched: parts.onTrafficSwitched ?? (() => undefined),
  };
}
