import type { Parsed } from './parsed.js';

export function parseUserName(text: string): Parsed<string> {
  return /^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/.test(text)
    ? { value: text }
    : { problem: 'is not a user name (letters, digits, `_`, `.`, `-`, at most 32, beginning with a letter or `_`)' };
}

const PART = /^[\w+'-]+(\.[\w+'-]+)*$/;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/** An address that a certificate authority takes as a contact: no quotes, no comments, a domain of two labels or more. */
export function parseEmail(text: string): Parsed<string> {
  const at = text.lastIndexOf('@');
  const labels = text.slice(at + 1).split('.');
  const isAddress =
    at > 0 &&
    text.length <= 254 &&
    PART.test(text.slice(0, at)) &&
    labels.length > 1 &&
    labels.every((label) => LABEL.test(label)) &&
    /^[a-z][a-z0-9-]+$/i.test(labels.at(-1) ?? '');
  return isAddress ? { value: text } : { problem: 'is not an e-mail address' };
}
