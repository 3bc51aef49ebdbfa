import { ENV_KEY, envEntry, valueProblem, type EnvReading } from './reading.js';
import type { EnvEntry } from '../inputs.js';

/** A JSON object whose values are strings, numbers (kept as they are written) or booleans. */
export function parseEnvJson(text: string): EnvReading {
  const malformed = jsonProblem(text);
  if (malformed !== undefined) return { entries: [], problems: [malformed] };
  const entries: EnvEntry[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const { key, value, kind } of pairsOf(text)) {
    if (seen.has(key)) problems.push(`${key} is given twice`);
    seen.add(key);
    const problem =
      keyProblem(key) ?? (value === undefined ? typeProblem(key, kind) : prefixed(key, valueProblem(value)));
    if (problem !== undefined) problems.push(problem);
    if (value !== undefined) entries.push(envEntry(key, value));
  }
  return { entries, problems };
}

/** What is wrong, if anything; JSON.parse's own message quotes the text, which is secret, so only its position is kept. */
function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (thrown) {
    const position = /at position (\d+)/.exec(String(thrown))?.[1];
    const where =
      position === undefined ? 'at its end' : `in line ${text.slice(0, Number(position)).split('\n').length}`;
    return `begins with { but is not a JSON object: it goes wrong ${where}`;
  }
}

interface Pair {
  readonly key: string;
  /** undefined: not a string, number or boolean. */
  readonly value: string | undefined;
  /** What it is, with its article. */
  readonly kind: string;
}

/** A string, a sign, or a number or word; of text that JSON.parse has accepted (RFC 8259), so that nothing else is in it. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

/** All pairs in their order, as JSON.parse drops a key's earlier values and the digits of large numbers. */
function pairsOf(text: string): readonly Pair[] {
  const pairs: Pair[] = [];
  let depth = 0;
  let key: string | undefined;
  for (const [token] of text.matchAll(TOKEN)) {
    const isEnd = token === '}' || token === ']';
    if (isEnd) depth -= 1;
    else if (depth === 1 && key === undefined && token !== ',') key = textOf(token);
    else if (depth === 1 && key !== undefined && token !== ':') {
      pairs.push({ key, ...valueOf(token) });
      key = undefined;
    }
    if (token === '{' || token === '[') depth += 1;
  }
  return pairs;
}

function valueOf(token: string): Omit<Pair, 'key'> {
  if (token.startsWith('"')) return { value: textOf(token), kind: 'a string' };
  if (token === 'true' || token === 'false') return { value: token, kind: 'a boolean' };
  if (token === 'null') return { value: undefined, kind: 'null' };
  if (token === '{') return { value: undefined, kind: 'an object' };
  return token === '[' ? { value: undefined, kind: 'a list' } : { value: token, kind: 'a number' };
}

function textOf(token: string): string {
  return String(JSON.parse(token));
}

function keyProblem(key: string): string | undefined {
  return ENV_KEY.test(key)
    ? undefined
    : `the key ${JSON.stringify(key)} may hold only letters, digits and _, not a digit first`;
}

function typeProblem(key: string, kind: string): string {
  return `${key} is ${kind}; only strings, numbers and booleans can stand in a .env (write what is nested as a JSON string)`;
}

function prefixed(key: string, problem: string | undefined): string | undefined {
  return problem === undefined ? undefined : `${key} ${problem}`;
}
