import { parseTree, type Node } from 'jsonc-parser';
import { ENV_KEY, envEntry, valueProblem, type EnvReading } from './reading.js';
import type { EnvEntry } from './entry.js';

/** A JSON object whose values are strings, numbers (kept as written) or booleans. */
export function parseEnvJson(text: string): EnvReading {
  const malformed = jsonProblem(text);
  if (malformed !== undefined) return { entries: [], problems: [malformed] };
  const entries: EnvEntry[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const { key, value, kind } of pairsOf(text)) {
    if (seen.has(key)) problems.push(`${key} is set twice`);
    seen.add(key);
    const problem =
      keyProblem(key) ?? (value === undefined ? typeProblem(key, kind) : prefixed(key, valueProblem(value)));
    if (problem !== undefined) problems.push(problem);
    if (value !== undefined) entries.push(envEntry(key, value));
  }
  return { entries, problems };
}

/** The syntax error of a text that should be a JSON object, if any. JSON.parse's message quotes the secret text, so only the position is kept. */
export function jsonProblem(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (thrown) {
    const position = /at position (\d+)/.exec(String(thrown))?.[1];
    const where =
      position === undefined ? 'at its end' : `in line ${text.slice(0, Number(position)).split('\n').length}`;
    return `begins with { but is not a JSON object: syntax error ${where}`;
  }
}

export interface Pair {
  readonly key: string;
  /** undefined: not a string, number or boolean. */
  readonly value: string | undefined;
  /** The type with its article, for messages. */
  readonly kind: string;
}

/** All pairs in order; JSON.parse would drop duplicate keys and digits of large numbers. */
export function pairsOf(text: string): readonly Pair[] {
  return (parseTree(text)?.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key === undefined || value === undefined ? [] : { key: String(key.value), ...valueOf(value, text) },
  );
}

function valueOf({ type, value, offset, length }: Node, text: string): Omit<Pair, 'key'> {
  if (type === 'string' || type === 'boolean') return { value: String(value), kind: `a ${type}` };
  if (type === 'number') return { value: text.slice(offset, offset + length), kind: 'a number' };
  return { value: undefined, kind: kinds.get(type) ?? type };
}

const kinds: ReadonlyMap<string, string> = new Map([
  ['object', 'an object'],
  ['array', 'a list'],
]);

function keyProblem(key: string): string | undefined {
  return ENV_KEY.test(key)
    ? undefined
    : `the key ${JSON.stringify(key)} may contain only letters, digits and _, and must not begin with a digit`;
}

function typeProblem(key: string, kind: string): string {
  return `${key} is ${kind}; a .env can contain only strings, numbers and booleans (write nested data as a JSON string)`;
}

function prefixed(key: string, problem: string | undefined): string | undefined {
  return problem === undefined ? undefined : `${key} ${problem}`;
}
