import { assignments } from '../host/assignments.js';
import type { Plan } from '../plan/plan.js';
import { HostRun } from './host-run.js';
import type { Session } from './session.js';

/** For moving records back; the run's own time may be over. */
const moveBackMs = 120_000;

/** Rolls the host back, when the new release failed the external check. */
export async function rollBack(plan: Plan, previous: string, session: Session): Promise<void> {
  const run = new HostRun({ ...plan, release: previous }, session);
  await run.steps([plan.rollback], plan.release);
}

/**
 * The release that a failed check goes back to: the one that ran before, or, if that was never verified (its run was cancelled), the
 * one before it. undefined: there is none, or it is the verified release itself that fails.
 */
export function lastVerified({ planning }: Plan): string | undefined {
  const { facts, needsRelease } = planning;
  const { current, unverified } = facts.host;
  const isUnverified = unverified !== undefined && unverified.release === current?.name;
  if (isUnverified && unverified.previous !== '') return unverified.previous;
  return needsRelease ? current?.name : undefined;
}

/** Records on the host that its release passed the check. A failure here is no reason to fail: the next run verifies it again. */
export async function confirm({ planning }: Plan, { ports, connection }: Session): Promise<void> {
  const { facts, needsRelease, release, site } = planning;
  if (!needsRelease && facts.host.unverified === undefined) return;
  const confirmation = ports.readTemplate('host/program/rollout/confirm.py');
  const values = assignments({ PROGRAM: confirmation, ROOT: site.root, RELEASE: release });
  const program = `${values}exec python3 -BE -c "$PROGRAM" "$ROOT" "$RELEASE"`;
  await connection.run({ program, timeoutMs: 30_000, label: 'recording that the release is verified' });
}

/** Moves DNS records back to where they pointed before this run. */
export async function moveBack({ moves, ports, timeline }: Session): Promise<void> {
  const { runner, now } = ports;
  const begun = now();
  const { done, problem } = await moves.takeBack(moveBackMs);
  if (problem !== undefined) runner.warning(problem);
  if (done === undefined) return;
  runner.info(done);
  const hasMoved = timeline.results().some(({ kind, state }) => kind === 'move-records' && state !== 'not reached');
  if (problem === undefined && hasMoved) timeline.record('move-records', false, (now() - begun) / 1000);
}
