import { DeployError } from '../errors/deploy-error.js';
import {
  BASE_FILES,
  DEPLOY_FILES,
  DEPLOY_FILES_IF_COMPOSE,
  listedFiles,
  looksLikeCompose,
  OVERRIDE_FILES,
} from './compose-files.js';
import { usedDockerfile } from './dockerfile-path.js';
import type { RepositoryFiles } from './model/files.js';
import { productionOf } from './production/production.js';

/** The compose files of a project, in compose's order; none: it has only a Dockerfile. */
export interface Located {
  readonly paths: readonly string[];
  /** Why these, as sentences without a full stop. */
  readonly because: string;
  /** What compose would lay over them by itself, and is left out. */
  readonly leftOut?: string | undefined;
}

export interface LocateOptions {
  /** The input; undefined: look for them. */
  readonly given: readonly string[] | undefined;
  readonly dockerfile: string;
  readonly variables: ReadonlyMap<string, string>;
}

/** @throws DeployError compose-file-missing, compose-file-unclear, nothing-to-deploy */
export function locateFiles(files: RepositoryFiles, { given, dockerfile, variables }: LocateOptions): Located {
  if (given !== undefined) return named(files, given, 'the input `compose-file`');
  const listed = listedFiles(variables);
  if (listed.length > 0) return named(files, listed, '`COMPOSE_FILE`');
  const found = usual(files, variables);
  if (found !== undefined) return found;
  const used = usedDockerfile(dockerfile, files.exists);
  if (files.exists(used)) return { paths: [], because: `there is a ${used} and no compose file` };
  throw new DeployError({
    code: 'nothing-to-deploy',
    what: 'The repository has neither a compose file nor a Dockerfile at its root',
    why: `Looked for ${BASE_FILES.join(', ')}, for their forms for production such as docker-compose.prod.yml, and for ${dockerfile}`,
    hint: nearbyHint(files),
  });
}

/** The lines that name what lies there under another name, or in another folder. */
function nearbyHint(files: RepositoryFiles): string {
  const names = files.list?.('.') ?? [];
  const isFile = (path: string): boolean => /\.ya?ml$/.test(path) && files.list?.(path).length === 0;
  const isCompose = (path: string): boolean => isFile(path) && looksLikeCompose(files.read(path));
  const lines = [
    ...names.filter(isCompose).map((name) => `compose-file: ${name}`),
    ...[...names, ...names.flatMap((name) => (files.list?.(name) ?? []).map((below) => `${name}/${below}`))]
      .map((name) => ({
        name,
        found: [...DEPLOY_FILES, ...BASE_FILES].filter((file) => files.exists(`${name}/${file}`)),
      }))
      .filter(({ found }) => found.length > 0)
      .map(({ name, found }) => lineOfFolder(files, name, found)),
  ];
  if (lines.length > 0) return `Add one of these lines to \`with:\` of the step:\n${lines.join('\n')}`;
  return 'Add one, or name the compose file as `compose-file`. Is it in another folder (`working-directory`)? Did actions/checkout run before this step?';
}

/** A path that leads out of the folder of its file, such as the build context `..`. */
const OUTWARD = /(?:^|[\s"'=:[{,])\.\.(?:[/"'\s\]},]|$)/m;

/** Only what is below `working-directory` is deployed, so a project that uses what is beside it is named by its file. */
function lineOfFolder(files: RepositoryFiles, folder: string, found: readonly string[]): string {
  const [only, ...others] = found;
  const isOutward = only !== undefined && others.length === 0 && OUTWARD.test(files.read(`${folder}/${only}`));
  return isOutward ? `compose-file: ${folder}/${only}` : `working-directory: ${folder}`;
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

/** The documented pair: a file for production, alone or on top of the one for everyday work. */
function usual(files: RepositoryFiles, variables: ReadonlyMap<string, string>): Located | undefined {
  const [deploy, ...others] = [
    ...DEPLOY_FILES.filter((path) => files.exists(path)),
    ...DEPLOY_FILES_IF_COMPOSE.filter((path) => files.exists(path) && looksLikeCompose(files.read(path))),
  ];
  const passedOver =
    others.length === 0 ? '' : `; ${others.join(' and ')} ${others.length === 1 ? 'is' : 'are'} passed over`;
  const base = BASE_FILES.find((path) => files.exists(path));
  if (base === undefined)
    return deploy === undefined
      ? undefined
      : {
          paths: [deploy],
          because: others.length === 0 ? 'it is the only one' : `it is the first of the usual names${passedOver}`,
        };
  const override = OVERRIDE_FILES.find((path) => files.exists(path));
  const leftOut = override === undefined ? '' : `; ${override} is for development and left out`;
  if (deploy === undefined)
    return { paths: [base], because: `it is the first of the usual names${leftOut}`, leftOut: override };
  const { isAlone, because } = productionOf({ files, deploy, base, variables });
  return { paths: isAlone ? [deploy] : [base, deploy], because: `${because}${passedOver}${leftOut}` };
}
