import { DeployError } from '../../errors/deploy-error.js';

export function invalid(path: string, why: string): DeployError {
  return new DeployError({
    code: 'compose-file-invalid',
    what: `The compose file ${path} cannot be read`,
    why,
    hint: `Fix it; \`docker compose -f ${path} config\` checks it on any machine with Docker.`,
  });
}

export function invalidEnvFile(path: string, why: string): DeployError {
  return new DeployError({
    code: 'compose-file-invalid',
    what: `The env file ${path} cannot be read`,
    why,
    hint: 'Fix it: compose on the host would reject it as well.',
  });
}

/** A problem at a place of a file that is not known here; whoever reads the file names it. */
export class Problem extends Error {}

/** Does something with what a file says; a problem becomes an error that names the file. */
export function naming<T>(path: string, work: () => T, error = invalid): T {
  try {
    return work();
  } catch (thrown) {
    throw thrown instanceof Problem ? error(path, thrown.message) : thrown;
  }
}
