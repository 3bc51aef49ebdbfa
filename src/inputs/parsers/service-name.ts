import type { Parsed } from './parsed.js';

/** A compose service name; not one that begins with a dash (an option) or a dot (a path). */
export function parseServiceName(text: string): Parsed<string> {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,62}$/.test(text)
    ? { value: text }
    : { problem: 'is not a valid service name (letters, digits, `.`, `_`, `-`)' };
}
