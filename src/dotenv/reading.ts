import { Secret } from '../secret.js';
import type { EnvEntry } from './entry.js';

export interface EnvReading {
  readonly entries: readonly EnvEntry[];
  /** Each names a key or a line, never a value. Empty: no problem. */
  readonly problems: readonly string[];
}

export const ENV_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** Why a value cannot be passed on byte for byte; undefined: it can. */
export function valueProblem(value: string): string | undefined {
  if (value.includes('\0')) return 'contains a NUL character, which environment variables cannot contain';
  return /\p{Surrogate}/u.test(value) ? 'contains an incomplete character (a lone surrogate)' : undefined;
}

export function envEntry(key: string, value: string): EnvEntry {
  return { key, value: new Secret(value) };
}
