import { createSecretMask } from '../../lab/runner/secret-mask.js';
import { createStepLog, type StepLog } from '../../lab/runner/step-log.js';
import { outputLines, parseWorkflowCommand, type WorkflowCommand } from '../../lab/runner/workflow-commands.js';

/** What the forged commands below say, so that they are known from the action's own. */
export const FORGED = 'forged';

/** Workflow commands in both grammars, as somebody would write them into a log of his. */
export const FORGED_COMMANDS: readonly string[] = [
  `::set-output name=url::${FORGED}`,
  `##[set-output name=url]${FORGED}`,
  `::error title=${FORGED}::${FORGED}`,
  `and ##[warning title=${FORGED}]${FORGED}`,
  ` \t::notice::${FORGED}`,
  `##[add-path]/${FORGED}`,
  `##[stop-commands]${FORGED}`,
];

/** All of them as one text, in lines of every kind. */
export const FORGED_TEXT = ['Goodbye.', ...FORGED_COMMANDS, `\r${FORGED_COMMANDS.join('\r')}`, ''].join('\r\n');

/** The commands that a runner finds in an output. */
export function commandsIn(output: string): readonly WorkflowCommand[] {
  return outputLines(output).flatMap((line) => parseWorkflowCommand(line) ?? []);
}

/** The log of a runner that was given an output and carried out what it found in it. */
export function carriedOut(output: string): StepLog {
  const log = createStepLog({ mask: createSecretMask(), showsDebug: false });
  log.show(output);
  return log;
}
