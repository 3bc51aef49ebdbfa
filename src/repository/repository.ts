import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryFacts } from './facts.js';
import type { Inputs } from '../inputs/inputs.js';
import { DeployError } from '../errors/deploy-error.js';
import { variablesOf } from './variables.js';
import { readStack } from '../compose/read.js';
import type { Stack } from '../compose/stack.js';
import { listFiles } from './files.js';
import { manifestDigest, manifestText } from './manifest/manifest.js';
import { chunkIndex, cutManifest } from './manifest/chunks.js';

/** The repository while it is read: what it asks for is known at once, a long list of files after a while. */
export interface Repository {
  readonly stack: Stack;
  readonly listing: Promise<Listing>;
  /** undefined: not yet. */
  readonly listed: () => Listing | undefined;
}

export interface Listing extends Pick<RepositoryFacts, 'files' | 'chunks'> {
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
  const at = (relative: string) => path.join(inputs.workspace, relative);
  const files = {
    exists: (relative: string) => existsSync(at(relative)),
    read: (relative: string) => readFileSync(at(relative), 'utf8'),
  };
  const stack = readStack(files, {
    composeFiles: inputs.composeFiles,
    profiles: inputs.profiles,
    dockerfile: inputs.build.dockerfile,
    app: inputs.app,
    target: inputs.build.target,
    variables: variablesOf(inputs, files),
  });
  checkBuild(inputs, stack);
  let listed: Listing | undefined;
  const listing = list(inputs).then((done) => (listed = done));
  // Heard where it is awaited; until then nobody does.
  listing.catch(() => undefined);
  return { stack, listing, listed: () => listed };
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

async function list({ workspace, source, env }: Inputs): Promise<Listing> {
  const patterns = source.kind === 'upload' ? source : { include: [], exclude: [] };
  const files = await listFiles(workspace, { ...patterns, withoutEnv: env !== undefined });
  const chunks = cutManifest(manifestText(files));
  return { files, chunks, digest: manifestDigest(files), index: chunkIndex(chunks) };
}
