import type { FailedContainer } from '../host/failed-container.js';
import type { Zone } from '../dns/dns.js';
import { plannedLimit } from '../plan/limits.js';
import type { Verified } from '../verify/verify.js';
import type { Plan } from '../plan/plan.js';
import type { StepKind, StepText } from '../plan/step.js';

/** A step as it went. */
export interface StepResult extends StepText {
  readonly kind: StepKind;
  readonly state: 'done' | 'failed' | 'not reached';
  /** undefined: not begun. */
  readonly seconds: number | undefined;
}

/** Execs and bytes that a run used, for the summary and for comparisons. */
export interface Usage {
  readonly execs: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
}

/** What the run comes to; outputs, log and summary are all written from it. */
export interface Outcome {
  readonly plan: Plan;
  readonly steps: readonly StepResult[];
  readonly verified: Verified | undefined;
  readonly usage: Usage;
  readonly seconds: number;
  readonly dryRun: boolean;
  /** The host rolled back, since the new release failed the external check. */
  readonly wasRolledBack: boolean;
  /** Containers that made the run fail. */
  readonly failedContainers: readonly FailedContainer[];
  /** Hosted zones that the run created. */
  readonly createdZones: readonly Zone[];
}

interface PlannedText extends StepText {
  readonly kind: StepKind;
}

/** More are not shown, whatever a host sends. */
const mostContainers = 50;

/** Keeps the times of the steps while they are carried out. */
export class Timeline {
  readonly #steps: readonly PlannedText[];
  readonly #results = new Map<StepKind, { state: 'done' | 'failed'; seconds: number }>();

  readonly #containers: FailedContainer[] = [];
  readonly #zones: Zone[] = [];

  constructor(steps: readonly PlannedText[]) {
    this.#steps = steps;
  }

  record(kind: StepKind, isWell: boolean, seconds: number): void {
    this.#results.set(kind, { state: isWell ? 'done' : 'failed', seconds });
  }

  recordContainer(found: FailedContainer): void {
    if (this.#containers.length < mostContainers) this.#containers.push(found);
  }

  recordZone(zone: Zone): void {
    this.#zones.push(zone);
  }

  get createdZones(): readonly Zone[] {
    return this.#zones;
  }

  get failedContainers(): readonly FailedContainer[] {
    return this.#containers;
  }

  /** Whether the host rolled back: no step of the plan, but its undoing. */
  get wasRolledBack(): boolean {
    return this.#results.get('rollback')?.state === 'done';
  }

  results(): readonly StepResult[] {
    return this.#steps.map(({ kind, title, because }) => {
      const result = this.#results.get(kind);
      return { kind, title, because, state: result?.state ?? 'not reached', seconds: result?.seconds };
    });
  }
}

/** The `plan` output: the steps with their reasons and seconds, and what needed nothing. */
export function planJson({ plan, steps, usage, dryRun, seconds }: Outcome): string {
  return JSON.stringify({
    release: plan.planning.release,
    dryRun,
    seconds: round(seconds),
    steps: steps.map((step) => ({
      ...step,
      ...limitOf(step.kind, plan),
      ...(step.seconds === undefined ? {} : { seconds: round(step.seconds) }),
    })),
    unchanged: plan.unchanged,
    blockers: plan.blockers.map(({ code, what, hint }) => ({ code, what, hint })),
    usage,
  });
}

function limitOf(kind: StepKind, plan: Plan): { readonly limitSeconds?: number } {
  const limitSeconds = plannedLimit(kind, plan.planning.inputs);
  return limitSeconds === undefined ? {} : { limitSeconds };
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
