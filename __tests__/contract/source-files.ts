import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..');

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** All files below a folder of the repository, relative to its root, `/` between parts; without what is installed or made. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/(^|\/)(node_modules|__pycache__|\.lab)\//.test(path))
    .sort();
}

export interface Import {
  /** A module of node or npm, or a file of the repository relative to its root. */
  readonly target: string;
  /** Gone when the program runs. */
  readonly isTypeOnly: boolean;
}

/** What a TypeScript file imports or exports from elsewhere. */
export function importsOf(path: string): readonly Import[] {
  const statements = read(path).matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm);
  return [...statements].map(([, type, specifier = '']) => ({
    target: specifier.startsWith('.') ? join(dirname(path), specifier).replace(/\.js$/, '.ts') : specifier,
    isTypeOnly: type !== undefined,
  }));
}
