import { createHash } from 'node:crypto';

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
  const text = sortByPath(files)
    .map((file) => `${lineOf(file)}\n`)
    .join('');
  texts.set(files, text);
  return text;
}

/** A run needs the text of the same files several times, and with 100,000 of them it takes its time. */
const texts = new WeakMap<readonly FileEntry[], string>();

/** In the order of the paths' bytes, as `sort` sees them in the C locale. */
export function sortByPath<Item extends { readonly path: string }>(items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, key: Buffer.from(item.path) }))
    .sort((a, b) => Buffer.compare(a.key, b.key))
    .map(({ item }) => item);
}

function lineOf(file: FileEntry): string {
  const path = encode(file.path);
  return file.kind === 'symlink'
    ? `l ${encode(file.target)} ${path}`
    : `f ${file.mode.toString(8).padStart(3, '0')} ${file.blob} ${file.size} ${path}`;
}

/** sha256 of a text, hexadecimal: the manifest's digest names a set of files. */
export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What has to travel for `next` where `previous` is already. */
export interface ManifestDifference {
  readonly send: readonly FileEntry[];
  readonly keep: readonly FileEntry[];
  /** Paths that are no more. */
  readonly removed: readonly string[];
}

/** `previous` as a manifest's text. A file whose contents, mode or kind changed is sent. */
export function compareManifests(next: readonly FileEntry[], previous: string): ManifestDifference {
  const before = new Set(previous.split('\n').slice(0, -1));
  const send: FileEntry[] = [];
  const keep: FileEntry[] = [];
  const paths = new Set<string>();
  for (const file of next) {
    (before.has(lineOf(file)) ? keep : send).push(file);
    paths.add(encode(file.path));
  }
  const pathsBefore = [...before].map((line) => line.slice(line.lastIndexOf(' ') + 1));
  return { send, keep, removed: pathsBefore.filter((path) => !paths.has(path)).map(decode) };
}

/** Also U+0085, U+00A0 and the other characters that count as white space somewhere. */
function encode(text: string): string {
  return text.replace(/[%\s\p{Cc}]/gu, (character) =>
    [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
  );
}

function decode(text: string): string {
  return decodeURIComponent(text);
}
