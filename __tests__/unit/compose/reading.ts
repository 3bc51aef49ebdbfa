import { DeployError } from '../../../src/errors/deploy-error.js';
import type { ProxyChoice } from '../../../src/inputs/inputs.js';
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
    proxy?: ProxyChoice;
  } = {},
): Stack {
  return readStack(
    {
      exists: (path) => Object.hasOwn(files, path),
      read: (path) => files[path] ?? '',
      list: (folder) => namesIn(files, folder),
    },
    {
      composeFiles: options.composeFiles,
      profiles: options.profiles,
      dockerfile: undefined,
      target: undefined,
      proxy: options.proxy ?? 'auto',
      app: { service: options.appService, port: undefined, protocol: undefined },
      variables: new Map(Object.entries(options.variables ?? {})),
    },
  );
}

function namesIn(files: Files, folder: string): readonly string[] {
  const start = folder === '.' ? '' : `${folder}/`;
  const below = Object.keys(files).filter((path) => path.startsWith(start));
  return [...new Set(below.map((path) => path.slice(start.length).split('/')[0] ?? ''))];
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
