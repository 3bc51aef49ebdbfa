import { posix } from 'node:path';
import type { BlankVariable, RequiredEnvFile } from '../compose/blank-variable.js';
import { blankVariables, requiredEnvFiles } from '../compose/blank-variables.js';
import type { BlankUse } from '../compose/model/blank-uses.js';
import type { ComposeConfig } from '../compose/model/config.js';
import type { RepositoryFiles } from '../compose/model/files.js';
import { findExample, type ExampleFile } from './example-files.js';

/** What the compose files need that is not in them: values of variables, and env files. */
export interface ProjectNeeds {
  /** Variables that have no value on the runner, and that matter. */
  readonly variables: readonly BlankVariable[];
  /** The names of all variables that have none. */
  readonly blankNames: readonly string[];
  /** Required env files of services that are started, wherever they may be. */
  readonly envFiles: readonly RequiredEnvFile[];
  /** What the `.env` should have. */
  readonly example: ExampleFile | undefined;
  /** The same of other env files that are not in the repository, by their paths. */
  readonly examples: ReadonlyMap<string, ExampleFile>;
  /** Whether compose could read the project if these variables had values. */
  readonly isWhyUnread: boolean;
}

interface Project extends Pick<ProjectNeeds, 'isWhyUnread'> {
  readonly config: ComposeConfig;
  readonly uses: readonly BlankUse[];
}

/** `folder` is that of the compose file. */
export function needsOf({ config, uses, isWhyUnread }: Project, files: RepositoryFiles, folder: string): ProjectNeeds {
  const envFiles = requiredEnvFiles(config);
  return {
    variables: blankVariables(uses, { config, isValid: !isWhyUnread }),
    blankNames: [...new Set(uses.map(({ name }) => name))],
    envFiles,
    example: findExample(files, posix.join(folder, '.env'), ['.', ...contextsOf(config, Object.keys(config.services))]),
    examples: new Map(
      envFiles
        .filter(({ path }) => !/^(\.\.\/|[/~])/.test(path) && !files.exists(path))
        .flatMap(({ path, services }) => {
          const example = findExample(files, path, contextsOf(config, services));
          return example === undefined ? [] : [[path, example] as const];
        }),
    ),
    isWhyUnread,
  };
}

/** Folders of the repository that these services are built from: what they need may be shown there. */
function contextsOf({ services }: ComposeConfig, names: readonly string[]): readonly string[] {
  return names
    .flatMap((name) => services[name]?.build?.context ?? [])
    .filter((context) => /^[\w.][\w./-]*$/.test(context));
}
