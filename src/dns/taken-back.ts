import type { RecordChange, RecordSet } from './dns.js';
import { plainName } from './name.js';

/**
 * The change that reverts another one, including TTLs and the order of values. `current` holds the present records as Route 53
 * writes them, because a DELETE must name the exact values. Pure.
 */
export function takenBack({ zone, remove, upsert, former }: RecordChange, current: readonly RecordSet[]): RecordChange {
  const isTouched = (set: RecordSet) => has(remove, set) || has(upsert, set);
  return {
    zone,
    remove: current.filter((set) => has(upsert, set) && !has(former, set)),
    upsert: former.filter(isTouched),
    former: current,
  };
}

/** The records of the names after the change. */
export function afterwards({ remove, upsert, former }: RecordChange): readonly RecordSet[] {
  return [...former.filter((set) => !has(remove, set) && !has(upsert, set)), ...upsert];
}

/** Whether both lists contain the same sets with the same TTLs and values, ignoring the spelling of names. */
export function areSame(some: readonly RecordSet[], others: readonly RecordSet[]): boolean {
  const plain = (set: RecordSet) => ({ ...set, values: set.values.map(plainName) });
  const texts = (sets: readonly RecordSet[]) => sets.map(plain).flatMap(recordLines).sort().join('\n');
  return texts(some) === texts(others);
}

/** In zone file format, one line per value. */
export function recordLines({ name, type, ttlSeconds, values, healthCheckId }: RecordSet): readonly string[] {
  const comment = healthCheckId === undefined ? '' : ` ; health check ${healthCheckId}`;
  return values.map((value) => `${name}. ${ttlSeconds} IN ${type} ${value}${comment}`);
}

function has(sets: readonly RecordSet[], { name, type }: RecordSet): boolean {
  return sets.some((set) => set.name === name && set.type === type);
}
