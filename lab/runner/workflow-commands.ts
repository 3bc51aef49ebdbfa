/** What a step prints to talk to its runner. */
export interface WorkflowCommand {
  readonly name: string;
  /** By their names in lower case: a runner does not tell `Title` from `title`. */
  readonly properties: Readonly<Record<string, string>>;
  readonly value: string;
}

/** Every command that a runner has registered (actions/runner, `ActionCommandManager`). Other names are ordinary output. */
export const REGISTERED: ReadonlySet<string> = new Set([
  ...['add-mask', 'add-matcher', 'add-path', 'debug', 'echo', 'endgroup', 'error', 'group', 'notice'],
  ...['remove-matcher', 'save-state', 'set-env', 'set-output', 'stop-commands', 'warning'],
]);

/**
 * The command in a line of a step's output, decoded; undefined for ordinary output. As `ActionCommand` of actions/runner reads it:
 * the second grammar, `::name key=value,key=value::text` at the start of a line; and where that finds nothing, the first,
 * `##[name key=value;key=value]text` ANYWHERE in a line. Of each only the first occurrence is tried.
 */
export function parseWorkflowCommand(
  line: string,
  registered: ReadonlySet<string> = REGISTERED,
): WorkflowCommand | undefined {
  return parseSecond(line, registered) ?? parseFirst(line, registered);
}

/** The lines of an output: they end at `\n`, `\r\n` and a bare `\r`, as .NET's `StreamReader.ReadLine` has it. */
export function outputLines(output: string): readonly string[] {
  return output.split(/\r\n|\r|\n/);
}

/** `Char.IsWhiteSpace` of .NET, which is not JavaScript's `\s`. */
const LEADING_SPACE = /^[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

function parseSecond(line: string, registered: ReadonlySet<string>): WorkflowCommand | undefined {
  const message = line.replace(LEADING_SPACE, '');
  const end = message.indexOf('::', 2);
  if (!message.startsWith('::') || end < 0) return undefined;
  const { name, rest } = nameAndRest(message.slice(2, end));
  if (!registered.has(name)) return undefined;
  const properties = parseProperties(rest.trim(), ',', (text) => decode(text, PROPERTY_CODES));
  return { name, properties, value: decode(message.slice(end + 2), DATA_CODES) };
}

function parseFirst(line: string, registered: ReadonlySet<string>): WorkflowCommand | undefined {
  const start = line.indexOf('##[');
  const end = line.indexOf(']', start);
  if (start < 0 || end < 0) return undefined;
  const { name, rest } = nameAndRest(line.slice(start + 3, end));
  if (!registered.has(name)) return undefined;
  const properties = parseProperties(rest, ';', (text) => decode(text, FIRST_CODES));
  return { name, properties, value: decode(line.slice(end + 1), FIRST_CODES) };
}

function nameAndRest(text: string): { readonly name: string; readonly rest: string } {
  const space = text.indexOf(' ');
  const [name, rest] = space < 0 ? [text, ''] : [text.slice(0, space), text.slice(space + 1)];
  return { name: name.toLowerCase(), rest };
}

function parseProperties(
  text: string,
  separator: string,
  decoded: (text: string) => string,
): Readonly<Record<string, string>> {
  // Split in two with empty parts removed: equals signs before the key, and several after it, count for one.
  const pairs = text.split(separator).map((pair) => /^=*([^=]+)=+([^=][^]*)$/.exec(pair));
  return Object.fromEntries(
    pairs.flatMap((match): [string, string][] =>
      match === null ? [] : [[(match[1] ?? '').toLowerCase(), decoded(match[2] ?? '')]],
    ),
  );
}

type Codes = readonly (readonly [code: string, text: string])[];

// %25 comes last, so that an encoded percent sign cannot take part in another code.
const DATA_CODES: Codes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
];
const PROPERTY_CODES: Codes = [['%3A', ':'], ['%2C', ','], ...DATA_CODES];
const FIRST_CODES: Codes = [['%3B', ';'], ['%5D', ']'], ...DATA_CODES];

function decode(text: string, codes: Codes): string {
  return codes.reduce((decoded, [code, character]) => decoded.replaceAll(code, character), text);
}
