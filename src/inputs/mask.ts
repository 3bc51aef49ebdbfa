import { quoteForCompose } from '../dotenv/write.js';

/** Values that stand for nothing by themselves; to mask them would make a log unreadable. */
const COMMON = new Set(
  'true false yes no on off none null debug info warning error test prod production staging development localhost'.split(
    ' ',
  ),
);

/** Masks a private key: whole, and each stretch of its body however it was pasted. */
export function maskKey(text: string, mask: (value: string) => void): void {
  if (text.trim().length > 3) mask(text.trim());
  for (const part of text.split(/\s+|\\[nr]/)) {
    if (part.length >= 16 && !part.includes('-----')) mask(part);
  }
}

/** Masks one secret as it is and in the forms in which it may come to be printed. */
export function maskSecret(value: string, mask: (value: string) => void): void {
  const json = JSON.stringify(value).slice(1, -1);
  const quoted = quoteForCompose(value).replace(/^(["'])([^]*)\1$/, '$2');
  const lines = value.includes('\n') ? linesOf(value).filter((line) => line.length >= 8) : [];
  const forms = [value, value.trim(), json, quoted, urlEncoded(value), ...lines];
  for (const form of new Set(forms)) {
    if (form.trim().length > 2 && !hasBareLine(form)) mask(form);
  }
}

/** The runner hides each line of what it is told to hide: with a line such as `{` half of every log would be gone. */
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
 * Masks a value of the `.env` unless hiding it would hide more than it: up to two characters, a common word, a number as
 * short as a port, or a part of what is printed anyway (`shown`: the site's names and addresses).
 */
export function maskEnvValue(value: string, shown: readonly string[], mask: (value: string) => void): void {
  const bare = value.trim();
  const isTrivial = bare.length <= 2 || COMMON.has(bare.toLowerCase()) || /^\d{1,5}$/.test(bare);
  if (!isTrivial && !shown.some((text) => text.includes(bare))) maskSecret(value, mask);
}

/** For text that could not be read as a `.env`: masks all that stands after a `=` or a `:`, and each line. */
export function maskUnreadableEnv(text: string, shown: readonly string[], mask: (value: string) => void): void {
  for (const line of text.split(/\r?\n/)) {
    const value = /^[^=:]*[=:]([^]*)$/.exec(line)?.[1] ?? line;
    for (const form of [line, value, value.trim().replace(/^["']|["'],?$/g, '')]) maskEnvValue(form, shown, mask);
  }
}

/** encodeURIComponent without its exception on half a character. */
function urlEncoded(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, ''));
}
