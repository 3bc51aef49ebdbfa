import type { Deadline } from '../deadline.js';
import { RecordMoves } from '../dns/moves.js';
import { asDeployError, explain } from '../errors/deploy-error.js';
import { receiveProgram } from '../host/receive.js';
import { visitHost } from '../observe/observe.js';
import type { Plan } from '../plan/plan.js';
import type { Ports } from '../ports.js';
import type { Timeline } from '../report/outcome.js';
import type { ReadTemplate } from '../templates.js';
import type { Connection } from '../ssh/connection.js';
import { verifySite } from '../verify/external-check.js';
import type { Verified } from '../verify/verify.js';
import type { Visit } from '../verify/visit.js';
import { apply } from './apply.js';
import { confirm, lastVerified, moveBack, rollBack } from './rollback.js';
import type { Session } from './session.js';
import { StepLog } from './step-log.js';

/** What a deploy works with. */
export interface Deploy {
  readonly ports: Ports;
  readonly connection: Connection;
  readonly timeline: Timeline;
  readonly deadline: Deadline;
  /** Ends visits that nobody waits for any more. */
  readonly signal: AbortSignal;
}

/** Starts what a deploy begins with on the host, where it waits for the plan: it saves two round trips, and does nothing by itself. */
export function prepareDeploy(connection: Connection, readTemplate: ReadTemplate): void {
  connection.prepare(receiveProgram(readTemplate));
}

/**
 * Applies the plan and verifies the site from outside. If either fails, moved DNS records are moved back; if the site fails the check,
 * the host rolls back to the release that was last verified. `seen` is the visit that was made while inspecting.
 * @throws DeployError what failed first, whatever becomes of the way back
 */
export async function deploy(plan: Plan, seen: Promise<Visit>, work: Deploy): Promise<Verified> {
  const { ports, connection, timeline, deadline, signal } = work;
  const { runner } = ports;
  let visit = plan.steps.length === 0 ? seen : undefined;
  const moves = new RecordMoves(ports.dns);
  const known = new Set(plan.planning.facts.repository.needs?.blankNames);
  const session: Session = {
    ...{ ports, connection, moves, timeline, deadline, log: new StepLog(runner, ports.now, known) },
    onTrafficSwitched: () => {
      const { target, repository } = plan.planning.facts;
      ({ visit } = visitHost(ports.inputs, repository, { target, visit: ports.visit, signal }));
    },
  };
  let isApplied = false;
  try {
    if (plan.steps.length > 0)
      await runner.group('Deploy', () => apply(plan, session).finally(() => session.log.warn()));
    isApplied = true;
    const verified = await runner.group('Verify', () =>
      verifySite(plan.check, visit, { say: runner.info, warn: runner.warning, settleMs: moves.settleMs, deadline }),
    );
    await confirm(plan, session);
    const problem = await moves.keep();
    if (problem !== undefined) runner.warning(problem);
    return verified;
  } catch (error) {
    // Visitors first: where they came from they were served.
    await moveBack(session);
    const previous = isApplied ? lastVerified(plan) : undefined;
    if (previous === undefined) throw error;
    runner.info(`External check failed; rolling back to ${previous}.`);
    await runner
      .group('Roll back', () => rollBack(plan, previous, session))
      .catch((second: unknown) =>
        runner.warning(`The rollback to ${previous} failed. ${explain(asDeployError(second), runner.job.errorsPage)}`),
      );
    throw error;
  }
}
