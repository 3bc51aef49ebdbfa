import { ENV_KEY, envEntry, valueProblem, type EnvReading } from './reading.js';
import type { EnvEntry } from './entry.js';

/** A parsed value and its end, or a problem and the position at which parsing continues. */
type Value = { readonly text: string; readonly end: number } | { readonly problem: string; readonly end: number };

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', $: '$' };

const NEWLINE = 10;

/** Lines `KEY=value`, blank lines and comments; `export ` before a key is allowed. */
export function parseEnvLines(text: string): EnvReading {
  const entries: EnvEntry[] = [];
  const problems: string[] = [];
  const firstLines = new Map<string, number>();
  let position = 0;
  let lineNumber = 1;
  /** Up to here the lines have been counted. */
  let counted = 0;
  while (position < text.length) {
    for (; counted < position; counted += 1) if (text.charCodeAt(counted) === NEWLINE) lineNumber += 1;
    const end = endOfLine(text, position);
    const line = text.slice(position, end).replace(/\r$/, '');
    if (/^\s*(#|$)/.test(line)) {
      position = end + 1;
      continue;
    }
    const head = /^[ \t]*(?:export[ \t]+)?([^=]*)=/.exec(line);
    const key = head?.[1] ?? '';
    if (head === null || !ENV_KEY.test(key)) {
      problems.push(`line ${lineNumber} ${headProblem(head === null ? undefined : key, entries.at(-1)?.key)}`);
      position = end + 1;
      continue;
    }
    const value = readValue(text, position + head[0].length);
    const first = firstLines.get(key);
    if (first !== undefined) problems.push(`${key} (line ${lineNumber}) is set twice, first in line ${first}`);
    firstLines.set(key, first ?? lineNumber);
    const problem = 'problem' in value ? value.problem : valueProblem(value.text);
    if (problem !== undefined) problems.push(`${key} (line ${lineNumber}) ${problem}`);
    if ('text' in value) entries.push(envEntry(key, value.text));
    position = value.end;
  }
  return { entries, problems };
}

/** Shows the text before `=` only if it is unlikely to be part of a multi-line value. */
function headProblem(key: string | undefined, before: string | undefined): string {
  if (key === undefined) {
    const after = before === undefined ? '' : ` (after ${before})`;
    return `has no =${after}; put a multi-line value in quotes`;
  }
  const trimmed = key.trim();
  if (ENV_KEY.test(trimmed)) return `has a space before the = of ${trimmed}; write ${trimmed}=value`;
  const named = /^[A-Za-z0-9_.-]{1,40}$/.test(trimmed) ? `the key ${trimmed}` : 'a key';
  return `has ${named} that contains other characters than letters, digits and _ (no digit first)`;
}

function readValue(text: string, start: number): Value {
  const first = text.charAt(start);
  if (first === "'") return readSingleQuoted(text, start);
  if (first === '"') return readDoubleQuoted(text, start);
  const end = endOfLine(text, start);
  const value = text.slice(start, end).replace(/\r$/, '');
  if (/^[ \t]/.test(value)) {
    return { problem: 'has a space after the =; if it belongs to the value, put the value in quotes', end: end + 1 };
  }
  if (/^-----BEGIN [A-Z ]+-----$/.test(value)) {
    return {
      problem: 'begins a multi-line key or certificate; put all of it in quotes',
      end: endOfPem(text, end),
    };
  }
  return { text: value, end: end + 1 };
}

function readSingleQuoted(text: string, start: number): Value {
  const close = text.indexOf("'", start + 1);
  return close < 0 ? unclosed(text, start, "'") : closed(text, text.slice(start + 1, close), close);
}

function readDoubleQuoted(text: string, start: number): Value {
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '"') return closed(text, value, at);
    if (character !== '\\') {
      value += character;
      continue;
    }
    at += 1;
    const escaped = ESCAPES[text.charAt(at)];
    if (escaped === undefined) {
      const problem = 'has an invalid escape in "…" (valid: \\n \\r \\t \\" \\\\ \\$); write \\\\ for a backslash';
      return { problem, end: endOfLine(text, at) + 1 };
    }
    value += escaped;
  }
  return unclosed(text, start, '"');
}

function closed(text: string, value: string, close: number): Value {
  const end = endOfLine(text, close);
  return /^[ \t\r]*$/.test(text.slice(close + 1, end))
    ? { text: value, end: end + 1 }
    : { problem: 'has text after its closing quote', end: end + 1 };
}

function unclosed(text: string, start: number, quote: string): Value {
  return { problem: `begins with ${quote} but has no closing ${quote}`, end: endOfLine(text, start) + 1 };
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function endOfPem(text: string, from: number): number {
  const end = text.indexOf('\n-----END ', from);
  return end < 0 ? from + 1 : endOfLine(text, end + 1) + 1;
}
