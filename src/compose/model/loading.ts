import type { RepositoryFiles } from './files.js';
import type { Lookup } from './template.js';
import type { Mapping, Path } from './value.js';

/** What the files of one project, or of one `include`, are loaded with. */
export interface Loading {
  readonly files: RepositoryFiles;
  /** The project directory, from the repository's root. */
  readonly folder: string;
  readonly variables: ReadonlyMap<string, string>;
  readonly lookup: Lookup;
  /** Files that include this one. */
  readonly including: readonly string[];
}

/** One document of a compose file while what it includes and extends is put in. */
export interface Part {
  /** From the repository's root. */
  readonly file: string;
  readonly content: Mapping;
  readonly resets: readonly Path[];
}

/** Puts compose files together; their relative paths then start from where `folder` of the loading does, by way of `from`. */
export type LoadFiles = (paths: readonly string[], loading: Loading, from: string) => Mapping;
