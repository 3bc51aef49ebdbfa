import type { RepositoryFacts } from './facts.js';
import type { Inputs } from '../inputs/inputs.js';
import { DeployError } from '../errors/deploy-error.js';
import { releaseFiles } from './release-files.js';
import { trackedEnv, variablesOf } from './variables.js';
import { withoutInputs } from './input-paths.js';
import { readImages, type ImageOptions, type ProjectImages } from '../compose/images/images.js';
import type { Stack } from '../compose/stack.js';
import { projectName } from './project-name.js';
import { readProject, type ReadProject, type ToldProject } from './reading.js';
import { listFiles } from './files.js';
import { manifestDigest, manifestText } from './manifest/manifest.js';
import { chunkIndex, cutManifest } from './manifest/chunks.js';

/** The repository while it is read: what it asks for is known at once, a long list of files after a while. */
export interface Repository {
  readonly stack: Stack;
  readonly images: ProjectImages;
  readonly reading: RepositoryFacts['reading'];
  readonly needs: RepositoryFacts['needs'];
  readonly trackedEnv: RepositoryFacts['trackedEnv'];
  readonly listing: Promise<Listing>;
  /** undefined: not yet. */
  readonly listed: () => Listing | undefined;
  /** The same with the facts of compose on the host. @throws DeployError */
  readonly told: (project: ToldProject) => Repository;
}

export interface Listing extends Pick<RepositoryFacts, 'files' | 'chunks' | 'replaced'> {
  /** The manifest's digest. */
  readonly digest: string;
  /** See `chunkIndex`. */
  readonly index: string;
}

/**
 * Begins to read the repository: nothing outside the workspace is asked. `listing` rejects with DeployError workspace-empty, invalid-input.
 * @throws DeployError compose-file-missing, compose-file-invalid, compose-service-missing, entry-unclear, nothing-to-deploy
 */
export function openRepository(inputs: Inputs): Repository {
  const files = releaseFiles(inputs);
  const tracked = trackedEnv(inputs, files);
  const options = {
    composeFiles: inputs.composeFiles,
    profiles: inputs.profiles,
    dockerfile: inputs.build.dockerfile,
    app: inputs.app,
    proxy: inputs.proxy,
    target: inputs.build.target,
    variables: variablesOf(inputs, files),
    reading: { project: projectName(inputs, { name: undefined }), named: inputs.projectName },
  };
  const isEnvHosts = inputs.env === undefined && tracked === undefined;
  const project = readProject(files, options, { isEnvHosts });
  checkBuild(inputs, project.stack);
  checkEnvPath(inputs, project.stack);
  let listed: Listing | undefined;
  const listing = list(inputs).then((done) => (listed = done));
  // Heard where it is awaited; until then nobody does.
  listing.catch(() => undefined);
  const imagesOf = ({ stack, reading }: ReadProject): ProjectImages =>
    readImages(stack, files, {
      ...imageOptions(inputs),
      appService: stack.entry.service,
      areVariablesKnown: inputs.env !== undefined || files.exists('.env') || reading?.isTold === true,
    });
  return repositoryOf(project, imagesOf, { trackedEnv: tracked, listing, listed: () => listed });
}

function repositoryOf(
  project: ReadProject,
  imagesOf: (project: ReadProject) => ProjectImages,
  rest: Pick<Repository, 'trackedEnv' | 'listing' | 'listed'>,
): Repository {
  const { stack, reading, needs } = project;
  const told = (by: ToldProject): Repository => repositoryOf(project.told(by), imagesOf, rest);
  return { stack, reading, needs, told, images: imagesOf(project), ...rest };
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
function checkEnvPath({ files }: Pick<Inputs, 'files'>, { folder, composeFile }: Stack): void {
  const path = `${folder}/.env`;
  if (folder === '' || !files.some((file) => file.path === path)) return;
  throw new DeployError({
    code: 'invalid-input',
    what: `files: ${path} is the .env of the compose file`,
    why: `The release has one .env, which is also at ${path}, next to ${composeFile ?? 'the compose file'}`,
    hint: 'Use the input `env` or `env-file`.',
  });
}

async function list({ workspace, source, env, files: given }: Inputs): Promise<Listing> {
  const patterns = source.kind === 'upload' ? source : { include: [], exclude: [] };
  const all = await listFiles(workspace, { ...patterns, withoutEnv: env !== undefined });
  const { files, replaced } = withoutInputs(all, given);
  const chunks = cutManifest(manifestText(files));
  return { files, replaced, chunks, digest: manifestDigest(files), index: chunkIndex(chunks) };
}
