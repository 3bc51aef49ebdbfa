import type { ErrorCode } from './codes.js';

/** What a user needs when a run fails: what failed and with which value, why, and how to fix it. */
export interface Failure {
  readonly code: ErrorCode;
  /** What failed, including the value. One sentence without a full stop. */
  readonly what: string;
  /** The cause, if known; may span lines. */
  readonly why?: string;
  /** What to do now. */
  readonly hint: string;
  readonly cause?: unknown;
}

/** The only error type that this action throws intentionally. */
export class DeployError extends Error {
  readonly code: ErrorCode;
  readonly what: string;
  readonly why: string | undefined;
  readonly hint: string;

  constructor(failure: Failure) {
    super(failure.what, failure.cause === undefined ? {} : { cause: failure.cause });
    this.name = 'DeployError';
    this.code = failure.code;
    this.what = failure.what;
    this.why = failure.why;
    this.hint = failure.hint;
  }
}

/** The message of any thrown value, without a stack trace. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The error as one text for the log and the annotation. `errorsPage`: see `errorsPageOf`. */
export function explain(error: DeployError, errorsPage?: string): string {
  return [
    `${error.what} [${error.code}]`,
    ...(error.why === undefined ? [] : [`Why: ${error.why}`]),
    `What to do: ${error.hint}`,
    errorsPage === undefined
      ? `More: the section "${error.code}" of docs/errors.md in the repository of this action`
      : `More: ${errorsPage}#${error.code}`,
  ].join('\n');
}

/** Turns any thrown value into a DeployError; anything else is a bug of this action and reported as one. */
export function asDeployError(thrown: unknown): DeployError {
  if (thrown instanceof DeployError) return thrown;
  return new DeployError({
    code: 'unexpected',
    what: `The action failed with an unexpected error: ${messageOf(thrown)}`,
    hint: 'Run the job again with debug logging. If it fails again, report it with the log.',
    cause: thrown,
  });
}

/** The `code` of a Node.js error, or undefined. */
export function codeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
