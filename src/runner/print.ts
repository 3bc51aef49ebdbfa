import { inspect } from 'node:util';
import { asDeployError, explain } from '../errors/deploy-error.js';
import { errorsPageOf } from '../errors/docs-url.js';
import { plainText } from './plain-text.js';
import { commandLine, type CommandName } from './workflow-command.js';

/** The only way to a runner's log: a runner carries out commands in whatever it reads there. */
export interface Printer {
  /** Text of any origin. */
  text(text: string): void;
  /** A command of ours. Values may be of any origin: what is shown is made plain, what is kept arrives as it is. */
  command(name: CommandName, properties: Readonly<Record<string, string>>, value: string): void;
}

/** Commands whose value is not shown, but kept as it is. */
const KEPT: ReadonlySet<CommandName> = new Set(['add-mask', 'save-state', 'set-output']);

export function printerTo(write: (chunk: string) => void): Printer {
  return {
    text: (text) => write(`${plainText(text)}\n`),
    command(name, properties, value) {
      const plain = Object.entries(properties).map(([key, text]): [string, string] => [key, plainText(text)]);
      write(commandLine(name, Object.fromEntries(plain), KEPT.has(name) ? value : plainText(value)));
    },
  };
}

const writeOut = process.stdout.write.bind(process.stdout);

/** To the runner that started this process. */
export const printer = printerTo((chunk) => void writeOut(chunk));

/**
 * Makes plain what this process prints without being asked to: warnings of Node and of libraries, and errors that nobody caught.
 * A runner reads standard error too, and such texts quote what a host or a server sent.
 */
export function makeTheRestPlain(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream);
    const plain = (chunk: string | Uint8Array, ...rest: []): boolean =>
      write(plainText(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')), ...rest);
    Object.assign(stream, { write: plain });
  }
  // Node prints its warnings past the stream, by its own listener.
  process.removeAllListeners('warning');
  process.on('warning', ({ name, message }) => printer.text(`${name}: ${message}`));
  process.on('uncaughtException', endByError);
}

/** The end of a process that nothing else can end well. */
export function endByError(thrown: unknown): never {
  const error = asDeployError(thrown);
  printer.command('error', {}, explain(error, errorsPageOf(process.env)));
  printer.text(stackOf(thrown));
  process.exit(1);
}

/** Where it was thrown, for a report of a defect. The message has been printed. */
function stackOf(thrown: unknown): string {
  const text = inspect(thrown);
  const head = thrown instanceof Error ? `${thrown.name}: ${thrown.message}\n` : '';
  return text.startsWith(head) ? text.slice(head.length) : text;
}
