import type { Planning } from '../context.js';
import type { Decision } from '../step.js';

/** Files by which compose would decide, in the workspace but not in git: an earlier step of the job made them, or they were not committed. */
export function decideLeftBehind({ inputs, facts }: Planning): Decision {
  const left = facts.repository.leftBehind ?? [];
  const files = left.filter((path) => !path.endsWith('.env') && inputs.composeFiles === undefined);
  const env = left.filter((path) => path.endsWith('.env') && inputs.env === undefined);
  const warnings = [
    ...files.map(
      (path) =>
        `${path} is in the workspace, but git does not track it, so it is not deployed and not used. ` +
        `To use it, commit it or add to the inputs: include: ${path}`,
    ),
    ...env.map(
      (path) =>
        `${path} is in the workspace, but git does not track it, so it is not deployed and its variables are not used. ` +
        `To use it, add to the inputs: env-file: ${path}`,
    ),
  ];
  return warnings.length === 0 ? {} : { warnings };
}
