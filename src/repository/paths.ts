import { isUtf8 } from 'node:buffer';
import { DeployError } from '../errors/deploy-error.js';

/**
 * A path as text.
 * @throws DeployError invalid-input when its bytes are not UTF-8: such a name would arrive as another one
 */
export function decodePath(bytes: Buffer): string {
  const path = bytes.toString('utf8');
  if (Buffer.from(path, 'utf8').equals(bytes)) return path;
  throw new DeployError({
    code: 'invalid-input',
    what: `The name of the file '${path}' is not UTF-8`,
    why: 'It cannot be transferred to the host unchanged.',
    hint: 'Rename the file, or leave it out with the input exclude.',
  });
}

/**
 * Names as git lists them with `-z`, each with a NUL behind it.
 * @throws DeployError invalid-input as decodePath does
 */
export function decodeNames(listing: Buffer): readonly string[] {
  // As a whole: one by one, 10,000 names take longer than git needs to list them.
  if (isUtf8(listing)) return listing.toString('utf8').split('\0').slice(0, -1);
  const names: string[] = [];
  for (let start = 0, end = listing.indexOf(0); end !== -1; start = end + 1, end = listing.indexOf(0, start)) {
    names.push(decodePath(listing.subarray(start, end)));
  }
  return names;
}

/** In the order of the paths' bytes, as `sort` sees them in the C locale. What is in order already is given back itself. */
export function sortByPath<Item extends { readonly path: string }>(items: readonly Item[]): readonly Item[] {
  const compare = items.some(({ path }) => SURROGATE.test(path)) ? comparePaths : compareUnits;
  const isInOrder = items.every((item, index) => compare(items[index - 1]?.path ?? '', item.path) <= 0);
  return isInOrder ? items : [...items].sort((a, b) => compare(a.path, b.path));
}

/**
 * Compares as `sort` does in the C locale: by the bytes of UTF-8. JavaScript compares by UTF-16, in which what is beyond U+FFFF
 * stands as two surrogates (U+D800 to U+DFFF), before U+E000 to U+FFFF.
 */
export function comparePaths(a: string, b: string): number {
  for (let at = 0; at < a.length && at < b.length; at += 1) {
    const one = a.charCodeAt(at);
    const other = b.charCodeAt(at);
    if (one !== other) return rankOf(one) - rankOf(other);
  }
  return a.length - b.length;
}

const SURROGATE = /[\ud800-\udfff]/;

/** The same for paths without surrogates, many times as fast. */
function compareUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function rankOf(unit: number): number {
  const isSurrogate = unit >= 0xd800 && unit < 0xe000;
  return isSurrogate ? unit + 0x10000 : unit;
}

/** `a`, `a/b` and `a/b/c` of `a/b/c`. */
export function foldersAnd(path: string): readonly string[] {
  return path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
}
