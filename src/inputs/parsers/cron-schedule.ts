import type { Parsed } from './parsed.js';

interface Field {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  /** Names of numbers, the first for `low`. */
  readonly words: readonly string[];
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ');

const FIELDS: readonly Field[] = [
  { name: 'minute', low: 0, high: 59, words: [] },
  { name: 'hour', low: 0, high: 23, words: [] },
  { name: 'day of month', low: 1, high: 31, words: [] },
  { name: 'month', low: 1, high: 12, words: MONTHS },
  { name: 'day of week', low: 0, high: 7, words: WEEKDAYS },
];

/** Five cron fields separated by one space, in the syntax that both cronie and Debian's cron accept (crontab(5)). */
export function parseCronSchedule(text: string): Parsed<string> {
  const parts = text.split(/[ \t]+/);
  if (text.startsWith('@')) return { problem: 'is a cron nickname; write five fields, such as 17 3,15 * * *' };
  if (parts.length !== FIELDS.length) return { problem: `has ${parts.length} fields instead of five (17 3,15 * * *)` };
  const wrong = FIELDS.find((field, index) => !isField(field, parts[index] ?? ''));
  if (wrong === undefined) return { value: parts.join(' ') };
  return { problem: `has an invalid ${wrong.name} (${wrong.low} to ${wrong.high})` };
}

function isField(field: Field, text: string): boolean {
  return text.split(',').every((item) => isItem(field, item));
}

function isItem(field: Field, text: string): boolean {
  const match = /^([^/]+)(?:\/(\d{1,2}))?$/.exec(text);
  const [range, step] = [match?.[1], match?.[2]];
  if (range === undefined || (step !== undefined && Number(step) === 0)) return false;
  if (range === '*') return true;
  const [from, to, ...rest] = range.split('-').map((end) => numberOf(field, end));
  if (from === undefined || rest.length > 0) return false;
  if (range.includes('-')) return to !== undefined && from <= to;
  // A step after a single number has different meanings in different crons.
  return step === undefined;
}

function numberOf(field: Field, text: string): number | undefined {
  const word = field.words.indexOf(text.toLowerCase());
  if (word >= 0) return field.low + word;
  const number = /^\d{1,2}$/.test(text) ? Number(text) : -1;
  return number >= field.low && number <= field.high ? number : undefined;
}
