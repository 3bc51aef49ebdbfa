import { textOf } from '../model/value.js';

const UNITS: Readonly<Record<string, number>> = {
  ...{ ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 },
};

/** A duration such as `1m30s` in whole milliseconds, as `90000ms`; undefined for none. compose/facts.py does the same. */
export function milliseconds(duration: unknown): string | undefined {
  if (duration === undefined || duration === null || duration === '') return undefined;
  const parts = [...textOf(duration).matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h|d|w)/g)];
  return `${Math.floor(parts.reduce((sum, [, n, unit]) => sum + Number(n) * (UNITS[unit ?? ''] ?? 0), 0))}ms`;
}
