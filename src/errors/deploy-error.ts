import type { ErrorCode } from './codes.js';

/** What a person needs when a run fails: what failed and with which value, why, and what to do about it. */
export interface Failure {
  readonly code: ErrorCode;
  /** What failed, with the value concerned. One sentence without a full stop. */
  readonly what: string;
  /** Why, as far as it is known; may span lines. */
  readonly why?: string;
  /** What to do now. */
  readonly hint: string;
  readonly cause?: unknown;
}

/** The only error that this action throws on purpose. */
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

/** The text of anything thrown, without a stack. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** The same error as one text for the log and the annotation. */
export function explain(error: DeployError): string {
  return [
    `${error.what} [${error.code}]`,
    ...(error.why === undefined ? [] : [`Why: ${error.why}`]),
    `What to do: ${error.hint}`,
    `More: docs/errors.md#${error.code}`,
  ].join('\n');
}

/** Turns anything thrown into a DeployError; what is not one already is a defect of ours and says so. */
export function asDeployError(thrown: unknown): DeployError {
  if (thrown instanceof DeployError) return thrown;
  return new DeployError({
    code: 'unexpected',
    what: `The action stopped on something it did not expect: ${messageOf(thrown)}`,
    hint: 'Run the job again with debug logging. If it happens twice, report it with the log.',
    cause: thrown,
  });
}

/** The code of an error of node:dns, or undefined. */
export function codeOf(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  return typeof thrown.code === 'string' ? thrown.code : undefined;
}
