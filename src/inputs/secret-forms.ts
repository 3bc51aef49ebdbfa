import { quoteForCompose } from '../dotenv/write.js';

/** Of longer values only the usual forms are masked: a runner searches each line of the log for each mask. */
const LONGEST_ENCODED = 4096;
/** A shorter part of an encoded text may be a part of other texts. */
const SHORTEST_BASE64 = 6;

/** A secret in all forms in which programs print it: quoted, escaped and encoded, as a whole. Pure. */
export function formsOf(value: string): readonly string[] {
  const usual = [value, value.trim(), jsonBody(value), quotedBody(quoteForCompose(value)), urlEncoded(value)];
  if (value.length > LONGEST_ENCODED) return usual;
  const url = urlEncoded(value);
  return [
    ...usual,
    // As JSON within JSON, as PHP writes slashes, and as Python writes what is not ASCII.
    jsonBody(jsonBody(value)),
    jsonBody(value).replaceAll('/', '\\/'),
    jsonBody(value).replace(NOT_ASCII, (unit) => `\\u${hex(unit, 4)}`),
    reprBody(value, "'"),
    reprBody(value, '"'),
    value.replaceAll("'", "'\\''"),
    // Forms of a page, Python's quote(), and RFC 3986 to the letter.
    url.replaceAll('%20', '+'),
    url.replaceAll('%2F', '/'),
    url.replace(/[!'()*]/g, (mark) => `%${hex(mark, 2).toUpperCase()}`),
    ...base64Forms(value),
  ];
}

/** UTF-16 code units. */
const NOT_ASCII = /[\u0080-\uffff]/g;

/**
 * What a text looks like within a longer one that is base64, wherever it begins there: bytes are encoded by threes. Characters that its
 * neighbours have a part in are left out.
 */
export function base64Forms(value: string): readonly string[] {
  const bytes = Buffer.from(value, 'utf8');
  const inside = [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    return encoded.slice(Math.ceil((before * 4) / 3), Math.floor(((before + bytes.length) * 4) / 3));
  });
  const all = [bytes.toString('base64'), ...inside].filter((form) => form.length >= SHORTEST_BASE64);
  return [...new Set(all.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')]))];
}

/** As Python's repr() and Node's inspect() write a text between quotes. */
function reprBody(value: string, quote: "'" | '"'): string {
  const escaped = value.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  const named: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return escaped.replace(/\p{Cc}/gu, (mark) => named[mark] ?? `\\x${hex(mark, 2)}`);
}

function hex(unit: string, digits: number): string {
  return unit.charCodeAt(0).toString(16).padStart(digits, '0');
}

function jsonBody(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

function quotedBody(value: string): string {
  return value.replace(/^(["'])([^]*)\1$/, '$2');
}

/** encodeURIComponent without its exception for lone surrogates. */
function urlEncoded(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, ''));
}
