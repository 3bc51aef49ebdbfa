import { errorsPageOf } from '../errors/docs-url.js';
import type { Job } from './runner.js';

/** What the runner says of the job: its documented default environment variables. */
export function jobOf(environment: NodeJS.ProcessEnv): Job {
  return {
    workspace: environment['GITHUB_WORKSPACE'] ?? process.cwd(),
    repository: environment['GITHUB_REPOSITORY'] ?? '',
    sha: environment['GITHUB_SHA'] ?? '',
    errorsPage: errorsPageOf(environment),
  };
}

/**
 * Text of an input, untrimmed; '' when it is not given. As `getInput` of @actions/core reads it; that library takes longer to
 * load than all that has to be done before the host is called.
 */
export function inputOf(environment: NodeJS.ProcessEnv): (name: string) => string {
  return (name) => environment[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] ?? '';
}

/** Whether this process is the post step: `dist/post.js` starts the program with this word. */
export function isPostStep(args: readonly string[]): boolean {
  return args[2] === 'post';
}

/** What the main step has kept for the post step; '' if nothing. */
export function stateOf(environment: NodeJS.ProcessEnv): (name: string) => string {
  return (name) => environment[`STATE_${name}`] ?? '';
}
