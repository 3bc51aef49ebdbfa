import type { StepKind } from './step.js';
import { isLimited, limitSeconds, reserveMs, type Limits } from '../inputs/limit-table.js';

/** The file `limits` of the host program: `STEP SECONDS` a line, for everything that it may run with these steps. */
export function limitLines(steps: readonly string[], limits: Limits, leftSeconds: number): readonly string[] {
  const names = [...steps.filter(isLimited), ...(steps.includes('up') ? (['rollback'] as const) : [])];
  return [...new Set(names)].map(
    (name) => `${name} ${limitSeconds(name, limits, name === 'rollback' ? Infinity : leftSeconds)}`,
  );
}

/** What the plan says of a step: the most that it can take; undefined for what the runner does by itself. */
export function plannedLimit(
  kind: StepKind,
  { limits, timeoutMs }: { readonly limits: Limits; readonly timeoutMs: number },
): number | undefined {
  if (!isLimited(kind)) return undefined;
  return limitSeconds(kind, limits, (timeoutMs - reserveMs(timeoutMs)) / 1000);
}
