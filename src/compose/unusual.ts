import { posix } from 'node:path';
import { DeployError } from '../errors/deploy-error.js';
import { EVERYDAY_NAME, isComposeFile } from './compose-files.js';
import { dockerfilePath } from './dockerfile-path.js';
import { dockerfileCandidate } from './entry/candidates.js';
import { startlessBase } from './entry/startless.js';
import { composeFolders, filesOfOnlyFolder, nearbyPaths, OF_DEPLOYMENT, otherNames } from './folders.js';
import type { Located } from './locate.js';
import type { RepositoryFiles } from './model/files.js';
import { composeLine } from './nearby.js';
import { attempt } from './production/pair.js';
import { readmesOf } from './production/readme.js';
import { servesVisitors } from './production/visitors.js';
import { missingPackage } from './unbuildable.js';

/** Compose files of a repository with a Dockerfile and none under a usual name. */
export interface Unusual {
  /** Each with those that it needs to be read, in compose's order. */
  readonly sets: readonly (readonly string[])[];
  /** What they show, as a sentence's end. */
  readonly why: string;
}

/** Compose files that only test the image. */
const FOR_TESTS = /(?:^|[-_.])(?:tests?|ci|e2e)(?:[-_.]|$)/;

/** Those that people copy, and fill in. */
const EXAMPLE = /(?:^|[-_.])(?:example|sample|dist|template|tpl)(?:[-_.]|$)/i;

type Repository = Parameters<typeof attempt>[0];

/** Those that show how the Dockerfile's app is run with other services, or with volumes; undefined: there are none. */
export function unusualFiles(repository: Repository, dockerfile: string): Unusual | undefined {
  const { files, variables } = repository;
  const examples = otherNames(files).filter((path) => EXAMPLE.test(path) && isOfSite(repository, [path]));
  const builders = filesThatBuild(repository, dockerfile).filter((path) => !examples.includes(path));
  const shown = builders.length > 0 ? `${builders.join(' and ')} ${builders.length === 1 ? 'builds' : 'build'} it` : '';
  if (examples.length > 0) {
    const sets = [...examples.map((path) => [path]), ...builders.map((path) => readable(repository, path))];
    return { sets, why: [`${examples.join(' and ')} shows how it is run`, shown].filter(Boolean).join(', ') };
  }
  if (builders.length > 0) return { sets: builders.map((path) => readable(repository, path)), why: shown };
  const described = describedFiles(files).filter((path) => isOfSite(repository, [path]));
  if (described.length > 0) {
    return { sets: described.map((path) => [path]), why: 'the README names files that show how it is run' };
  }
  const variants = otherNames(files).filter((path) => !isForWork(path) && isOfSite(repository, [path]));
  if (variants.length > 0) {
    const why = `${variants.join(' and ')} ${variants.length === 1 ? 'shows' : 'show'} how the app is run`;
    return { sets: variants.map((path) => [path]), why };
  }
  const { paths } = filesOfOnlyFolder(files, variables) ?? {};
  if (paths !== undefined && isOfSite(repository, paths))
    return { sets: [paths], why: `${paths.join(' with ')} shows how it is run` };
  return besideUnbuildable(files, dockerfile);
}

/** Where the Dockerfile cannot be built from the root, each compose file may be what is deployed. */
function besideUnbuildable(files: RepositoryFiles, dockerfile: string): Unusual | undefined {
  const missing = missingPackage(files, dockerfile);
  const paths = missing === undefined ? [] : composePaths(files).filter((path) => !isForWork(path));
  if (missing === undefined || paths.length === 0) return undefined;
  return { sets: paths.map((path) => [path]), why: `${dockerfile} installs packages, but there is no ${missing}` };
}

function isForWork(path: string): boolean {
  return FOR_TESTS.test(path) || EVERYDAY_NAME.test(path);
}

/** At the root and in the folders there, under any name. */
function composePaths(files: RepositoryFiles): readonly string[] {
  return nearbyPaths(files).filter((path) => !path.startsWith('.') && isComposeFile(files, path));
}

