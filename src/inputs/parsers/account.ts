import type { Parsed } from './parsed.js';

export function parseUserName(text: string): Parsed<string> {
  return /^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/.test(text)
    ? { value: text }
    : { problem: 'is not a user name (letters, digits, `_`, `.`, `-`, at most 32, beginning with a letter or `_`)' };
}

/** "Valid e-mail address" of the HTML standard (input type=email), with a top-level domain that is not a number. */
const EMAIL =
  /^[\w.!#$%&'*+/=?^`{|}~-]+@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

export function parseEmail(text: string): Parsed<string> {
  return EMAIL.test(text) ? { value: text } : { problem: 'is not an e-mail address' };
}
