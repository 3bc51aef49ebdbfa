import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { RepositoryFacts } from './facts.js';
import type { Inputs } from '../inputs/inputs.js';
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
 * @throws DeployError compose-file-missing, compose-file-invalid, compose-service-missing, nothing-to-deploy
 */
export function openRepository(inputs: Inputs): Repository {
  const at = (relative: string) => path.join(inputs.workspace, relative);
  const stack = readStack(
    { exists: (relative) => existsSync(at(relative)), read: (relative) => readFileSync(at(relative), 'utf8') },
    {
      composeFiles: inputs.composeFile === undefined ? undefined : [inputs.composeFile],
      profiles: undefined,
      appService: inputs.app.service,
      variables: new Map((inputs.env ?? []).map(({ key, value }) => [key, value.reveal()])),
    },
  );
  let listed: Listing | undefined;
  const listing = list(inputs).then((done) => (listed = done));
  // Heard where it is awaited; until then nobody does.
  listing.catch(() => undefined);
  return { stack, listing, listed: () => listed };
}

async function list({ workspace, source, env }: Inputs): Promise<Listing> {
  const patterns = source.kind === 'upload' ? source : { include: [], exclude: [] };
  const files = await listFiles(workspace, { ...patterns, withoutEnv: env !== undefined });
  const chunks = cutManifest(manifestText(files));
  return { files, chunks, digest: manifestDigest(files), index: chunkIndex(chunks) };
}
