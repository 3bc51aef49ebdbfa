import { randomBytes } from 'node:crypto';
import { bundleParts } from './bundle.js';
import { preflight } from '../acme/preflight.js';
import type { Deadline } from '../deadline.js';
import { delegationProblem } from '../dns/delegation.js';
import type { Dns } from '../dns/dns.js';
import type { RecordMoves } from '../dns/moves.js';
import type { Resolver } from '../dns/resolver.js';
import type { ReadTemplate } from '../templates.js';
import { DeployError } from '../errors/deploy-error.js';
import type { Connection } from '../ssh/connection.js';
import type { HostFacts } from '../host/facts.js';
import { runHostProgram } from '../host/run-program.js';
import { watchServices } from '../host/services.js';
import { namesOf } from '../inputs/inputs.js';
import type { Timeline } from '../report/outcome.js';
import type { Plan } from '../plan/plan.js';
import type { EdgeState } from '../plan/context.js';
import { keepYoungMemorySmall } from '../runner/memory.js';
import { STEP_KINDS, isOnHost, isUnseen, type HostStepKind, type StepKind } from '../plan/step.js';
import { canProbe } from '../plan/steps/certificate.js';
import { movedNames, recordPlan } from '../plan/steps/records.js';

/** What changing things needs. */
export interface Hands {
  readonly connection: Connection;
  readonly dns: Dns | undefined;
  /** Makes the records that lead visitors here from elsewhere; whoever sees the run fail takes them back. */
  readonly moves: RecordMoves;
  readonly resolver: Resolver;
  /** Fetches the commit onto the host, over a connection that serves the deploy key; only for `source: git`. */
  readonly fetchCommit: (host: HostFacts) => Promise<void>;
  readonly readTemplate: ReadTemplate;
  readonly say: (line: string) => void;
  readonly now: () => number;
  /** For the lock. */
  readonly whoIsAtWork: () => Promise<string>;
  /** Called when nothing of what is left to do changes what visitors meet: they can be asked about it from now on. */
  readonly onServed: () => void;
}

/**
 * Carries out the plan: new records and host at the same time; then, if a name leads elsewhere, its record, and, if a certificate
 * has to be had, the check from outside; then the rest on the host. One exec; two when something comes in between.
 * @throws DeployError
 */
export async function apply(plan: Plan, hands: Hands, timeline: Timeline, deadline: Deadline): Promise<void> {
  keepYoungMemorySmall();
  const work = new Work(plan, hands, timeline, deadline);
  const steps = plan.steps.map(({ kind }) => kind).filter(isOnHost);
  const isGit = plan.planning.inputs.source.kind === 'git';
  const early: readonly HostStepKind[] =
    isGit && steps.includes('files') ? steps.filter((kind) => kind === 'bootstrap') : [];
  const late = afterRunner(plan);
  const main = steps.filter((kind) => !early.includes(kind) && !late.includes(kind));
  const { edge, facts, release } = plan.planning;

  const seen = facts.host.current?.name ?? '';
  const records = work.addRecords();
  // Both at the same time; but a failure of the one must not leave the other running unheard.
  const host = (async () => {
    await work.host(early, { edge: edge.now, current: seen });
    if (isGit && steps.includes('files')) await hands.fetchCommit(facts.host);
    await work.host(main, { edge: edge.now, current: seen });
  })();
  for (const settled of await Promise.allSettled([records, host])) {
    if (settled.status === 'rejected') throw settled.reason;
  }
  const current = main.includes('up') ? release : seen;
  await work.moveRecords();
  try {
    await work.preflight(current === release);
  } catch (error) {
    // Without a certificate there is the site over HTTP at least, for the person who has to find out why.
    await work.host(
      late.filter((kind) => kind === 'release-command' || kind === 'up'),
      { edge: edge.now, current },
    );
    throw error;
  }
  await work.host(late, { edge: edge.afterwards ?? edge.now, current });
}

/** Puts the release before back, when the new one was found wanting from outside. */
export async function rollBack(
  plan: Plan,
  previous: string,
  hands: Hands,
  timeline: Timeline,
  deadline: Deadline,
): Promise<void> {
  const planning = { ...plan.planning, release: previous };
  // The edge's configuration is part of the release's record.
  await new Work({ ...plan, planning }, hands, timeline, deadline).host(['rollback'], {
    edge: undefined,
    current: plan.planning.release,
  });
}

/** What waits for the last thing that is done from here between two execs: the move of a record, or the check before an order. */
function afterRunner(plan: Plan): readonly HostStepKind[] {
  const kinds = plan.steps.map(({ kind }) => kind);
  const last = kinds.findLastIndex((kind) => kind === 'move-records' || kind === 'preflight');
  return last === -1 ? [] : kinds.slice(last + 1).filter(isOnHost);
}

/**
 * How long port 80 may take to answer after the containers were started. Proxies of the usual tutorials compute DH parameters
 * at their first start, which takes half a minute on a fast machine and minutes on a small one.
 */
const ownEdgeStartMs = 600_000;
const bundledEdgeStartMs = 30_000;

/** How long a name may take to lead here at the zone's servers, and then in the world, beside what resolvers remember. */
const dnsSpreadMs = 90_000;

class Work {
  readonly #plan: Plan;
  readonly #hands: Hands;
  readonly #timeline: Timeline;
  readonly #deadline: Deadline;
  readonly #probeToken: string;
  readonly #lastSeen: StepKind | undefined;

