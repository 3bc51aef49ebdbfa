import { Problem } from './invalid.js';
import { substitute, type Lookup } from './template.js';

/**
 * An env file as compose reads it (compose-go, dotenv/parser.go): later lines see earlier ones, but what `lookup` has wins in `${…}`.
 * @throws Problem
 */
export function parseDotenv(
  text: string,
  lookup: Lookup,
  before: ReadonlyMap<string, string> = new Map(),
): Map<string, string> {
  const values = new Map(before);
  const find: Lookup = (name) => lookup(name) ?? values.get(name);
  let rest = text.replace(/^\uFEFF/, '');
  for (;;) {
    rest = rest.replace(/^(?:\s+|#[^\n]*)*/, '');
    if (rest === '') return values;
    const { key, isInherited, after } = readKey(rest);
    rest = after;
    if (isInherited) {
      const value = find(key);
      if (value !== undefined) values.set(key, value);
      continue;
    }
    const quote = /^["']/.exec(rest)?.[0];
    const read = quote === undefined ? readBare(rest) : readQuoted(rest, quote);
    rest = read.after;
    values.set(key, quote === "'" ? read.value : substitute(read.value, find));
  }
}

function readKey(text: string): { readonly key: string; readonly isInherited: boolean; readonly after: string } {
  const bare = text.replace(/^export\s+/, '');
  const end = /[=:\n]/.exec(bare)?.index ?? -1;
  const written = end < 0 ? '' : bare.slice(0, end);
  const [line = ''] = bare.split('\n');
  if (!/^[\p{L}\p{N}_.\-[\] \t\v\f\r\u0085\u00A0]*$/u.test(end < 0 ? bare : written))
    throw new Problem(`${JSON.stringify(line.split('=')[0])} is no name of a variable`);
  const key = written.trimEnd();
  if (key.includes(' ')) throw new Problem(`${JSON.stringify(key)} is no name of a variable`);
  const after = bare.slice(end + 1).replace(/^[\t\v\f\r \u0085\u00A0]+/, '');
  return { key, isInherited: bare[end] === '\n', after: end < 0 ? '' : after };
}

function readBare(text: string): { readonly value: string; readonly after: string } {
  const end = text.indexOf('\n');
  const line = end < 0 ? text : text.slice(0, end);
  return { value: (line.split(' #', 1)[0] ?? '').trimEnd(), after: end < 0 ? '' : text.slice(end + 1) };
}

function readQuoted(text: string, quote: string): { readonly value: string; readonly after: string } {
  let value = '';
  let isEscaped = false;
  for (let at = 1; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === quote && !isEscaped)
      return { value: quote === '"' ? unescaped(value) : value, after: text.slice(at + 1) };
    if (char === '\\' && !isEscaped) {
      isEscaped = true;
      continue;
    }
    value += isEscaped && char !== quote ? `\\${char}` : char;
    isEscaped = false;
  }
  throw new Problem('a quoted value has no end');
}

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** `\$` becomes `$$`, which the variables' grammar knows. */
function unescaped(text: string): string {
  return text.replace(/\\(?:([abcfnrtv$"\\])|0(\d{0,3}))/g, (whole, letter?: string, octal?: string) => {
    if (letter === '$') return '$$';
    if (letter !== undefined) return ESCAPES[letter] ?? (letter === 'c' ? whole : letter);
    return octal?.length === 3 && /^[0-3][0-7]{2}$/.test(octal) ? String.fromCharCode(parseInt(octal, 8)) : whole;
  });
}
