import { randomUUID } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { EOL } from 'node:os';

/**
 * The workflow commands that this action gives, in the words of `@actions/core`, which a test holds them to. That library loads
 * an HTTP client for OpenID Connect, a megabyte that every run would wait for. Format: "Workflow commands for GitHub Actions".
 */
export interface Commands {
  /** A command of its own line, such as `::group::title`. */
  readonly issue: (command: string, data: string, properties?: Readonly<Record<string, string>>) => void;
  readonly line: (text: string) => void;
  /** Appends to the file of outputs; says it on a line where a runner gives none. */
  readonly output: (name: string, value: string) => void;
}

export function commandsTo(write: (text: string) => void, environment: NodeJS.ProcessEnv): Commands {
  const issue: Commands['issue'] = (command, data, properties = {}) => {
    const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(value)}`);
    const head = list.length === 0 ? command : `${command} ${list.join(',')}`;
    write(`::${head}::${escapeData(data)}${EOL}`);
  };
  return {
    issue,
    line: (text) => write(`${text}${EOL}`),
    output(name, value) {
      const file = environment['GITHUB_OUTPUT'] ?? '';
      if (file !== '') return appendFileSync(file, keyAndValue(name, value));
      write(EOL);
      issue('set-output', value, { name });
    },
  };
}

/** A value may have any lines: none of them can be the delimiter, which nobody knew before. */
function keyAndValue(name: string, value: string): string {
  const delimiter = `ghadelimiter_${randomUUID()}`;
  return [`${name}<<${delimiter}`, value, delimiter, ''].join(EOL);
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
