import { isHostStep, isRunnerStep, type HostStep, type RunnerStep, type Step } from './step.js';

/** Steps that are taken one after the other, in one place. */
export type Part =
  | { readonly where: 'runner'; readonly steps: readonly RunnerStep[] }
  /** One exec. */
  | { readonly where: 'host'; readonly steps: readonly HostStep[] };

/** Phases follow each other; the parts of one run in parallel. */
export interface Phase {
  readonly parts: readonly Part[];
}

/**
 * Lays steps out in phases, in their order. Changes of the DNS propagate while the host works: they are the only steps that run in parallel.
 * Pure.
 */
export function phasesOf(steps: readonly Step[]): readonly Phase[] {
  const records = steps.filter(isRunnerStep).filter(isEarly);
  const parts = runs(steps.filter((step) => !isEarly(step)));
  const phases = parts.map((part): Phase => ({ parts: [part] }));
  if (records.length === 0) return phases;
  const own: Part = { where: 'runner', steps: records };
  const firstCheck = parts.findIndex(({ where, steps: taken }) => where === 'runner' && taken.some(needsRecords));
  const alongside = parts
    .slice(0, firstCheck === -1 ? undefined : firstCheck)
    .findLastIndex(({ where }) => where === 'host');
  if (alongside === -1) return [{ parts: [own] }, ...phases];
  return phases.map((made, index) => (index === alongside ? { ...made, parts: [own, ...made.parts] } : made));
}

const EARLY: readonly Step['kind'][] = ['create-zone', 'records', 'set-name-servers', 'lower-ttl'];

function isEarly({ kind }: Step): boolean {
  return EARLY.includes(kind);
}

function needsRecords({ kind }: Step): boolean {
  return kind === 'move-records' || kind === 'preflight';
}

/** Neighbours that are taken in the same place, together. */
function runs(steps: readonly Step[]): readonly Part[] {
  const parts: Part[] = [];
  for (const step of steps) {
    const last = parts.at(-1);
    if (isHostStep(step)) {
      if (last?.where === 'host') parts[parts.length - 1] = { where: 'host', steps: [...last.steps, step] };
      else parts.push({ where: 'host', steps: [step] });
    } else if (isRunnerStep(step)) {
      if (last?.where === 'runner') parts[parts.length - 1] = { where: 'runner', steps: [...last.steps, step] };
      else parts.push({ where: 'runner', steps: [step] });
    }
  }
  return parts;
}
