import type { Failure } from '../errors/deploy-error.js';

/** The kinds of step, in the order in which a run takes them. */
export const STEP_KINDS = [
  'bootstrap',
  'records',
  'files',
  'env',
  'build',
  'data',
  'release-command',
  'edge',
  'up',
  'probe',
  'move-records',
  'preflight',
  'certify',
  'serve-https',
  'renewal',
  'prune',
  'rollback',
] as const;

export type StepKind = (typeof STEP_KINDS)[number];

/** Steps that the runner takes by itself; all others are the host program's. */
const ON_RUNNER = ['records', 'move-records', 'preflight'] as const;

export type HostStepKind = Exclude<StepKind, (typeof ON_RUNNER)[number]>;

/** One thing that the run will do. The dry run, the log and the job summary print the same words. */
export interface Step {
  readonly kind: StepKind;
  /** What is done, as a short sentence without a full stop. */
  readonly title: string;
  /** Why it has to be done. */
  readonly because: string;
}

/** What a kind of step decides. */
export interface Decision {
  readonly step?: Step;
  /** Said of what needs nothing. */
  readonly unchanged?: string;
  readonly refusals?: readonly Failure[];
}

export function isOnHost(kind: StepKind): kind is HostStepKind {
  return !ON_RUNNER.some((own) => own === kind);
}

/** Whether a step changes nothing that visitors meet. */
export function isUnseen(kind: StepKind): boolean {
  return kind === 'renewal' || kind === 'prune';
}
