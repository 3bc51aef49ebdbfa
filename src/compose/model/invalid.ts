import { DeployError } from '../../errors/deploy-error.js';

/** Several files: what they make together is wrong. */
export function invalid(files: string | readonly string[], why: string, cause?: Problem): DeployError {
  const paths = [files].flat();
  return new DeployError({
    code: 'compose-file-invalid',
    what: `The compose file ${paths.join(', ')} cannot be read`,
    why,
    cause,
    hint: `Fix it; \`docker compose ${paths.map((path) => `-f ${path}`).join(' ')} config\` checks it on any machine with Docker.`,
  });
}

export function invalidEnvFile(path: string, why: string, cause?: Problem): DeployError {
  return new DeployError({
    code: 'compose-file-invalid',
    what: `The env file ${path} cannot be read`,
    why,
    cause,
    hint: 'Fix it: compose on the host would reject it as well.',
  });
}

/** A problem at a place of a file that is not known here; whoever reads the file names it. */
export class Problem extends Error {}

/** One that is none where compose has what is missing here: a file of the host, a key that a newer version knows. */
export class LocalProblem extends Problem {}

/** Whether compose on the host may have another opinion than the runner. */
export function isLocal(thrown: unknown): boolean {
  return thrown instanceof DeployError && thrown.cause instanceof LocalProblem;
}

/** Does something with what a file says, or several; a problem becomes an error that names them. */
export function naming<T, Files extends string | readonly string[]>(
  files: Files,
  work: () => T,
  error: (files: Files, why: string, cause: Problem) => DeployError = invalid,
): T {
  try {
    return work();
  } catch (thrown) {
    throw thrown instanceof Problem ? error(files, thrown.message, thrown) : thrown;
  }
}
