import { outputLines, parseWorkflowCommand, REGISTERED, type WorkflowCommand } from './workflow-commands.js';
import type { SecretMask } from './secret-mask.js';

/** Turns what a step prints into what a runner shows, and carries out the commands in it. */
export interface StepLog {
  /** Takes some of the step's output and returns the lines to show for it: none for most commands. */
  show(output: string): readonly string[];
  /** Whether an `error` was among the commands. It is an annotation: the step does not fail by it. */
  hasErrors(): boolean;
  /** Whether a command could not be carried out, by which the step fails. */
  hasFailed(): boolean;
  /** What `set-output` set: deprecated since 2022, and carried out to this day. */
  outputs(): Readonly<Record<string, string>>;
  /** What `save-state` saved, likewise. */
  state(): Readonly<Record<string, string>>;
}

interface Options {
  readonly mask: SecretMask;
  /** Show `debug` lines, as a runner does when RUNNER_DEBUG is 1. */
  readonly showsDebug: boolean;
}

const annotations: Readonly<Record<string, string>> = { error: 'Error', warning: 'Warning', notice: 'Notice' };
const removed: ReadonlySet<string> = new Set(['set-env', 'add-path']);

/** A log for one step, main and post together: a mask set by the one holds for the other. */
export function createStepLog({ mask, showsDebug }: Options): StepLog {
  const outputs = new Map<string, string>();
  const state = new Map<string, string>();
  let depth = 0;
  let resumeToken: string | undefined;
  let isInError = false;
  let failed = false;

  const indented = (text: string): readonly string[] =>
    text.split(/\r?\n/).map((line) => mask.hide(`${'  '.repeat(depth)}${line}`));

  const refuse = (line: string, why: string): readonly string[] => {
    failed = true;
    isInError = true;
    return indented(`Error: Unable to process command '${line}' successfully.\nError: ${why}`);
  };

  const keep = (kept: Map<string, string>, command: WorkflowCommand, line: string): readonly string[] => {
    const name = command.properties['name'];
    if (name === undefined) return refuse(line, `Required field 'name' is missing in ##[${command.name}] command.`);
    kept.set(name, command.value);
    return indented(`Warning: The \`${command.name}\` command is deprecated and will be disabled soon.`);
  };

  const obey = (command: WorkflowCommand, line: string): readonly string[] => {
    const label = annotations[command.name];
    if (label !== undefined) {
      isInError ||= command.name === 'error';
      return indented(annotation(label, command));
    }
    if (removed.has(command.name)) return refuse(line, `The \`${command.name}\` command is disabled.`);
    switch (command.name) {
      case 'add-mask':
        mask.add(command.value);
        return [];
      case 'group': {
        const title = indented(command.value);
        depth += 1;
        return title;
      }
      case 'endgroup':
        depth = Math.max(0, depth - 1);
        return [];
      case 'debug':
        return showsDebug ? indented(`Debug: ${command.value}`) : [];
      case 'set-output':
        return keep(outputs, command, line);
      case 'save-state':
        return keep(state, command, line);
      case 'stop-commands':
        if (command.value === '' || REGISTERED.has(command.value.toLowerCase()))
          return refuse(line, 'You cannot use a endToken that is an empty string or another workflow command.');
        resumeToken = command.value.toLowerCase();
        return indented(line);
      default:
        // echo, add-matcher and remove-matcher change nothing of what is shown here.
        return [];
    }
  };

  const showLine = (line: string): readonly string[] => {
    const registered = resumeToken === undefined ? REGISTERED : new Set([...REGISTERED, resumeToken]);
    const command = parseWorkflowCommand(line, registered);
    if (command === undefined) return indented(line);
    if (resumeToken === undefined) return obey(command, line);
    if (command.name === resumeToken) resumeToken = undefined;
    return indented(line);
  };

  return {
    show: (output) => outputLines(output).flatMap(showLine),
    hasErrors: () => isInError,
    hasFailed: () => failed,
    outputs: () => Object.fromEntries(outputs),
    state: () => Object.fromEntries(state),
  };
}

function annotation(label: string, { properties, value }: WorkflowCommand): string {
  const title = properties['title'];
  return title === undefined || title === '' ? `${label}: ${value}` : `${label}: ${title}: ${value}`;
}
