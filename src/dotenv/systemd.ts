import type { EnvEntry } from './entry.js';

/**
 * Unicode's noncharacters, which systemd takes for invalid UTF-8: the whole unit would not start (unichar_is_valid of
 * systemd's src/basic/utf8.c).
 */
const NONCHARACTER = /[\u{FDD0}-\u{FDEF}]|[\u{FFFE}\u{FFFF}]/u;
/** The longest value that a program can be started with: MAX_ARG_STRLEN of Linux, less the name and the end. */
const MOST_BYTES = 131_072;

/**
 * The text of a file for `EnvironmentFile=` from which systemd (247 or later) passes exactly these values on, in the given order. In
 * double quotes four signs are escaped, and a line break stands for itself (man systemd.exec; parse_env_file of src/basic/env-file.c).
 */
export function environmentFileText(entries: readonly EnvEntry[]): string {
  return entries.map(({ key, value }) => `${key}="${value.reveal().replace(/[\\"$`]/g, '\\$&')}"\n`).join('');
}

/** Keys whose values systemd cannot pass on, with the reason as the end of a sentence. No value is shown. */
export function notForSystemd(entries: readonly EnvEntry[]): readonly { readonly key: string; readonly why: string }[] {
  return entries.flatMap(({ key, value }) => {
    const text = value.reveal();
    if (hasNoncharacter(text)) return [{ key, why: 'has a Unicode noncharacter' }];
    return Buffer.byteLength(`${key}=${text}`) >= MOST_BYTES ? [{ key, why: 'is longer than 128 KiB' }] : [];
  });
}

/** Each plane ends with two of them. */
function hasNoncharacter(text: string): boolean {
  return NONCHARACTER.test(text) || [...text].some((sign) => ((sign.codePointAt(0) ?? 0) & 0xfffe) === 0xfffe);
}
