import { digestOf } from '../../digest.js';
import { manifestRuns } from './diff.js';
import { sortByPath } from '../paths.js';

/** One file of a release. Directories are implied. */
export type FileEntry =
  | {
      readonly kind: 'file';
      /** Relative to the repository's root, `/` between parts, as bytes decoded from UTF-8. */
      readonly path: string;
      /** Permission bits, such as 0o644. */
      readonly mode: number;
      readonly size: number;
      /** Git's id of the contents, hexadecimal. */
      readonly blob: string;
    }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string };

/**
 * The files of a release as text, the same text for the same files: a line each, in the order of the paths' bytes,
 * `f MODE BLOB SIZE PATH` or `l TARGET PATH`. MODE is octal; `%`, space and control characters of paths and targets
 * are percent-encoded, so that a shell can read a line by its words.
 */
export function manifestText(files: readonly FileEntry[]): string {
  const known = texts.get(files);
  if (known !== undefined) return known;
  const sorted = sortByPath(files);
  const parts: string[] = [];
  for (let at = 0; at < sorted.length; at += LINES_AT_ONCE) {
    parts.push(
      sorted
        .slice(at, at + LINES_AT_ONCE)
        .map((file) => `${lineOf(file)}\n`)
        .join(''),
    );
  }
  const text = parts.join('');
  texts.set(files, text);
  return text;
}

/** A run needs the text of the same files several times, and with 100,000 of them it takes its time. */
const texts = new WeakMap<readonly FileEntry[], string>();

/** The manifest's digest, which names this set of files. */
export function manifestDigest(files: readonly FileEntry[]): string {
  const digest = digests.get(files) ?? digestOf(manifestText(files));
  digests.set(files, digest);
  return digest;
}

const digests = new WeakMap<readonly FileEntry[], string>();

/** A line is made of pieces that weigh more than itself: they are let go before the next lines are made. */
const LINES_AT_ONCE = 1_000;

function lineOf(file: FileEntry): string {
  const path = encode(file.path);
  return file.kind === 'symlink'
    ? `l ${encode(file.target)} ${path}`
    : `f ${file.mode.toString(8).padStart(3, '0')} ${file.blob} ${file.size} ${path}`;
}

/** What has to travel for `next` where `previous` is already. */
export interface ManifestDifference {
  /** In the order of the manifest. */
  readonly send: readonly FileEntry[];
  /** How many files stay as they are. */
  readonly kept: number;
  /** Paths that are no more. */
  readonly removed: readonly string[];
}

/** `previous` as a manifest's text. A file whose contents, mode or kind changed is sent. */
export function compareManifests(next: readonly FileEntry[], previous: string): ManifestDifference {
  const files = sortByPath(next);
  const send: FileEntry[] = [];
  const gone: string[] = [];
  let at = 0;
  for (const run of manifestRuns(previous, manifestText(next))) {
    if (run.kind === 'gone') {
      for (const path of pathsOf(previous.slice(run.start, run.end))) gone.push(path);
      continue;
    }
    if (run.kind === 'new') for (const file of files.slice(at, at + run.lines)) send.push(file);
    at += run.lines;
  }
  const changed = new Set(send.map(({ path }) => path));
  return { send, kept: files.length - send.length, removed: gone.filter((path) => !changed.has(path)) };
}

function pathsOf(lines: string): readonly string[] {
  return lines
    .split('\n')
    .slice(0, -1)
    .map((line) => decodeURIComponent(line.slice(line.lastIndexOf(' ') + 1)));
}

/** Also U+0085, U+00A0 and the other characters that count as white space somewhere. */
export function encode(text: string): string {
  return text.replace(/[%\s\p{Cc}]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}
