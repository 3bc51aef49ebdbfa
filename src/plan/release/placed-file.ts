import { posix } from 'node:path';
import type { InputFile } from '../../inputs/inputs.js';
import { encode } from '../../repository/manifest/manifest.js';

/** A file of the input `files`, and where the host keeps it (docs/decisions/input-files.md). */
export interface PlacedFile extends Pick<InputFile, 'path' | 'digest'> {
  /** `private`: `<path>/input-files`, which only its owner may enter; `tree`: the release's directory, at its path. */
  readonly place: 'private' | 'tree';
  /** 0o600; 0o444 where a container reads it; 0o644 where a container may write to it, or to what is around it. */
  readonly mode: number;
}

/** Where a private file is: by its content, so that a mount changes exactly when the content does. */
export function privatePath(root: string, { digest, path }: Pick<PlacedFile, 'digest' | 'path'>): string {
  return `${root}/input-files/${digest}/${posix.basename(path)}`;
}

/** What the record of a release has of them: a line `DIGEST MODE PLACE PATH` each. */
export function inputFilesText(placed: readonly PlacedFile[]): string {
  return placed
    .map(({ digest, mode, place, path }) => `${digest} ${mode.toString(8)} ${place} ${encode(path)}\n`)
    .join('');
}
