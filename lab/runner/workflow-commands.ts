/** A line that a step prints to talk to its runner: `::name key=value,key=value::text`. */
export interface WorkflowCommand {
  readonly name: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly value: string;
}

/** The command in a line of a step's output, decoded; undefined for ordinary output. White space before `::` is allowed, as on a runner. */
export function parseWorkflowCommand(line: string): WorkflowCommand | undefined {
  const match = /^\s*::([^\s:]+)(?: ([^]*?))?::([^]*)$/.exec(line);
  if (match === null) return undefined;
  const [, name = '', properties = '', value = ''] = match;
  return { name: name.toLowerCase(), properties: parseProperties(properties), value: decodeValue(value) };
}

function parseProperties(text: string): Readonly<Record<string, string>> {
  const pairs = text
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair.includes('='))
    .map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, equals), decodeProperty(pair.slice(equals + 1))];
    });
  return Object.fromEntries(pairs);
}

// %25 is decoded last, so that an encoded percent sign cannot take part in another code.
function decodeValue(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}

function decodeProperty(text: string): string {
  return decodeValue(text.replaceAll('%3A', ':').replaceAll('%2C', ','));
}
