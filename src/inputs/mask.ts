import { base64Forms, formsOf } from './secret-forms.js';
import { partsOf } from './secret-parts.js';

/** Common words: masking them would make the log unreadable. */
const COMMON = new Set(
  'true false yes no on off none null debug info warning error test prod production staging development localhost password postgres mysql mariadb mongo redis root admin user guest'.split(
    ' ',
  ),
);

/** Masks a private key: as a whole and each part of its body, however it was pasted. */
export function maskKey(text: string, mask: (value: string) => void): void {
  if (text.trim().length > 3) mask(text.trim());
  if (text.trim().length > 3) for (const form of base64Forms(text)) mask(form);
  for (const part of text.split(/\s+|\\[nr]/)) {
    if (part.length >= 16 && !part.includes('-----')) mask(part);
  }
}

/** Masks one secret in all forms in which it may be printed. */
export function maskSecret(value: string, mask: (value: string) => void): void {
  const lines = value.includes('\n') ? linesOf(value).filter((line) => line.length >= 8) : [];
  for (const form of new Set([...formsOf(value), ...lines])) {
    if (form.trim().length > 2 && !hasBareLine(form)) mask(form);
  }
}

/** The runner masks each line of a masked value: a line such as `{` would hide half of every log. */
function hasBareLine(text: string): boolean {
  return /[\r\n]/.test(text) && linesOf(text).some((line) => line.length <= 2 || COMMON.has(line.toLowerCase()));
}

function linesOf(text: string): readonly string[] {
  return text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/**
 * Masks a value of the `.env`, and what is secret in it by itself, unless the mask would hide other texts: at most two characters, a common word, a number with at
 * most five digits, or a part of a text that is printed in any case (`shown`: the site's names and addresses).
 */
export function maskEnvValue(value: string, shown: readonly string[], mask: (value: string) => void): void {
  for (const part of new Set([value, ...partsOf(value)])) {
    if (!isTrivial(part.trim()) && !shown.some((text) => text.includes(part.trim()))) maskSecret(part, mask);
  }
}

function isTrivial(bare: string): boolean {
  return bare.length <= 2 || COMMON.has(bare.toLowerCase()) || /^\d{1,5}$/.test(bare);
}

/** For text that is not a valid `.env`: masks everything after a `=` or a `:`, and each line. */
export function maskUnreadableEnv(text: string, shown: readonly string[], mask: (value: string) => void): void {
  for (const line of text.split(/\r?\n/)) {
    const value = /^[^=:]*[=:]([^]*)$/.exec(line)?.[1] ?? line;
    for (const form of [line, value, value.trim().replace(/^["']|["'],?$/g, '')]) maskEnvValue(form, shown, mask);
  }
}
