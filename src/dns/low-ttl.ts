import type { RecordChange, RecordSet } from './dns.js';

/** TTL of a record while it is moved: soon after the move, or after moving it back, every resolver has the right address. */
export const MOVING_TTL_SECONDS = 60;

/** The change that lowers the TTLs of the records that another change replaces; undefined: they are low enough. Pure. */
export function loweringOf({ zone, remove, upsert, former }: RecordChange): RecordChange | undefined {
  const isReplaced = (set: RecordSet): boolean =>
    [...remove, ...upsert].some(({ name, type }) => name === set.name && type === set.type);
  const high = former.filter((set) => isReplaced(set) && set.ttlSeconds > MOVING_TTL_SECONDS);
  if (high.length === 0) return undefined;
  const names = new Set(high.map(({ name }) => name));
  return { zone, remove: [], upsert: high.map(withLowTtl), former: former.filter(({ name }) => names.has(name)) };
}

/** The same record with a TTL that suits a move. */
export function withLowTtl(set: RecordSet): RecordSet {
  return { ...set, ttlSeconds: Math.min(set.ttlSeconds, MOVING_TTL_SECONDS) };
}

/** Seconds for people: `90 s`, `5 min`, `24 h`, `7 days`. */
export function durationText(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}
