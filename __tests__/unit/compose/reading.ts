import { DeployError } from '../../../src/errors/deploy-error.js';
import { readStack } from '../../../src/compose/read.js';
import type { Stack } from '../../../src/compose/stack.js';

export type Files = Readonly<Record<string, string>>;

export function read(
  files: Files,
  options: {
    composeFiles?: readonly string[];
    profiles?: readonly string[];
    appService?: string | undefined;
    variables?: Files;
  } = {},
): Stack {
  return readStack(
    { exists: (path) => Object.hasOwn(files, path), read: (path) => files[path] ?? '' },
    {
      composeFiles: options.composeFiles,
      profiles: options.profiles,
      dockerfile: undefined,
      target: undefined,
      app: { service: options.appService, port: undefined, protocol: undefined },
      variables: new Map(Object.entries(options.variables ?? {})),
    },
  );
}

export function failure(files: Files, options: Parameters<typeof read>[1] = {}): DeployError {
  try {
    read(files, options);
  } catch (thrown) {
    if (thrown instanceof DeployError) return thrown;
    throw thrown;
  }
  throw new Error('It was read');
}
