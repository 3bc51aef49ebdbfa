import { ENV_KEY } from './reading.js';

/** A variable of a file that shows people what a `.env` should have. */
export interface ExampleEntry {
  readonly key: string;
  /** A value that can be used as it is, maybe an empty one: it is no secret, and nothing that stands for one. undefined: a person has to give it. */
  readonly value: string | undefined;
}

const LINE = /^\s*(?:export\s+)?([^\s=:#]+)\s*[=:][ \t]*(.*?)\s*$/;

/** The variables of an example file, each once, in its order. What is commented out is optional, and left out. */
export function parseExample(text: string): readonly ExampleEntry[] {
  const entries = new Map<string, ExampleEntry>();
  let openQuote: string | undefined;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    if (openQuote !== undefined) {
      if (line.includes(openQuote)) openQuote = undefined;
      continue;
    }
    const [, key = '', written = ''] = LINE.exec(line) ?? [];
    if (!ENV_KEY.test(key)) continue;
    const value = unquoted(written);
    if (value === undefined) openQuote = written.charAt(0);
    entries.set(key, { key, value: value !== undefined && isPlain(key, value) ? value : undefined });
  }
  return [...entries.values()];
}

/** undefined: the quote is closed on another line. */
function unquoted(written: string): string | undefined {
  const quote = /^["']/.exec(written)?.[0];
  if (quote === undefined) return /^#/.test(written) ? '' : (written.split(/\s#/, 1)[0] ?? '').trimEnd();
  const end = written.indexOf(quote, 1);
  return end < 0 ? undefined : written.slice(1, end);
}

const SECRET_WORDS = new Set(
  'pass pwd private salt cert certificate dsn webhook jwt license licence cookie hash sid pat bearer signature auth encryption pin otp'.split(
    ' ',
  ),
);

/** By its name: where it is not certain, it is one. */
export function isSecretName(key: string): boolean {
  if (/passw|passphrase|secret|token|credential/i.test(key)) return true;
  return key
    .toLowerCase()
    .split('_')
    .some((word) => SECRET_WORDS.has(word) || /keys?$/.test(word));
}

/** What people write where a value of their own belongs. */
const PLACEHOLDER =
  /chang|your|xxx|[<>]|\bexample|example\b|replace|todo|secret|passw|insert|\bfill|placeholder|dummy|sample|\.\.\.|\*\*\*|\bmy[-_.]?(domain|site|email|name|user)/i;

/** What is right on the machine of a developer alone. */
const DEVELOPMENT = /localhost|127\.0\.0\.1|^(dev|develop|development|local|debug)$/i;

/** Read the same in the input `env`, without quotes, and no expression of a workflow. */
const LITERAL = /^(?!["' ])[\w.,:/@*+()[\]=&?;%~|!^ "'-]{1,120}$/;

/** Whether a value can be shown, and used: it is no secret by its name, no login, no text that looks random, and stands for no other. */
function isPlain(key: string, value: string): boolean {
  if (isSecretName(key)) return false;
  if (value === '') return true;
  const isOther =
    PLACEHOLDER.test(value) || DEVELOPMENT.test(value) || (/debug/i.test(key) && /^(1|true|yes|on)$/i.test(value));
  const isLogin = /:\/\/[^/\s]*@/.test(value) || /^[^\s@]+@[^\s@]+$/.test(value);
  const isRandom = value.length >= 20 && /^[\w+/=-]+$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
  return LITERAL.test(value) && !isLogin && !isRandom && !isOther;
}
