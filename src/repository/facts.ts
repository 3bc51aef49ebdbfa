import type { BuildCopy } from '../compose/build-copies.js';
import type { MissingStage } from '../compose/build-stages.js';
import type { ProjectImages } from '../compose/images/images.js';
import type { Stack } from '../compose/stack.js';
import type { NativeProject } from '../native/project.js';
import type { Gaps } from './gaps.js';
import type { ManifestChunks } from './manifest/chunks.js';
import type { ProjectNeeds } from './needs.js';
import type { FileEntry } from './manifest/manifest.js';
import type { Reading } from './reading.js';
import type { TrackedEnv } from './variables.js';

/** What the checked-out repository asks for. */
export interface RepositoryFacts {
  readonly stack: Stack;
  /** What runs straight on the host; undefined: docker compose runs the release. */
  readonly native?: NativeProject | undefined;
  /** What of it comes from registries. */
  readonly images: ProjectImages;
  /** What Dockerfiles copy from their build contexts by name; undefined: nothing. */
  readonly buildCopies?: readonly BuildCopy[];
  /** Targets of builds that their Dockerfiles do not have; undefined: none. */
  readonly missingStages?: readonly MissingStage[];
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
  /** Where the release's `.env` is, see `ProjectEnv`; undefined: at the root. */
  readonly dotenv?: string;
  /** A second `.env` of the repository that compose reads; undefined: there is none. */
  readonly secondEnv?: string | undefined;
  /** The `.env` that is among the repository's files; undefined: there is none. */
  readonly trackedEnv?: TrackedEnv | undefined;
  /** Compose files under the usual names, and a `.env`, that are in the workspace and are not deployed; undefined: none. */
  readonly leftBehind?: readonly string[];
  /** Paths of the input `files` that are among the repository's files too; `files` does not have them. */
  readonly replaced?: readonly string[];
  /** What git tracks without having its contents; undefined: nothing. */
  readonly gaps?: Gaps;
}
