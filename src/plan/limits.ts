import type { StepKind } from './step.js';
import { isLimited, limitSeconds, reserveMs, type Limits } from '../inputs/limit-table.js';

/** What the plan says of a step: the most that it can take; undefined for what the runner does by itself. */
export function plannedLimit(
  kind: StepKind,
  { limits, timeoutMs }: { readonly limits: Limits; readonly timeoutMs: number },
): number | undefined {
  if (!isLimited(kind)) return undefined;
  return limitSeconds(kind, limits, (timeoutMs - reserveMs(timeoutMs)) / 1000);
}
