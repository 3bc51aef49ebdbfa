import type { RepositoryFacts } from './facts.js';
import type { Inputs } from '../inputs/inputs.js';
import { DeployError } from '../errors/deploy-error.js';
import { openCommit, type Commit } from './commit.js';
import { releaseFiles, workspaceFiles } from './release-files.js';
import { readNative } from './native.js';
import { readEnv } from './variables.js';
import { withoutInputs } from './input-paths.js';
import { buildCopies, type BuildCopy } from '../compose/build-copies.js';
import { missingStages, type MissingStage } from '../compose/build-stages.js';
import { buildsIn, readImages, type ImageOptions, type ProjectImages } from '../compose/images/images.js';
import { BASE_FILES, DEPLOY_FILES } from '../compose/compose-files.js';
import { tryLocate, type Located } from '../compose/locate.js';
import type { RepositoryFiles } from '../compose/model/files.js';
import type { Stack } from '../compose/stack.js';
import { projectName } from './project-name.js';
import { readProject, type ReadProject, type ToldProject } from './reading.js';
import { listFiles } from './files.js';
import { deployedPaths } from './deployed.js';
import { readGaps } from './gaps.js';
import { manifestDigest, manifestText } from './manifest/manifest.js';
import { chunkIndex, cutManifest } from './manifest/chunks.js';
import { listTracked, type Tracked } from './tracked.js';

/** The repository while it is read: what it asks for is known at once, a long list of files after a while. */
export interface Repository {
  readonly stack: Stack;
  readonly native?: ReadProject['native'];
  readonly images: ProjectImages;
  readonly buildCopies: readonly BuildCopy[];
  readonly missingStages: readonly MissingStage[];
  readonly reading: RepositoryFacts['reading'];
  readonly needs: ReadProject['needs'];
  readonly dotenv: string;
  readonly secondEnv: RepositoryFacts['secondEnv'];
  readonly trackedEnv: RepositoryFacts['trackedEnv'];
  /** See `RepositoryFacts`. */
  readonly leftBehind: readonly string[];
  readonly listing: Promise<Listing>;
  /** undefined: not yet. */
  readonly listed: () => Listing | undefined;
  /** The same with the facts of compose on the host. @throws DeployError */
  readonly told: (project: ToldProject) => Repository;
}

export interface Listing extends Pick<RepositoryFacts, 'files' | 'chunks' | 'replaced' | 'gaps'> {
  /** The manifest's digest. */
  readonly digest: string;
  /** See `chunkIndex`. */
  readonly index: string;
}

/**
 * Begins to read the repository: nothing outside the workspace is asked. With `source: git` the files are those of the commit. `listing`
 * rejects with DeployError workspace-empty, invalid-input.
 * @throws DeployError compose-file-missing, compose-file-invalid, compose-service-missing, entry-unclear, nothing-to-deploy
 */
export async function openRepository(inputs: Inputs): Promise<Repository> {
  const { workspace, source } = inputs;
  const commit = source.kind === 'git' ? openCommit(workspace, source.sha) : undefined;
  const known = commit === undefined ? listTracked(workspace, process.platform) : Promise.resolve([]);
  const own = commit?.files ?? workspaceFiles(workspace, await deployedPaths(workspace, source, known));
  const files = releaseFiles(own, inputs.files);
  const { dockerfile } = inputs.build;
  let found: Located | undefined;
  const env = readEnv(inputs, files, (variables) => {
    found = inputs.runtime === 'native' ? undefined : tryLocate(files, { dockerfile, variables });
    return found?.paths ?? [];
  });
  // A second .env may change what is found.
  const located = env.second === undefined ? found : undefined;
  const options = {
    composeFiles: inputs.composeFiles,
    profiles: inputs.profiles,
    dockerfile,
    app: inputs.app,
    proxy: inputs.proxy,
    target: inputs.build.target,
    variables: env.variables,
    reading: { project: projectName(inputs, { name: undefined }), named: inputs.projectName },
  };
  const isEnvHosts = inputs.env === undefined && env.tracked === undefined;
  const project =
    inputs.runtime === 'native'
      ? readNative(files, inputs, env.variables)
      : readProject(files, options, { isEnvHosts, located });
  checkBuild(inputs, project.stack);
  checkEnvPath(inputs, project.stack, env.path);
  let listed: Listing | undefined;
  const listing = list(inputs, { commit, known, dotenv: env.path }).then((done) => (listed = done));
  // Heard where it is awaited; until then nobody does.
  listing.catch(() => undefined);
  const buildsOf = ({ stack, reading, native }: ReadProject): Builds => {
    if (native !== undefined) return { images: { services: [], bases: [] }, buildCopies: [], missingStages: [] };
    const options = {
      ...imageOptions(inputs),
      appService: stack.entry.service,
      areVariablesKnown: !isEnvHosts || reading?.isTold === true,
    };
    const builds = buildsIn(stack, options);
    const texts = stack.kind === 'dockerfile' ? undefined : stack.composeFiles.filter(files.exists).map(files.read);
    return {
      images: readImages(stack, files, options),
      buildCopies: buildCopies(builds, files),
      missingStages: missingStages(builds, files, texts),
    };
  };
  const envFacts = { dotenv: env.path, secondEnv: env.second, trackedEnv: env.tracked };
  const rest = { ...envFacts, leftBehind: leftBehind(files, env.path), listing, listed: () => listed };
  return repositoryOf(project, buildsOf, rest);
}

