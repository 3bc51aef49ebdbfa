import type { Parsed } from './parsed.js';

export function parsePort(text: string): Parsed<number> {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65535 ? { value: port } : { problem: 'is not a port (1 to 65535)' };
}

/** YAML's booleans only: a typo must not turn a switch off. */
export function parseFlag(text: string): Parsed<boolean> {
  if (/^(true|True|TRUE)$/.test(text)) return { value: true };
  if (/^(false|False|FALSE)$/.test(text)) return { value: false };
  return { problem: 'is neither `true` nor `false`' };
}

/** One of the given words. */
export function parseChoice<T extends string>(text: string, choices: readonly T[]): Parsed<T> {
  const chosen = choices.find((choice) => choice === text);
  return chosen === undefined ? { problem: `is not one of ${choices.join(', ')}` } : { value: chosen };
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** `1h30m`, `45m`, `90s`, in milliseconds: more than zero and at most one day. */
export function parseDurationMs(text: string): Parsed<number> {
  const match = /^(?:(\d{1,3})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?$/.exec(text);
  const [hours, minutes, seconds] = [1, 2, 3].map((part) => Number(match?.[part] ?? 0));
  const ms = ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
  if (match === null || ms === 0) return { problem: 'is not a duration such as 30m, 90s or 1h30m' };
  return ms <= DAY_MS ? { value: ms } : { problem: 'is longer than one day' };
}

/** The same, or `0s`. */
export function parseDurationOrZeroMs(text: string): Parsed<number> {
  return /^0+[hms]?$/.test(text) ? { value: 0 } : parseDurationMs(text);
}

/** A size in nginx notation: digits and optionally k, m or g (lower case). */
export function parseNginxSize(text: string): Parsed<string> {
  return /^\d{1,12}[kmg]?$/i.test(text)
    ? { value: text.toLowerCase() }
    : { problem: 'is not a size in nginx notation (10m, 512k, 1g, 0)' };
}
