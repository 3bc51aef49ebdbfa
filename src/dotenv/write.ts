import type { EnvEntry } from './entry.js';

/**
 * The text of a `.env` from which compose (v2.24 or later) passes exactly these values to containers, in the given order.
 * Prefers single quotes: compose before 2.24 mishandled escapes in double quotes.
 */
export function dotenvText(entries: readonly EnvEntry[]): string {
  return entries.map(({ key, value }) => `${key}=${quoteForCompose(value.reveal())}\n`).join('');
}

/** One value in compose's `.env` grammar. */
export function quoteForCompose(value: string): string {
  if (/^[A-Za-z0-9_./:@%+,-]+$/.test(value)) return value;
  // In single quotes everything but \' is literal, so they cannot contain a quote, or a backslash before the closing one.
  if (!value.includes("'") && !value.endsWith('\\')) return `'${value}'`;
  const escaped = value
    .replace(/[\\"$]/g, '\\$&')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `"${escaped}"`;
}
