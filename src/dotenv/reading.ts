import { Secret } from '../secret.js';
import type { EnvEntry } from './entry.js';

export interface EnvReading {
  readonly entries: readonly EnvEntry[];
  /** Each names a key or a line, never a value. Empty: all was understood. */
  readonly problems: readonly string[];
}

export const ENV_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** What keeps a value from arriving byte for byte; undefined: nothing does. */
export function valueProblem(value: string): string | undefined {
  if (value.includes('\0')) return 'holds a NUL character, which no environment can carry';
  return /\p{Surrogate}/u.test(value) ? 'holds half of a character (a lone surrogate)' : undefined;
}

export function envEntry(key: string, value: string): EnvEntry {
  return { key, value: new Secret(value) };
}