/** Files by which compose would decide, and that are not deployed. */
function leftBehind({ isLeftBehind = () => false }: RepositoryFiles, dotenv: string): readonly string[] {
  return [...DEPLOY_FILES, ...BASE_FILES, dotenv].filter(isLeftBehind);
}

/** What Dockerfiles say, besides the choice of the entry. */
type Builds = Pick<Repository, 'images' | 'buildCopies' | 'missingStages'>;

function repositoryOf(
  project: ReadProject,
  buildsOf: (project: ReadProject) => Builds,
  rest: Omit<Repository, keyof ReadProject | keyof Builds>,
): Repository {
  const { stack, native, reading, needs } = project;
  const told = (by: ToldProject): Repository => repositoryOf(project.told(by), buildsOf, rest);
  return { stack, native, reading, needs, told, ...buildsOf(project), ...rest };
}

function imageOptions({
  buildPull,
  build: { dockerfile, target, args },
}: Inputs): Pick<ImageOptions, 'buildPull' | 'onlyBuild'> {
  const stage = target === undefined ? {} : { target };
  const given = Object.fromEntries(args.map(({ name, value }) => [name, value]));
  const onlyBuild = { context: '.', dockerfile: dockerfile ?? 'Dockerfile', ...stage, args: given };
  return { buildPull, onlyBuild };
}

/** @throws DeployError invalid-input */
function checkBuild({ build: { dockerfile, target, args } }: Pick<Inputs, 'build'>, { composeFiles }: Stack): void {
  const given = [
    ...(dockerfile === undefined ? [] : ['dockerfile']),
    ...(target === undefined ? [] : ['target']),
    ...(args.length === 0 ? [] : ['build-args']),
  ];
  if (composeFiles.length === 0 || given.length === 0) return;
  throw new DeployError({
    code: 'invalid-input',
    what: `${given.join(', ')}: for repositories without a compose file; this one has ${composeFiles.join(', ')}`,
    why: 'A compose file defines how its own services are built',
    hint: 'Write them below `build:` of the service, or remove the compose file.',
  });
}

/** @throws DeployError invalid-input */
function checkEnvPath({ files }: Pick<Inputs, 'files'>, { folder, composeFile }: Stack, dotenv: string): void {
  const beside = `${folder}/.env`;
  const given = files.find(({ path }) => path === dotenv || (folder !== '' && path === beside));
  if (given === undefined) return;
  throw new DeployError({
    code: 'invalid-input',
    what: `files: ${given.path} is the .env of the compose file`,
    why: `Compose reads it for ${composeFile ?? 'the compose file'}, and the variables of the release are in it`,
    hint: 'Use the input `env` or `env-file`.',
  });
}

interface Known {
  /** With `source: git`. */
  readonly commit: Commit | undefined;
  readonly known: Promise<readonly Tracked[]>;
  readonly dotenv: string;
}

async function list(inputs: Inputs, { commit, known: tracked, dotenv }: Known): Promise<Listing> {
  const { workspace, source, env, files: given } = inputs;
  const withoutEnv = env !== undefined;
  const patterns = source.kind === 'upload' ? source : { include: [], exclude: [] };
  const listing =
    commit === undefined
      ? listFiles(workspace, { ...patterns, withoutEnv, dotenv, tracked })
      : commit.list().filter(({ path }) => !(withoutEnv && path === dotenv));
  const [all, gaps] = await Promise.all([listing, readGaps(inputs)]);
  const { files, replaced } = withoutInputs(all, given);
  const chunks = cutManifest(manifestText(files));
  return { files, replaced, gaps, chunks, digest: manifestDigest(files), index: chunkIndex(chunks) };
}
