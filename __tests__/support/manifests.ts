import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { manifestText, type FileEntry } from '../../src/repository/manifest/manifest.js';

/** The manifest of a release that has each of these paths, with contents told apart by a number. */
export function manifestOf(files: ReadonlyMap<string, number>): string {
  const entries = [...files].map(([path, version]): FileEntry => {
    if (version === 0) return { kind: 'symlink', path, target: `${path} target` };
    const blob = createHash('sha1').update(`${path} ${version}`).digest('hex');
    return { kind: 'file', path, mode: version % 2 === 0 ? 0o755 : 0o644, size: version, blob };
  });
  return manifestText(entries);
}

/** Two releases of one repository, from nothing in common to nothing changed. */
export const twoManifests: fc.Arbitrary<readonly [string, string]> = fc
  .tuple(
    fc.dictionary(fc.stringMatching(/^[a-f%\n ü/.-]{1,6}$/), fc.tuple(fc.nat(3), fc.nat(5)), {
      maxKeys: 120,
      size: 'max',
    }),
    fc.integer({ min: 0, max: 5 }),
  )
  .map(([paths, stillness]) => {
    const before = new Map<string, number>();
    const after = new Map<string, number>();
    for (const [path, [version, fate]] of Object.entries(paths)) {
      if (fate !== 0) before.set(path, version);
      if (fate === 1 && fate > stillness) after.set(path, version + 1);
      else if (fate !== 2 || stillness > 3) after.set(path, version);
    }
    return [manifestOf(before), manifestOf(after)];
  });

/** The files that a manifest tells of, read as the host reads it. @throws Error on a line that `manifestText` does not write. */
export function parseManifest(text: string): readonly FileEntry[] {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw new Error('The manifest is cut off: its last line has no newline.');
  return lines.map(parseLine);
}

const FILE_LINE = /^f ([0-7]{3,4}) ([0-9a-f]{40}) (\d+) (\S+)$/;
const LINK_LINE = /^l (\S+) (\S+)$/;

function parseLine(line: string, index: number): FileEntry {
  const [, mode, blob, size, path] = FILE_LINE.exec(line) ?? [];
  if (mode !== undefined && blob !== undefined && size !== undefined && path !== undefined) {
    return { kind: 'file', path: decodeURIComponent(path), mode: Number.parseInt(mode, 8), size: Number(size), blob };
  }
  const [, target, linkPath] = LINK_LINE.exec(line) ?? [];
  if (target !== undefined && linkPath !== undefined) {
    return { kind: 'symlink', path: decodeURIComponent(linkPath), target: decodeURIComponent(target) };
  }
  throw new Error(`Line ${index + 1} of the manifest cannot be read.`);
}
