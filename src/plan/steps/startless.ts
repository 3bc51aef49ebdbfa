import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';

/** A repository that has only a Dockerfile, whose container would end at once. */
export function startlessRefusals({ facts, inputs }: Planning): readonly Failure[] {
  const { startlessBase } = facts.repository.stack;
  if (startlessBase === undefined) return [];
  return [
    {
      code: 'nothing-to-deploy',
      what: `The ${inputs.build.dockerfile ?? 'Dockerfile'} starts no program`,
      why: `It has no CMD or ENTRYPOINT, and the image ${startlessBase} has only a shell or an interpreter, which ends at once.`,
      hint: 'Add a CMD to it that starts your app. If a compose file has the command, name that file as `compose-file`.',
    },
  ];
}
