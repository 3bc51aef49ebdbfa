import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import { decodePath } from './paths.js';

/** Loaded where there is a pattern. */
const load = async () => (await import('picomatch')).default;

/** Says whether a path is meant by any of the patterns. A pattern that names a folder means all that is in it. */
export async function matcher(patterns: readonly string[]): Promise<(path: string) => boolean> {
  const bare = patterns.map(cleaned).filter((pattern) => pattern !== '');
  if (bare.length === 0) return () => false;
  const picomatch = await load();
  // Without `nonegate` the pattern `!x` would mean everything but x.
  return picomatch(
    bare.flatMap((pattern) => [pattern, `${pattern}/**`]),
    { dot: true, nonegate: true },
  );
}

/** Files and links in the workspace that the patterns mean, tracked or not. Links are not followed; `.git` is left out. */
export async function listIncluded(workspace: string, patterns: readonly string[]): Promise<readonly string[]> {
  if (patterns.length === 0) return [];
  const picomatch = await load();
  const isMeant = await matcher(patterns);
  const bases = new Set(patterns.map((pattern) => picomatch.scan(cleaned(pattern)).base));
  const found = await Promise.all([...bases].map((base) => begin(workspace, base === '.' ? '' : base)));
  return [...new Set(found.flat())].filter(isMeant);
}

/** `./build/` and `/build` are ways to write `build`. */
function cleaned(pattern: string): string {
  return pattern
    .trim()
    .replace(/^(\.?\/)+/, '')
    .replace(/\/+$/, '');
}

/** Walks the base of a pattern, unless a link stands in its way: the link itself is what travels then. */
async function begin(workspace: string, base: string): Promise<readonly string[]> {
  const parts = base.split('/');
  for (let length = 1; length <= parts.length; length += 1) {
    const prefix = parts.slice(0, length).join('/');
    const stats = await lstat(path.join(workspace, prefix)).catch(() => undefined);
    if (stats?.isSymbolicLink() === true && prefix !== '') return length === parts.length ? [base] : [];
  }
  return walk(workspace, base);
}

async function walk(workspace: string, folder: string): Promise<readonly string[]> {
  if (folder.split('/').some((part) => part === '.git' || part === '..')) return [];
  let entries;
  try {
    entries = await readdir(Buffer.from(path.join(workspace, folder)), { withFileTypes: true, encoding: 'buffer' });
  } catch {
    // Not a folder: the pattern's base is a file, or nothing at all.
    return [folder];
  }
  const found = await Promise.all(
    entries.map(async (entry) => {
      const name = decodePath(entry.name);
      const inside = folder === '' ? name : `${folder}/${name}`;
      if (name === '.git') return [];
      if (entry.isDirectory()) return walk(workspace, inside);
      return entry.isFile() || entry.isSymbolicLink() ? [inside] : [];
    }),
  );
  return found.flat();
}