/**
 * The files of the only compose project that builds a Dockerfile, where it starts no program by itself: they have its command; or where they
 * lie in a folder for deployments, and the repository has no others. Not those of everyday work. undefined: there is a choice.
 */
export function startedOnlyBy(
  repository: Repository,
  dockerfile: string,
  { sets: [first = [], ...others] }: Unusual,
): Located | undefined {
  const { files } = repository;
  if (others.length > 0 || first.some((path) => EVERYDAY_NAME.test(path) || EXAMPLE.test(path))) return undefined;
  if (startlessBase(dockerfileCandidate(files, dockerfile, undefined)) !== undefined)
    return { paths: first, because: `${dockerfile} starts no program, and no other compose file builds it` };
  const [path = ''] = first;
  const [folder = ''] = path.split('/');
  const all = [...composePaths(files), ...composeFolders(files).map((one) => posix.join(one.folder, one.first))];
  if (!OF_DEPLOYMENT.test(folder) || all.some((one) => one !== path)) return undefined;
  if (!filesThatBuild(repository, dockerfile).includes(path) || !isOfSite(repository, first)) return undefined;
  return { paths: first, because: `it builds ${dockerfile}, and is the only compose file` };
}

/** The Dockerfile is not all that the app needs: somebody runs it with other services. */
export function unclearFiles(dockerfile: string, { sets, why }: Unusual): DeployError {
  const lines = sets.map((paths) => composeLine(paths).replace(/^/gm, '  '));
  return new DeployError({
    code: 'compose-file-unclear',
    what: `The files do not show whether ${dockerfile} is deployed alone or with the services of ${sets[0]?.[0] ?? ''}`,
    why: `There is no compose file under a usual name, and ${why}`,
    hint: [
      `Add to the workflow step, to deploy the services of a compose file:\n${lines.join('\nor\n')}`,
      `or, to deploy ${dockerfile} alone:\n  dockerfile: ${dockerfile}`,
    ].join('\n'),
  });
}

/** Compose files under other names, or in folders, with a service whose image is built from this Dockerfile. */
function filesThatBuild(repository: Repository, dockerfile: string): readonly string[] {
  const { files } = repository;
  const found = composePaths(files).filter((path) => !FOR_TESTS.test(posix.basename(path)));
  return found.filter((path) => {
    const read = attempt(repository, [path]);
    if (read.kind !== 'read') return !path.includes('/') && /^\s+build:/m.test(files.read(path));
    const builds = Object.values(read.config.services).flatMap(({ build }) => build ?? []);
    return builds.some((build) => dockerfilePath(build, files.exists) === dockerfile);
  });
}

/** Compose files in folders that the README at the root names, or whose folder it names. */
function describedFiles(files: RepositoryFiles): readonly string[] {
  const { list = () => [] } = files;
  const text = readmesOf(files).map(files.read).join('\n');
  const named = [...text.matchAll(/(?<![\w.-])((?:[\w-][\w.-]*\/)+[\w.-]*compose[\w.-]*)/g)];
  const places = [...new Set(named.map(([, path = '']) => path.replace(/\.$/, '')))];
  return places
    .flatMap((path) => [path, ...list(path).map((name) => posix.join(path, name))])
    .filter((path) => isComposeFile(files, path) && !isForWork(path));
}

/** A file that cannot be read alone, with the one at the root that has what it depends on. */
function readable(repository: Repository, path: string): readonly string[] {
  if (attempt(repository, [path]).kind !== 'refused') return [path];
  const others = otherNames(repository.files).filter((other) => other !== path && !FOR_TESTS.test(other));
  const found = others.find((other) => attempt(repository, [path, other]).kind === 'read');
  return found === undefined ? [path] : [path, found];
}

/** Whether files run the app with more than its image: with other services, or with data that is kept. */
function isOfSite(repository: Repository, paths: readonly string[]): boolean {
  const read = attempt(repository, paths);
  if (read.kind !== 'read' || !servesVisitors(repository, read.config)) return false;
  const services = Object.values(read.config.services);
  return services.length > 1 || services.some(({ volumes = [] }) => volumes.length > 0);
}
