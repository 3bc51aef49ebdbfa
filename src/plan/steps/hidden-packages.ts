import type { Planning } from '../context.js';
import type { Decision } from '../step.js';

/** On a new site nobody has installed them by hand yet. */
export function decideHiddenPackages({ facts, inputs }: Planning): Decision {
  const { hiddenPackages = [], composeFiles, commandService } = facts.repository.stack;
  if (facts.host.current !== undefined || inputs.releaseCommand !== undefined) return {};
  const warnings = hiddenPackages.map(
    ({ service, mounted, target, folder, command }) =>
      `${composeFiles.join(' with ')} mounts ${mounted === '' ? 'the repository' : mounted} at ${target} of ${service}, and git does not track ${folder}: ` +
      `what the image has there is hidden, so ${service} may find none of its packages. Remove the mount${service === commandService ? `, or add to the step: release-command: ${command}` : ''}.`,
  );
  return warnings.length === 0 ? {} : { warnings };
}
