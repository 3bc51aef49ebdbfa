import { INPUT_DEFAULTS, type DefaultedInput } from './defaults.js';
import { shown, type Parsed } from './parsers/parsed.js';

/** Reads inputs one by one and keeps every problem instead of stopping at the first. */
export interface InputReader {
  /** The text without blanks around it; '' when it is not given. */
  text(name: string): string;
  /** A value that must be given; `standIn` is what the caller gets when there is a problem. */
  required<T>(name: string, parse: (text: string) => Parsed<T>, standIn: T): T;
  optional<T>(name: string, parse: (text: string) => Parsed<T>): T | undefined;
  defaulted<T>(name: DefaultedInput, parse: (text: string) => Parsed<T>): T;
  /** Whole lines of text, such as a script's: line breaks are allowed, NUL is not. */
  lines(name: string): string | undefined;
  /** Adds a problem of `name` that concerns more than its own text. */
  complain(name: string, problem: string): void;
  /** `name: problem`, in the order of reading. */
  readonly problems: readonly string[];
}

export function inputReader(get: (name: string) => string): InputReader {
  const problems: string[] = [];
  const complain = (name: string, problem: string): void => void problems.push(`${name}: ${problem}`);
  const text = (name: string): string => get(name).trim();

  const read = <T>(name: string, given: string, parse: (text: string) => Parsed<T>): T | undefined => {
    const parsed = oneLine(given) ?? parse(given);
    if ('value' in parsed) return parsed.value;
    complain(name, `${shown(given)} ${parsed.problem}`);
    return undefined;
  };

  return {
    text,
    problems,
    complain,
    required: (name, parse, standIn) => {
      const given = text(name);
      if (given === '') complain(name, 'is required and was not given');
      return given === '' ? standIn : (read(name, given, parse) ?? standIn);
    },
    optional: (name, parse) => {
      const given = text(name);
      return given === '' ? undefined : read(name, given, parse);
    },
    defaulted: (name, parse) => {
      const given = text(name);
      const value = given === '' ? undefined : read(name, given, parse);
      return value ?? defaultOf(name, parse);
    },
    lines: (name) => {
      const given = text(name);
      if (given.includes('\0')) complain(name, 'holds a NUL character');
      return given === '' ? undefined : given;
    },
  };
}

function oneLine(text: string): { readonly problem: string } | undefined {
  return /\p{Cc}/u.test(text) ? { problem: 'has a line break or another control character in it' } : undefined;
}

function defaultOf<T>(name: DefaultedInput, parse: (text: string) => Parsed<T>): T {
  const parsed = parse(INPUT_DEFAULTS[name]);
  if ('problem' in parsed) throw new Error(`The default of ${name} ${parsed.problem}`);
  return parsed.value;
}
