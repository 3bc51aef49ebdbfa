import { DeployError } from '../errors/deploy-error.js';
import { BASE_FILES, DEPLOY_FILES, listedFiles } from './compose-files.js';
import { usedDockerfile } from './dockerfile-path.js';
import { filesOfOnlyFolder, productionBelow, sitesAmong } from './folders.js';
import type { RepositoryFiles } from './model/files.js';
import { composeLine, nearbyHint } from './nearby.js';
import { attempt } from './production/pair.js';
import { startedInstead } from './production/readme.js';
import { servesVisitors } from './production/visitors.js';
import { startedOnlyBy, unclearFiles, unusualFiles } from './unusual.js';
import { usualFiles } from './usual-files.js';

type Repository = Parameters<typeof productionBelow>[0];

/** The compose files of a project, in compose's order; none: it has only a Dockerfile. */
export interface Located {
  readonly paths: readonly string[];
  /** Why these, as sentences without a full stop. */
  readonly because: string;
  /** What compose would lay over them by itself, and is left out. */
  readonly leftOut?: string | undefined;
  /** Nothing of the repository says that they are for production. */
  readonly isEveryday?: boolean | undefined;
}

export interface LocateOptions {
  /** The input; undefined: look for them. */
  readonly given: readonly string[] | undefined;
  /** The input; undefined: `Dockerfile`, if there are no compose files. */
  readonly dockerfile: string | undefined;
  readonly variables: ReadonlyMap<string, string>;
}

/** @throws DeployError compose-file-missing, compose-file-unclear, nothing-to-deploy */
export function locateFiles(files: RepositoryFiles, { given, dockerfile, variables }: LocateOptions): Located {
  if (given !== undefined) return named(files, given, 'the input `compose-file`');
  const listed = listedFiles(variables);
  if (listed.length > 0) return named(files, listed, '`COMPOSE_FILE`');
  const found = usualFiles(files, variables);
  if (found?.isEveryday === true) {
    const below = productionBelow({ files, variables });
    const only = productionInstead({ files, variables }, found.paths, below);
    if (only !== undefined) return only;
    const why = 'The one at the root has the usual name, and that of the other one is for production';
    askBetween(found.paths, below, why);
    askForReadme({ files, variables }, found.paths);
  }
  if (found !== undefined) return found;
  const path = dockerfile ?? 'Dockerfile';
  const used = usedDockerfile(path, files.exists);
  if (files.exists(used)) {
    const unusual = dockerfile === undefined ? unusualFiles({ files, variables }, used) : undefined;
    const starting = unusual && startedOnlyBy({ files, variables }, used, unusual);
    if (starting !== undefined) return starting;
    if (unusual !== undefined) throw unclearFiles(used, unusual);
    return { paths: [], because: `there is a ${used} and no compose file` };
  }
  const below = dockerfile === undefined ? filesOfOnlyFolder(files, variables) : undefined;
  if (below !== undefined) return below;
  throw new DeployError({
    code: 'nothing-to-deploy',
    what: 'The repository has neither a compose file nor a Dockerfile at its root',
    why: `Looked for ${BASE_FILES.join(', ')}, for their forms for production such as docker-compose.prod.yml, and for ${path}`,
    hint: nearbyHint(files),
  });
}

/** The only files for production of the folders, where the file for everyday work has nothing but what the app uses, such as databases. */
function productionInstead(
  repository: Repository,
  everyday: readonly string[],
  [paths, ...others]: readonly (readonly string[])[],
): Located | undefined {
  if (paths === undefined || others.length > 0) return undefined;
  const read = attempt(repository, everyday);
  if (read.kind !== 'read' || servesVisitors(repository, read.config)) return undefined;
  return { paths, because: `no service of ${everyday.join(' with ')} serves visitors` };
}

/** @throws DeployError compose-file-unclear, where the README starts a site of other files and never this one */
function askForReadme(repository: Repository, everyday: readonly string[]): void {
  const instead = sitesAmong(repository, startedInstead(repository.files, everyday));
  const [first = []] = instead;
  askBetween(everyday, instead, `The README starts ${first.join(' with ')}, and not ${everyday.join(' with ')}`);
}

/** @throws DeployError compose-file-unclear, unless there are no others */
function askBetween(everyday: readonly string[], others: readonly (readonly string[])[], why: string): void {
  const [first] = others;
  if (first === undefined) return;
  throw new DeployError({
    code: 'compose-file-unclear',
    what: `The files do not show whether ${everyday.join(' with ')} or ${first.join(' with ')} is for production`,
    why,
    hint: `Add to the workflow step, one of these:\n${[...others, everyday].map((paths) => composeLine(paths).replace(/^/gm, '  ')).join('\nor\n')}`,
  });
}

/** Those that no input names; undefined: that is not clear, or there are none. */
export function tryLocate(files: RepositoryFiles, options: Omit<LocateOptions, 'given'>): Located | undefined {
  try {
    return locateFiles(files, { ...options, given: undefined });
  } catch (thrown) {
    if (thrown instanceof DeployError) return undefined;
    throw thrown;
  }
}

function named(files: RepositoryFiles, paths: readonly string[], by: string): Located {
  const missing = paths.find((path) => !files.exists(path));
  if (missing === undefined) return { paths, because: `${by} names ${paths.length === 1 ? 'it' : 'them'}` };
  const present = [...DEPLOY_FILES, ...BASE_FILES].filter((path) => files.exists(path));
  const isLeftBehind = files.isLeftBehind?.(missing) === true;
  throw new DeployError({
    code: 'compose-file-missing',
    what: `The repository has no compose file ${missing}`,
    why: isLeftBehind
      ? 'It is in the workspace, but git does not track it, so it is not deployed'
      : present.length === 0
        ? 'It has no compose file under a usual name either'
        : `It has ${present.join(', ')}`,
    hint: isLeftBehind
      ? `Commit it, or add to the inputs: include: ${missing}`
      : `Correct ${by}, or leave it out to have the file found. Is it committed?`,
  });
}
