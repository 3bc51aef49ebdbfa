import type { RecordChange, RecordSet } from './dns.js';
import { plainName } from './name.js';

/**
 * The change that undoes one: the names hold again what they held, to the TTL and the order of values. `held` is what they
 * hold now, as Route 53 writes it: a set is deleted by its very values. Pure.
 */
export function takenBack({ zone, remove, upsert, former }: RecordChange, held: readonly RecordSet[]): RecordChange {
  const isTouched = (set: RecordSet) => has(remove, set) || has(upsert, set);
  return {
    zone,
    remove: held.filter((set) => has(upsert, set) && !has(former, set)),
    upsert: former.filter(isTouched),
    former: held,
  };
}

/** What the names hold once the change is made. */
export function afterwards({ remove, upsert, former }: RecordChange): readonly RecordSet[] {
  return [...former.filter((set) => !has(remove, set) && !has(upsert, set)), ...upsert];
}

/** Whether the same sets are there, with the same TTLs and values, however a name in them is spelt. */
export function areSame(some: readonly RecordSet[], others: readonly RecordSet[]): boolean {
  const plain = (set: RecordSet) => ({ ...set, values: set.values.map(plainName) });
  const texts = (sets: readonly RecordSet[]) => sets.map(plain).flatMap(recordLines).sort().join('\n');
  return texts(some) === texts(others);
}

/** As a zone file has it, one line a value. */
export function recordLines({ name, type, ttlSeconds, values, healthCheckId }: RecordSet): readonly string[] {
  const comment = healthCheckId === undefined ? '' : ` ; health check ${healthCheckId}`;
  return values.map((value) => `${name}. ${ttlSeconds} IN ${type} ${value}${comment}`);
}

function has(sets: readonly RecordSet[], { name, type }: RecordSet): boolean {
  return sets.some((set) => set.name === name && set.type === type);
}
