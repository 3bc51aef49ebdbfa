import { posix } from 'node:path';
import { DeployError } from '../errors/deploy-error.js';
import { isComposeFile } from './compose-files.js';
import { dockerfilePath } from './dockerfile-path.js';
import { composeFolders, otherNames, type ComposeFolder } from './folders.js';
import type { RepositoryFiles } from './model/files.js';
import { attempt } from './production/pair.js';

/** The lines that name what lies there under another name, or in another folder. */
export function nearbyHint(files: RepositoryFiles): string {
  const lines = [
    ...otherNames(files).map((name) => `compose-file: ${name}`),
    ...composeFolders(files).map((found) => lineOfFolder(files, found)),
  ];
  if (lines.length > 0) return `Add one of these lines to \`with:\` of the step:\n${lines.join('\n')}`;
  return 'Add one, or name the compose file as `compose-file`. Is it in another folder (`working-directory`)? Did actions/checkout run before this step?';
}

/** A path that leads out of the folder of its file, such as the build context `..`. */
const OUTWARD = /(?:^|[\s"'=:[{,])\.\.(?:[/"'\s\]},]|$)/m;

/** Only what is below `working-directory` is deployed, so a project that uses what is beside it is named by its file. */
function lineOfFolder(files: RepositoryFiles, { folder, first, chosen = [first] }: ComposeFolder): string {
  const isOutward = chosen.some((path) => OUTWARD.test(files.read(`${folder}/${path}`)));
  if (!isOutward) return `working-directory: ${folder}`;
  const [only, ...more] = chosen.map((path) => `${folder}/${path}`);
  return more.length === 0
    ? `compose-file: ${only ?? ''}`
    : `compose-file: |\n${[only, ...more].map((path) => `  ${path ?? ''}`).join('\n')}`;
}

/** Compose files that only test the image. */
const FOR_TESTS = /(?:^|[-_.])(?:tests?|ci|e2e)(?:[-_.]|$)/;

/** Compose files under other names, or in folders, with a service whose image is built from this Dockerfile. */
export function filesThatBuild(
  files: RepositoryFiles,
  dockerfile: string,
  variables: ReadonlyMap<string, string>,
): readonly string[] {
  const names = (files.list?.('.') ?? []).filter((name) => !name.startsWith('.'));
  const below = names.flatMap((name) => (files.list?.(name) ?? []).map((inside) => posix.join(name, inside)));
  const found = [...names, ...below].filter(
    (path) => isComposeFile(files, path) && !FOR_TESTS.test(posix.basename(path)),
  );
  return found.filter((path) => {
    const read = attempt({ files, variables }, [path]);
    if (read.kind !== 'read') return !path.includes('/') && /^\s+build:/m.test(files.read(path));
    const builds = Object.values(read.config.services).flatMap(({ build }) => build ?? []);
    return builds.some((build) => dockerfilePath(build, files.exists) === dockerfile);
  });
}

/** The Dockerfile is not all that the app needs: somebody runs it with other services. */
export function unusualFiles(dockerfile: string, builders: readonly string[]): DeployError {
  const [first = ''] = builders;
  return new DeployError({
    code: 'compose-file-unclear',
    what: `The files do not show whether ${dockerfile} is deployed alone or with the services of ${first}`,
    why: `There is no compose file under a usual name, and ${builders.join(' and ')} ${builders.length === 1 ? 'builds' : 'build'} it`,
    hint: [
      `Add to the workflow step, to deploy the services of a compose file:\n${builders.map((path) => `  compose-file: ${path}`).join('\n')}`,
      `or, to deploy ${dockerfile} alone:\n  dockerfile: ${dockerfile}`,
    ].join('\n'),
  });
}
