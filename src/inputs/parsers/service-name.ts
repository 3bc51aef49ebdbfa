import type { Parsed } from './parsed.js';

/** A service's name by compose's grammar; one that begins with a dash or a dot could be taken for something else. */
export function parseServiceName(text: string): Parsed<string> {
  return /^[A-Za-z0-9_][A-Za-z0-9._-]{0,62}$/.test(text)
    ? { value: text }
    : { problem: 'is not the name of a service (letters, digits, `.`, `_`, `-`)' };
}
