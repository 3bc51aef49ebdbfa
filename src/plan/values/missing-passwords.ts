import type { RequiredEnvFile } from '../../compose/blank-variable.js';
import { missingPassword } from '../../compose/database-password.js';
import type { Planning } from '../context.js';

/** A variable that an env file has to have, since a database has its password from nowhere else. */
export interface MissingPassword {
  readonly path: string;
  readonly service: string;
  readonly name: string;
}

/**
 * Of databases whose env files are all missing: without a password they do not start for the first time. `known` are the variables that the
 * files will have. Pure.
 */
export function missingPasswords(
  { facts: { repository, host } }: Planning,
  files: readonly RequiredEnvFile[],
  known: readonly string[],
): readonly MissingPassword[] {
  const { stack } = repository;
  if (host.current !== undefined) return [];
  const missing = new Set(files.map(({ path }) => path));
  return stack.services.flatMap(({ name: service, envFiles, hasProfile }) => {
    const [path] = envFiles;
    const body = stack.config.services[service];
    if (path === undefined || body === undefined || hasProfile || !envFiles.every((one) => missing.has(one))) return [];
    const name = missingPassword(body, known);
    return name === undefined ? [] : [{ path, service, name }];
  });
}
