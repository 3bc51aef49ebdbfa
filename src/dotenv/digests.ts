import { createHash } from 'node:crypto';
import { ENV_KEY } from './reading.js';
import type { EnvEntry } from './entry.js';

/** sha256 (hex) of each value by key, in the given order. A tracked `.env` may have keys of other characters: the host records none for them. */
export function envKeyDigests(entries: readonly EnvEntry[]): ReadonlyMap<string, string> {
  return new Map(
    entries
      .filter(({ key }) => ENV_KEY.test(key))
      .map(({ key, value }) => [key, createHash('sha256').update(value.reveal(), 'utf8').digest('hex')]),
  );
}

export interface KeyChanges {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Which keys differ between two sets of digests, each list sorted. */
export function changedKeys(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): KeyChanges {
  const added = [...after.keys()].filter((key) => !before.has(key));
  const changed = [...after]
    .filter(([key, digest]) => before.has(key) && before.get(key) !== digest)
    .map(([key]) => key);
  const removed = [...before.keys()].filter((key) => !after.has(key));
  return { added: added.sort(), changed: changed.sort(), removed: removed.sort() };
}
