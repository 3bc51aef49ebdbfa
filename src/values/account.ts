import { email } from 'zod/mini';
import type { Parsed } from './parsed.js';

export function parseUserName(text: string): Parsed<string> {
  return /^[A-Za-z_][A-Za-z0-9_.-]{0,31}$/.test(text)
    ? { value: text }
    : { problem: 'is not a user name (letters, digits, `_`, `.`, `-`, at most 32, beginning with a letter or `_`)' };
}

export function parseEmail(text: string): Parsed<string> {
  return email().safeParse(text).success ? { value: text } : { problem: 'is not an e-mail address' };
}
