import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { manifestText, type FileEntry } from '../../src/source/manifest.js';

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
