import { parseWorkflowCommand, type WorkflowCommand } from './workflow-commands.js';
import type { SecretMask } from './secret-mask.js';

/** Turns what a step prints into what a runner shows. */
export interface StepLog {
  /** Takes one line of the step's output and returns the lines to show for it: none for most commands. */
  show(line: string): readonly string[];
  /** Whether an `::error::` was among the lines. */
  hasErrors(): boolean;
}

interface Options {
  readonly mask: SecretMask;
  /** Show `::debug::` lines, as a runner does when RUNNER_DEBUG is 1. */
  readonly showsDebug: boolean;
}

const annotations: Readonly<Record<string, string>> = { error: 'Error', warning: 'Warning', notice: 'Notice' };

/** A log for one step, main and post together: a mask set by the one holds for the other. */
export function createStepLog({ mask, showsDebug }: Options): StepLog {
  let depth = 0;
  let resumeToken: string | undefined;
  let failed = false;

  const indented = (text: string): readonly string[] =>
    text.split(/\r?\n/).map((line) => mask.hide(`${'  '.repeat(depth)}${line}`));

  const obey = (command: WorkflowCommand, line: string): readonly string[] => {
    const label = annotations[command.name];
    if (label !== undefined) {
      failed ||= command.name === 'error';
      return indented(annotation(label, command));
    }
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
      case 'stop-commands':
        resumeToken = command.value;
        return [];
      case 'echo':
      case 'add-matcher':
      case 'remove-matcher':
        return [];
      default:
        // set-output and save-state were taken out of runners; what is no command is shown as it came.
        return indented(line);
    }
  };

  return {
    show(line) {
      const command = parseWorkflowCommand(line);
      if (resumeToken !== undefined) {
        if (command?.name !== resumeToken.toLowerCase()) return indented(line);
        resumeToken = undefined;
        return [];
      }
      return command === undefined ? indented(line) : obey(command, line);
    },
    hasErrors: () => failed,
  };
}

function annotation(label: string, { properties, value }: WorkflowCommand): string {
  const title = properties['title'];
  return title === undefined || title === '' ? `${label}: ${value}` : `${label}: ${title}: ${value}`;
}
