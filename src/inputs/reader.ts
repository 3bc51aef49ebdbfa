import { INPUT_DEFAULTS, type DefaultedInput } from './defaults.js';
import { shown, type Parsed } from './parsers/parsed.js';

/** Reads inputs one by one and collects all problems instead of stopping at the first. */
export interface InputReader {
  /** The trimmed text; '' if it is not set. */
  text(name: string): string;
  /** A required value; `fallback` is returned if there is a problem. */
  required<T>(name: string, parse: (text: string) => Parsed<T>, fallback: T): T;
  optional<T>(name: string, parse: (text: string) => Parsed<T>): T | undefined;
  withDefault<T>(name: DefaultedInput, parse: (text: string) => Parsed<T>): T;
  /** Multi-line text, such as a script: line breaks are allowed, NUL is not. */
  lines(name: string): string | undefined;
  /** Adds a problem of the input `name`. */
  addProblem(name: string, problem: string): void;
  /** `name: problem`, in the order of reading. */
  readonly problems: readonly string[];
}

export function inputReader(get: (name: string) => string): InputReader {
  const problems: string[] = [];
  const addProblem = (name: string, problem: string): void => void problems.push(`${name}: ${problem}`);
  const text = (name: string): string => get(name).trim();

  const read = <T>(name: string, given: string, parse: (text: string) => Parsed<T>): T | undefined => {
    const parsed = oneLine(given) ?? parse(given);
    if ('value' in parsed) return parsed.value;
    addProblem(name, `${shown(given)} ${parsed.problem}`);
    return undefined;
  };

  return {
    text,
    problems,
    addProblem,
    required: (name, parse, fallback) => {
      const given = text(name);
      if (given === '') addProblem(name, 'is required but not set');
      return given === '' ? fallback : (read(name, given, parse) ?? fallback);
    },
    optional: (name, parse) => {
      const given = text(name);
      return given === '' ? undefined : read(name, given, parse);
    },
    withDefault: (name, parse) => {
      const given = text(name);
      const value = given === '' ? undefined : read(name, given, parse);
      return value ?? defaultOf(name, parse);
    },
    lines: (name) => {
      const given = text(name);
      if (given.includes('\0')) addProblem(name, 'contains a NUL character');
      return given === '' ? undefined : given;
    },
  };
}

function oneLine(text: string): { readonly problem: string } | undefined {
  return /\p{Cc}/u.test(text) ? { problem: 'contains a line break or another control character' } : undefined;
}

function defaultOf<T>(name: DefaultedInput, parse: (text: string) => Parsed<T>): T {
  const parsed = parse(INPUT_DEFAULTS[name]);
  if ('problem' in parsed) throw new Error(`The default of ${name} ${parsed.problem}`);
  return parsed.value;
}
