import type { ProjectImages } from '../compose/images/images.js';
import type { EnvEntry } from '../dotenv/entry.js';
import type { Stack } from '../compose/stack.js';
import type { ManifestChunks } from './manifest/chunks.js';
import type { ProjectNeeds } from './needs.js';
import type { FileEntry } from './manifest/manifest.js';
import type { Reading } from './reading.js';

/** What the checked-out repository asks for. */
export interface RepositoryFacts {
  readonly stack: Stack;
  /** What of it comes from registries. */
  readonly images: ProjectImages;
  /** How the compose files were read; undefined: there are none. */
  readonly reading?: Reading | undefined;
  /** What the compose files need that is not in them; undefined: there are none. */
  readonly needs?: ProjectNeeds | undefined;
  /** The release that this run has begun and does not go on with: the host has the files there. */
  readonly unfinished?: string | undefined;
  /** The files of the release to be. */
  readonly files: readonly FileEntry[];
  /** Of their manifest. */
  readonly chunks: ManifestChunks;
  /** The variables of a `.env` that is among the repository's files; undefined: there is none. */
  readonly trackedEnv?: readonly EnvEntry[] | undefined;
  /** Paths of the input `files` that are among the repository's files too; `files` does not have them. */
  readonly replaced?: readonly string[];
}
