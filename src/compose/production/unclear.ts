import { DeployError } from '../../errors/deploy-error.js';
import type { Pair } from './pair.js';

/** Both readings, as the lines to add. */
export function unclear({ deploy, base }: Pair, why: string): DeployError {
  return new DeployError({
    code: 'compose-file-unclear',
    what: `The files do not show whether ${deploy} is used alone or on top of ${base}`,
    why,
    hint: [
      `Add to the workflow step, to use both:\n  compose-file: |\n    ${base}\n    ${deploy}`,
      `or, to use ${deploy} alone, without the services that only ${base} has:\n  compose-file: ${deploy}`,
    ].join('\n'),
  });
}
