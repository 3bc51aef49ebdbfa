/** A variable of the compose files that has no value on the runner. */
export interface BlankVariable {
  readonly name: string;
  /** The message of `${X:?message}`; undefined: it may be unset. */
  readonly message: string | undefined;
  /** Where it is used, such as `services.web.environment.KEY`: in what is started. */
  readonly places: readonly string[];
  /** Those of them where an empty text makes the value invalid, or another one than was meant. */
  readonly breaks: readonly string[];
  /** Those of them where an image wants a value before it makes its database. */
  readonly begins: readonly string[];
  /** It is set, to an empty text. */
  readonly isEmpty: boolean;
  /** Only `environment: [KEY]` has it: while it is not set, containers do not get it, and have their own default. */
  readonly isPassedOn: boolean;
}

/** Whether the project is not valid, or another one than was meant, without a value for it. */
export function isNeeded({ message, breaks: broken }: BlankVariable): boolean {
  return message !== undefined || broken.length > 0;
}

/** An env file without which compose does not start these services. */
export interface RequiredEnvFile {
  readonly path: string;
  readonly services: readonly string[];
}
