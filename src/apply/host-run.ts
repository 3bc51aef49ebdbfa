import { randomBytes } from 'node:crypto';
import { receiveProgram } from '../host/receive.js';
import { runHostProgram } from '../host/run-program.js';
import { isBackground, STEP_KINDS, type HostStep } from '../plan/step.js';
import type { Plan } from '../plan/plan.js';
import { bundleParts } from './bundle.js';
import { usefulLogins } from './useful-logins.js';
import type { Session } from './session.js';

/** Carries out steps on the host: each list of them is one exec. */
export class HostRun {
  readonly #plan: Plan;
  readonly #session: Session;
  /** Name and content of the file that the preflight check requests. */
  readonly probeToken = `probe-${randomBytes(12).toString('hex')}`;
  /** The release that runs on the host by now; '' for none. */
  #current: string;

  constructor(plan: Plan, session: Session) {
    this.#plan = plan;
    this.#session = session;
    this.#current = plan.host.current;
  }

  /** Whether the plan's release has been switched to. */
  get isSwitched(): boolean {
    return this.#current === this.#plan.release;
  }

  /**
   * Takes the steps. `expected` is the release that has to run, lest the plan be stale.
   * @throws DeployError as the host program reported
   */
  async steps(steps: readonly HostStep[], expected = this.#current): Promise<void> {
    const { connection, ports, deadline, timeline, log, onTrafficSwitched } = this.#session;
    const { readTemplate, now, describeRun, runOrder } = ports;
    const { times } = ports.inputs;
    // A rollback is what the rest of the time is kept for.
    const isRollback = steps.some(({ kind }) => kind === 'rollback');
    const workMs = isRollback ? deadline.remainingMs() : deadline.workMs();
    const run = {
      expectCurrent: expected,
      holder: describeRun(),
      order: runOrder(),
      lockWaitSeconds: Math.min(times.lockSeconds ?? Infinity, Math.ceil(workMs / 1000)),
      workSeconds: Math.ceil(workMs / 1000),
      token: randomBytes(12).toString('hex'),
      healthSeconds: times.healthSeconds ?? Math.ceil(deadline.remainingMs(180_000) / 1000),
      healthTimeoutSeconds: times.healthSeconds,
      drainSeconds: times.drainSeconds,
      minReadySeconds: times.minReadySeconds,
      probeToken: this.probeToken,
    };
    const lastVisible = this.#plan.steps.map(({ kind }) => kind).findLast((kind) => !isBackground(kind));
    const titles = new Map<string, string>([...this.#plan.steps, ...steps].map(({ kind, title }) => [kind, title]));
    const logins = (await ports.logins(this.#plan.planning.facts.repository.images)) ?? [];
    await runHostProgram(connection, {
      parts: bundleParts({ plan: this.#plan, steps, run, readTemplate, logins: usefulLogins(logins, this.#plan) }),
      receive: receiveProgram(readTemplate),
      timeoutMs: deadline.remainingMs(),
      now: new Date(now()),
      watcher: {
        begin: (step) => log.begin(step, titles.get(step) ?? step),
        log: (line, isWaiting) => log.line(line, isWaiting),
        unhealthy: (found) => timeline.recordContainer(found),
        end: (step, isWell, seconds) => {
          const kind = STEP_KINDS.find((known) => known === step);
          if (kind !== undefined) timeline.record(kind, isWell, seconds);
          log.end(step, isWell, seconds);
          if (isWell && kind === lastVisible) onTrafficSwitched();
        },
      },
    }).finally(() => log.showFolded());
    if (steps.some(({ kind }) => kind === 'up')) this.#current = this.#plan.release;
  }
}
