import { beginAhead } from './ahead.js';
import type { Hands } from './apply/apply.js';
import { deadlineIn, type Deadline } from './deadline.js';
import { delegationProblem } from './dns/delegation.js';
import { RecordMoves } from './dns/moves.js';
import { asDeployError, DeployError, explain } from './errors/deploy-error.js';
import { assignments } from './host/assignments.js';
import type { Connection } from './ssh/connection.js';
import type { Inputs } from './inputs/inputs.js';
import { observe, observeWorld, visitHost, visitRequest, type Eyes } from './observe/observe.js';
import { Timeline, type Outcome } from './report/outcome.js';
import { plan, type Plan } from './plan/plan.js';
import type { Planning } from './plan/context.js';
import { reportFailure, reportOutcome, reportPlan } from './report/report.js';
import type { Runner } from './runner/runner.js';
import { openRepository, type Repository } from './repository/repository.js';
import { untilLedHere, verifiedBy, verify, type Verified, type VerifyRequest } from './verify/verify.js';
import type { Visit } from './verify/visit.js';

/** Everything that reaches out of the process; made in index.ts, or by a test. */
export interface Ports {
  readonly runner: Runner;
  readonly inputs: Inputs;
  readonly connect: (deadline: Deadline, signal: AbortSignal) => Promise<Connection>;
  readonly eyes: Omit<Eyes, 'connection'>;
  readonly hands: Omit<Hands, 'connection' | 'moves' | 'onServed'>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** For putting moved records back; the run's own time may be over. */
const takeBackMs = 120_000;

/** How often a plan is made anew because another run deployed in between. */
const mostPlans = 3;

/**
 * The host is asked to look as soon as it has let us in, since it can look while we compute. If it has not by then, it is so far
 * away that the world can be looked at meanwhile: a visit takes as many round trips as are left.
 */
const nearHostMs = 100;

/** One run: look, plan, carry out, prove, report. Failures are reported here; nothing is thrown. */
export async function main(ports: Ports): Promise<void> {
  const { inputs, runner, now } = ports;
  const began = now();
  const deadline = deadlineIn(inputs.timeoutMs, now);
  const told: { outcome?: Outcome } = {};
  const over = new AbortController();
  try {
    await using arriving = connecting(ports, deadline);
    const repository = await runner.group('Repository', () => read(inputs, arriving.connection));
    const world = beginAhead(() => observeWorld(inputs, repository, ports.eyes, over.signal), {
      afterMs: nearHostMs,
      now,
      signal: over.signal,
    });
    const connection = await runner.group('Connection', () => arriving.connection);
    for (const warning of connection.warnings) runner.warning(warning);
    const tell = (plan: Plan, timeline: Timeline, verified?: Verified): Outcome =>
      (told.outcome = {
        plan,
        steps: timeline.results(),
        verified,
        usage: connection.traffic,
        seconds: (now() - began) / 1000,
        dryRun: inputs.dryRun,
        wasRestored: timeline.wasRestored,
      });

    for (let attempt = 1; ; attempt += 1) {
      const { facts, visit } = await runner.group('Look', () =>
        observe(inputs, repository, { ...ports.eyes, connection, world }, deadline),
      );
      const decided = plan(inputs, facts, new Date(now()), ports.eyes.readTemplate);
      const timeline = new Timeline(decided.steps);
      reportPlan(runner, decided);
      tell(decided, timeline);
      if (decided.refusals.length > 0) throw refusal(decided);
      if (inputs.dryRun) break;
      try {
        const work = { decided, visit, connection, timeline, deadline, signal: over.signal };
        await carryOut(ports, work, (verified) => tell(decided, timeline, verified));
        break;
      } catch (error) {
        tell(decided, timeline);
        if (asDeployError(error).code !== 'state-moved-on' || attempt === mostPlans) throw error;
        runner.info('Another run deployed in between: looking and planning again.');
      }
    }
    if (told.outcome !== undefined) await reportOutcome(runner, told.outcome, inputs);
  } catch (error) {
    await reportFailure(runner, asDeployError(error), told.outcome, inputs);
  } finally {
    over.abort();
  }
}

/** The repository, read, or being read if the host has let us in before: it can begin to look. */
async function read(inputs: Inputs, connection: Promise<Connection>): Promise<Repository> {
  const repository = openRepository(inputs);
  await Promise.race([repository.listing, connection.catch(() => undefined)]);
  return repository;
}

/**
 * Connects and logs in while the repository is read, which does not need it. Disposing closes the connection, or ends the attempts
 * to make one: a repository that cannot be deployed is told at once, and nothing has been run on the host.
 */
function connecting(ports: Ports, deadline: Deadline): AsyncDisposable & { readonly connection: Promise<Connection> } {
  const over = new AbortController();
  const connection = ports.connect(deadline, over.signal);
  // Heard where it is awaited; until then nobody does.
  connection.catch(() => undefined);
  return {
    connection,
    async [Symbol.asyncDispose]() {
      over.abort();
      const made = await connection.catch(() => undefined);
      await made?.[Symbol.asyncDispose]();
    },
  };
}

/** Loaded when there is something to do. */
const applying = () => import('./apply/apply.js');

interface Work {
  readonly decided: Plan;
  /** Made while looking. */
  readonly visit: Promise<Visit>;
  readonly connection: Connection;
  readonly timeline: Timeline;
  readonly deadline: Deadline;
  /** Ends visits that nobody waits for any more. */
  readonly signal: AbortSignal;
}

async function carryOut(ports: Ports, work: Work, tell: (verified: Verified) => Outcome): Promise<void> {
  const { runner, inputs } = ports;
  const { decided, connection, timeline, deadline, signal } = work;
  const { facts } = decided.planning;
  let visit = decided.steps.length === 0 ? work.visit : undefined;
  const onServed = (): void => {
    ({ visit } = visitHost(inputs, facts.repository, { target: facts.target, visit: ports.eyes.visit, signal }));
  };
  const hands: Hands = { ...ports.hands, connection, moves: new RecordMoves(ports.hands.dns), onServed };
  let isApplied = false;
  try {
    if (decided.steps.length > 0) {
      const { apply } = await applying();
      await runner.group('Deploy', () => apply(decided, hands, timeline, deadline));
    }
    isApplied = true;
    tell(await runner.group('Verify', () => prove(decided, visit, hands, inputs, deadline)));
    await confirm(decided.planning, connection, ports);
  } catch (error) {
    // Visitors first: where they came from they were served.
    await moveBack(hands.moves, ports, timeline);
    if (!isApplied) throw error;
    const previous = lastVerified(decided.planning);
    if (previous === undefined) throw error;
    runner.info(`The release does not hold from outside; putting ${previous} back.`);
    const { rollBack } = await applying();
    // What went wrong first is what the run is about, whatever becomes of the way back.
    await runner
      .group('Roll back', () => rollBack(decided, previous, hands, timeline, deadline))
      .catch((second: unknown) => runner.warning(`${previous} was not put back. ${explain(asDeployError(second))}`));
    throw error;
  }
}

/**
 * The release that a failed check goes back to: the one that ran before, or, if that was never verified (its run was cancelled), the
 * one before it. undefined: there is none, or it is the verified release itself that does not answer well.
 */
function lastVerified({ facts, needsRelease }: Planning): string | undefined {
  const { current, unverified } = facts.host;
  const isUnverified = unverified !== undefined && unverified.release === current?.name;
  if (isUnverified && unverified.previous !== '') return unverified.previous;
  return needsRelease ? current?.name : undefined;
}

/** Tells the host that its release was seen to hold. That it cannot be told is no reason to fail: the next run verifies it again. */
async function confirm({ facts, needsRelease, release, site }: Planning, connection: Connection, ports: Ports) {
  if (!needsRelease && facts.host.unverified === undefined) return;
  const values = assignments({ ROOT: site.root, RELEASE: release });
  const program = values + ports.eyes.readTemplate('host/verified.sh');
  await connection.run({ program, timeoutMs: 30_000, label: 'noting that the release is verified' });
}

/** Leads visitors back to where they were led before this run. */
async function moveBack(moves: RecordMoves, { runner, now }: Ports, timeline: Timeline): Promise<void> {
  const begun = now();
  const { done, problem } = await moves.takeBack(takeBackMs);
  if (problem !== undefined) runner.warning(problem);
  if (done === undefined) return;
  runner.info(done);
  if (problem === undefined) timeline.record('move-records', false, (now() - begun) / 1000);
}

/** A visit begun when nothing was left to change is proof enough, if the site was well; else the site gets its time. */
async function prove(
  { planning }: Plan,
  visit: Promise<Visit> | undefined,
  { say, moves }: Hands,
  inputs: Inputs,
  deadline: Deadline,
): Promise<Verified> {
  const { release, facts, site } = planning;
  const request: VerifyRequest = {
    ...visitRequest(inputs, facts.repository),
    release,
    host: facts.target.kind === 'ip' ? [facts.target.address] : facts.target.addresses,
    namesRelease: !site.hasOwnEdge,
    timeoutMs: deadline.workMs(60_000, 20_000),
  };
  const before = visit === undefined ? undefined : await verifiedBy(visit, request, say);
  if (before !== undefined) return before;
  const { settleMs } = moves;
  const isLed = settleMs === 0 || (await untilLedHere(request, { say, timeoutMs: deadline.remainingMs(settleMs) }));
  // A resolver that remembers for a day must not lead every run back: the zone's servers have the record, if the world asks them.
  const isPinned = !isLed && facts.dns?.names.every((name) => delegationProblem(name) === undefined) === true;
  if (isPinned) say('The zone’s name servers lead here, so this host is asked directly.');
  const connectTo = isPinned ? request.host[0] : undefined;
  return await verify({ ...request, timeoutMs: deadline.remainingMs(60_000) }, { say, connectTo });
}

/** One error for all that makes the run impossible; nothing has been touched. */
function refusal({ refusals }: Plan): DeployError {
  const [first] = refusals;
  if (first !== undefined && refusals.length === 1) return new DeployError(first);
  return new DeployError({
    code: 'refused',
    what: `Nothing was done: ${refusals.length} things are in the way`,
    why: refusals.map(({ code, what }, index) => `${index + 1}. ${what} [${code}]`).join('\n'),
    hint: refusals.map(({ hint }, index) => `${index + 1}. ${hint}`).join('\n'),
  });
}