  constructor(plan: Plan, hands: Hands, timeline: Timeline, deadline: Deadline) {
    this.#plan = plan;
    this.#hands = hands;
    this.#timeline = timeline;
    this.#deadline = deadline;
    this.#lastSeen = plan.steps.map(({ kind }) => kind).findLast((kind) => !isUnseen(kind));
    this.#probeToken = canProbe(plan.planning) ? `probe-${randomBytes(12).toString('hex')}` : '';
  }

  async addRecords(): Promise<void> {
    const changes = recordPlan(this.#plan.planning)?.additions ?? [];
    const { dns } = this.#hands;
    if (changes.length === 0 || dns === undefined) return;
    await this.#timed('records', async () => {
      for (const change of changes) await dns.apply(change, this.#deadline.remainingMs(300_000));
    });
  }

  async moveRecords(): Promise<void> {
    const changes = recordPlan(this.#plan.planning)?.moves ?? [];
    if (changes.length === 0) return;
    await this.#timed('move-records', () =>
      this.#hands.moves.make(changes, (capMs) => this.#deadline.remainingMs(capMs)),
    );
  }

  async host(
    steps: readonly HostStepKind[],
    state: { readonly edge: EdgeState | undefined; readonly current: string },
  ): Promise<void> {
    if (steps.length === 0) return;
    const { connection, readTemplate, say, whoIsAtWork, now, onServed } = this.#hands;
    // A rollback is what the rest of the time is kept for.
    const workMs = steps.includes('rollback') ? this.#deadline.remainingMs() : this.#deadline.workMs();
    const run = {
      expectCurrent: state.current,
      holder: await whoIsAtWork(),
      lockWaitSeconds: Math.ceil(workMs / 1000),
      workSeconds: Math.ceil(workMs / 1000),
      token: randomBytes(12).toString('hex'),
      healthSeconds: Math.ceil(this.#deadline.remainingMs(180_000) / 1000),
      probeToken: this.#probeToken,
    };
    const titles = new Map<string, string>(this.#plan.steps.map(({ kind, title }) => [kind, title]));
    await runHostProgram(connection, {
      parts: bundleParts({ planning: this.#plan.planning, steps, edge: state.edge, run, readTemplate }),
      receive: readTemplate('host/receive.sh').trimEnd(),
      timeoutMs: this.#deadline.remainingMs(),
      now: new Date(now()),
      watcher: {
        begin: (step) => say(`▸ ${titles.get(step) ?? step}`),
        log: (line) => say(`  │ ${line}`),
        end: (step, isWell, seconds) => {
          const kind = STEP_KINDS.find((known) => known === step);
          if (kind !== undefined) this.#timeline.record(kind, isWell, seconds);
          say(`${isWell ? '✓' : '✗'} ${step} (${seconds.toFixed(1)} s)`);
          if (isWell && kind === this.#lastSeen) onServed();
        },
      },
    });
  }

  async #watchServices(signal: AbortSignal): Promise<never> {
    const { connection, readTemplate, say } = this.#hands;
    const { project } = this.#plan.planning.site;
    await watchServices({ connection, project, readTemplate, say: (line) => say(`  │ ${line}`) }, signal);
    return await new Promise<never>(() => undefined);
  }

  /** `isRunning`: the release's containers have been started, and should stay well meanwhile. */
  async preflight(isRunning: boolean): Promise<void> {
    const { inputs, facts, site } = this.#plan.planning;
    if (!this.#plan.steps.some(({ kind }) => kind === 'preflight')) return;
    const names = facts.dns?.names ?? [];
    const undelegated = names.map(delegationProblem).find((problem) => problem !== undefined);
    const token = this.#probeToken;
    await this.#timed('preflight', async () => {
      if (undelegated !== undefined) throw new DeployError(undelegated);
      const over = new AbortController();
      const watching = isRunning ? this.#watchServices(over.signal) : new Promise<never>(() => undefined);
      const asking = preflight(
        {
          names: namesOf(inputs),
          addresses: facts.target.kind === 'ip' ? [facts.target.address] : facts.target.addresses,
          nameServers: new Map(names.map(({ name, zone }) => [name, zone.nameServers])),
          moved: movedNames(this.#plan.planning),
          acmeServer: inputs.acmeServer,
          probe: token === '' ? undefined : { token, content: token },
        },
        {
          resolver: this.#hands.resolver,
          say: (line) => this.#hands.say(`  │ ${line}`),
          dnsTimeoutMs: this.#deadline.workMs(dnsSpreadMs + this.#hands.moves.settleMs),
          probeTimeoutMs: this.#deadline.workMs(site.hasOwnEdge ? ownEdgeStartMs : bundledEdgeStartMs),
          signal: over.signal,
        },
      );
      try {
        await Promise.race([asking, watching]);
      } finally {
        over.abort();
      }
    });
  }

  async #timed(kind: StepKind, work: () => Promise<void>): Promise<void> {
    const { say, now } = this.#hands;
    const begun = now();
    const seconds = () => (now() - begun) / 1000;
    say(`▸ ${this.#plan.steps.find((step) => step.kind === kind)?.title ?? kind}`);
    try {
      await work();
    } catch (error) {
      this.#timeline.record(kind, false, seconds());
      throw error;
    }
    this.#timeline.record(kind, true, seconds());
    say(`✓ ${kind} (${seconds().toFixed(1)} s)`);
  }
}
