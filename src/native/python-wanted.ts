import { posix } from 'node:path';
import type { RepositoryFiles } from '../compose/model/files.js';

/** The Python that a project names. */
export interface PythonWanted {
  /** Minor version of Python 3: 12 for 3.12. An older one will not do. */
  readonly minor: number;
  /** Whether the project is made with this one, so that it is taken where the host has it; else any newer one is as good. */
  readonly isPreferred: boolean;
  /** The file that names it. */
  readonly path: string;
}

/** Where a project names its Python, in the order in which they count (pyenv, Heroku, PEP 621, Poetry). */
const PLACES: readonly (readonly [name: string, pattern: RegExp, isPreferred: boolean])[] = [
  ['.python-version', /^\s*(?:cpython-?)?3\.(\d+)/m, true],
  ['runtime.txt', /^\s*python-3\.(\d+)/m, true],
  ['pyproject.toml', /^\s*requires-python\s*=\s*["'][^"']*(?:>=|~=|==)\s*3\.(\d+)/m, false],
  ['pyproject.toml', /^\s*python\s*=\s*["'](?:\^|~|>=|==)\s*3\.(\d+)/m, false],
];

/** The Python that a project names, next to it or at the root; undefined: it names none. */
export function readPythonWanted(files: RepositoryFiles, folder: string): PythonWanted | undefined {
  for (const place of new Set([folder, '']))
    for (const [name, pattern, isPreferred] of PLACES) {
      const path = posix.join(place, name);
      const minor = files.exists(path) ? pattern.exec(files.read(path))?.[1] : undefined;
      if (minor !== undefined) return { minor: Number(minor), isPreferred, path };
    }
  return undefined;
}
