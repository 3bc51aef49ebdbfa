import { DeployError } from '../../errors/deploy-error.js';

export function invalid(path: string, why: string, cause?: Problem): DeployError {
  return new DeployError({
    code: 'compose-file-invalid',
    what: `The compose file ${path} cannot be read`,
    why,
    cause,
    hint: `Fix it; \`docker compose -f ${path} config\` checks it on any machine with Docker.`,
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

/** Does something with what a file says; a problem becomes an error that names the file. */
export function naming<T>(path: string, work: () => T, error = invalid): T {
  try {
    return work();
  } catch (thrown) {
    throw thrown instanceof Problem ? error(path, thrown.message, thrown) : thrown;
  }
}
