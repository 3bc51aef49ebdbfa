import {
  BASE_FILES,
  DEPLOY_FILES,
  DEPLOY_FILES_IF_COMPOSE,
  looksLikeCompose,
  OVERRIDE_FILES,
} from './compose-files.js';
import type { Located } from './locate.js';
import type { RepositoryFiles } from './model/files.js';
import { namedAmong } from './production/commands.js';
import { deploymentOf } from './production/deployment.js';
import { productionOf } from './production/production.js';
import { readmeDeployment } from './production/readme.js';

/**
 * The compose files of a project whose inputs name none: what its workflows start on a server, else the documented pair, else what its README
 * starts for production; undefined: it has none under a usual name.
 * @throws DeployError compose-file-unclear
 */
export function usualFiles(files: RepositoryFiles, variables: ReadonlyMap<string, string>): Located | undefined {
  return deployed(files, variables) ?? pair(files, variables) ?? described(files) ?? everyday(files);
}

/** A file of a name like these is started by a workflow for trials, and another one is for production. */
const FOR_TRIAL = /stag|dev|test/;

function deployed(files: RepositoryFiles, variables: ReadonlyMap<string, string>): Located | undefined {
  const deployment = deploymentOf(files, variables);
  if (deployment === undefined) return undefined;
  const { paths, where } = deployment;
  const base = everyday(files);
  const because = `${where} starts ${paths === undefined || paths.length === 1 ? 'it' : 'them'} on a server`;
  if (paths === undefined) return base === undefined ? undefined : { ...base, because, isEveryday: false };
  const isForTrial = paths.some((path) => FOR_TRIAL.test(path)) && deployFiles(files).length > 0;
  return isForTrial ? undefined : { paths, because };
}

function deployFiles(files: RepositoryFiles): readonly string[] {
  return [
    ...DEPLOY_FILES.filter((path) => files.exists(path)),
    ...DEPLOY_FILES_IF_COMPOSE.filter((path) => files.exists(path) && looksLikeCompose(files.read(path))),
  ];
}

/** A file for production, alone or on top of the one for everyday work. */
function pair(files: RepositoryFiles, variables: ReadonlyMap<string, string>): Located | undefined {
  const found = deployFiles(files);
  const named = found.length > 1 ? namedAmong(files, found) : [];
  const [deploy, ...others] = named.length === 1 ? [...named, ...found.filter((path) => !named.includes(path))] : found;
  if (deploy === undefined) return undefined;
  const passedOver =
    others.length === 0 ? '' : `; ${others.join(' and ')} ${others.length === 1 ? 'is' : 'are'} passed over`;
  const base = BASE_FILES.find((path) => files.exists(path));
  if (base === undefined) {
    const first =
      named.length === 1 ? 'a command line of the repository names it' : 'it is the first of the usual names';
    const because = others.length === 0 ? 'it is the only one' : `${first}${passedOver}`;
    return { paths: [deploy], because };
  }
  const { isAlone, because } = productionOf({ files, deploy, base, variables });
  return {
    paths: isAlone ? [deploy] : [base, deploy],
    because: `${because}${passedOver}${withoutOverride(overrideIn(files))}`,
  };
}

function described(files: RepositoryFiles): Located | undefined {
  const { paths, where } = readmeDeployment(files) ?? {};
  if (paths === undefined || where === undefined) return undefined;
  return { paths, because: `${where} starts ${paths.length === 1 ? 'it' : 'them'} in its section about production` };
}

function everyday(files: RepositoryFiles): Located | undefined {
  const base = BASE_FILES.find((path) => files.exists(path));
  if (base === undefined) return undefined;
  const override = overrideIn(files);
  const because = `it is the first of the usual names${withoutOverride(override)}`;
  return { paths: [base], because, leftOut: override, isEveryday: true };
}

function overrideIn(files: RepositoryFiles): string | undefined {
  return OVERRIDE_FILES.find((path) => files.exists(path));
}

function withoutOverride(override: string | undefined): string {
  return override === undefined ? '' : `; ${override} is for development and left out`;
}
