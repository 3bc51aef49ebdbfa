import { randomBytes } from 'node:crypto';
import { bundleParts } from './bundle.js';
import { preflight } from './certificate/preflight.js';
import type { Deadline } from './deadline.js';
import { delegationProblem } from './dns/delegation.js';
import type { Dns } from './dns/dns.js';
import type { Resolver } from './dns/resolver.js';
import type { ReadTemplate } from './edge/settings.js';
import { DeployError } from './errors.js';
import type { Connection } from './host/connection.js';
import type { HostFacts } from './host/facts.js';
import { runHostProgram } from './host/program.js';
import { namesOf } from './inputs.js';
import type { Timeline } from './outcome.js';
import type { Plan } from './plan.js';
import type { EdgeState } from './planning.js';
import { keepYoungMemorySmall } from './runner/memory.js';
import { STEP_KINDS, isOnRunner, isUnseen, type StepKind } from './step.js';
import { canProbe } from './steps/certificate.js';
import { recordPlan } from './steps/records.js';

/** What changing things needs. */
export interface Hands {
  readonly connection: Connection;
  readonly dns: Dns | undefined;
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
 * Carries out the plan: records and host at the same time, then, if a certificate has to be had, the check from outside and
 * the rest on the host. One exec; two when there is a certificate to get.
 * @throws DeployError
 */
export async function apply(plan: Plan, hands: Hands, timeline: Timeline, deadline: Deadline): Promise<void> {
  keepYoungMemorySmall();
  const work = new Work(plan, hands, timeline, deadline);
  const steps = plan.steps.map(({ kind }) => kind).filter((kind) => !isOnRunner(kind));
  const isGit = plan.planning.inputs.source.kind === 'git';
  const early: readonly StepKind[] =
    isGit && steps.includes('files') ? steps.filter((kind) => kind === 'bootstrap') : [];
  const late = afterPreflight(plan);
  const main = steps.filter((kind) => !early.includes(kind) && !late.includes(kind));
  const { edge, facts, release } = plan.planning;

  const seen = facts.host.current?.name ?? '';
  const records = work.records();
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
  try {
    await work.preflight();
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
export async function restore(
  plan: Plan,
  previous: string,
  hands: Hands,
  timeline: Timeline,
  deadline: Deadline,
): Promise<void> {
  const planning = { ...plan.planning, release: previous };
  // The edge's configuration is part of the release's record.
  await new Work({ ...plan, planning }, hands, timeline, deadline).host(['restore'], {
    edge: undefined,
    current: plan.planning.release,
  });
}

/** With a certificate to get, what needs it or comes after it waits for the check from outside. */
function afterPreflight(plan: Plan): readonly StepKind[] {
  const kinds = plan.steps.map(({ kind }) => kind);
  if (!kinds.includes('certify')) return [];
  return kinds.slice(kinds.indexOf('preflight') + 1).filter((kind) => !isOnRunner(kind));
}

/**
 * How long port 80 may take to answer after the containers were started. Proxies of the usual tutorials compute DH parameters
 * at their first start, which takes half a minute on a fast machine and minutes on a small one.
 */
const ownEdgeStartMs = 600_000;
const bundledEdgeStartMs = 30_000;

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

  async records(): Promise<void> {
    const changes = recordPlan(this.#plan.planning)?.changes ?? [];
    const { dns } = this.#hands;
    if (changes.length === 0 || dns === undefined) return;
    await this.#timed('records', async () => {
      for (const change of changes) await dns.apply(change, this.#deadline.remainingMs(300_000));
    });
  }

  async host(
    steps: readonly StepKind[],
    state: { readonly edge: EdgeState | undefined; readonly current: string },
  ): Promise<void> {
    if (steps.length === 0) return;
    const { connection, readTemplate, say, whoIsAtWork, now, onServed } = this.#hands;
    const run = {
      expectCurrent: state.current,
      holder: await whoIsAtWork(),
      lockWaitSeconds: Math.ceil(this.#deadline.remainingMs() / 1000),
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

  async preflight(): Promise<void> {
    const { inputs, facts, site } = this.#plan.planning;
    if (!this.#plan.steps.some(({ kind }) => kind === 'preflight')) return;
    const names = facts.dns?.names ?? [];
    const undelegated = names.map(delegationProblem).find((problem) => problem !== undefined);
    const token = this.#probeToken;
    await this.#timed('preflight', async () => {
      if (undelegated !== undefined) throw new DeployError(undelegated);
      await preflight(
        {
          names: namesOf(inputs),
          addresses: facts.target.kind === 'ip' ? [facts.target.address] : facts.target.addresses,
          nameServers: new Map(names.map(({ name, zone }) => [name, zone.nameServers])),
          acmeServer: inputs.acmeServer,
          probe: token === '' ? undefined : { token, content: token },
        },
        {
          resolver: this.#hands.resolver,
          say: (line) => this.#hands.say(`  │ ${line}`),
          probeTimeoutMs: this.#deadline.remainingMs(site.hasOwnEdge ? ownEdgeStartMs : bundledEdgeStartMs),
        },
      );
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
