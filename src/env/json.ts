import { isMap, isScalar, parseDocument } from 'yaml';
import { ENV_KEY, envEntry, valueProblem, type EnvReading } from './reading.js';
import type { EnvEntry } from '../inputs.js';

/** A JSON object whose values are strings, numbers (kept as they are written) or booleans. */
export function parseEnvJson(text: string): EnvReading {
  const object = parseObject(text);
  if (typeof object === 'string') return { entries: [], problems: [object] };
  const entries: EnvEntry[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const { key, value } of pairsOf(text, object)) {
    if (seen.has(key)) problems.push(`${key} is given twice`);
    seen.add(key);
    const problem =
      keyProblem(key) ?? (value === undefined ? typeProblem(key, object) : prefixed(key, valueProblem(value)));
    if (problem !== undefined) problems.push(problem);
    if (value !== undefined) entries.push(envEntry(key, value));
  }
  return { entries, problems };
}

/** The object, or what is wrong; JSON.parse's own message quotes the text, which is secret, so only its position is kept. */
function parseObject(text: string): Readonly<Record<string, unknown>> | string {
  try {
    return JSON.parse(text) as Record<string, unknown>;
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
}

/** All pairs in their order, as JSON.parse drops a key's earlier values and the digits of large numbers. */
function pairsOf(text: string, object: Readonly<Record<string, unknown>>): readonly Pair[] {
  const { contents } = parseDocument(text, { schema: 'json', uniqueKeys: false, logLevel: 'silent' });
  const items = isMap(contents) ? contents.items : [];
  return items.map(({ key: keyNode, value: node }) => {
    const key = isScalar(keyNode) ? String(keyNode.value) : '';
    const scalar = isScalar(node) ? node : undefined;
    if (typeof scalar?.value === 'string') return { key, value: scalar.value };
    if (typeof scalar?.value === 'boolean') return { key, value: String(scalar.value) };
    const isNumber = typeof object[key] === 'number';
    return { key, value: isNumber ? scalar?.source : undefined };
  });
}

function keyProblem(key: string): string | undefined {
  return ENV_KEY.test(key)
    ? undefined
    : `the key ${JSON.stringify(key)} may hold only letters, digits and _, not a digit first`;
}

function typeProblem(key: string, object: Readonly<Record<string, unknown>>): string {
  const value = object[key];
  const what = value === null ? 'null' : Array.isArray(value) ? 'a list' : 'an object';
  return `${key} is ${what}; only strings, numbers and booleans can stand in a .env (write what is nested as a JSON string)`;
}

function prefixed(key: string, problem: string | undefined): string | undefined {
  return problem === undefined ? undefined : `${key} ${problem}`;
}
