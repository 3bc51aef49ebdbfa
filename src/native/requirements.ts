import { posix } from 'node:path';
import type { RepositoryFiles } from '../compose/model/files.js';

/** The Python packages of a project. */
export interface Requirements {
  /** Paths of the files that pip installs, in their order. */
  readonly files: readonly string[];
  /** Requirements of ours besides them. */
  readonly packages: readonly string[];
  /** Text of these files and of all that they include, by path. */
  readonly texts: ReadonlyMap<string, string>;
  /** Whether one refers to the repository itself or to a moving branch: then the packages are not shared between releases. */
  readonly isOfRelease: boolean;
  readonly because: string;
}

/** The usual places, the one for production first. The folders are those of the usual split of a project. */
const PLACES = [
  ...['requirements/deploy.txt', 'requirements/production.txt', 'requirements/prod.txt', 'requirements.txt'],
  ...['requirements/base.txt', '.requirements/deploy.txt', '.requirements/production.txt', '.requirements/base.txt'],
];
const INCLUDE = /^\s*(?:-r|--requirement|-c|--constraint)[=\s]+(\S+)/;
const LOCAL = /^\s*(?:-e\s|--editable|\.{1,2}(?:\/|\s|$)|file:)|(?:^|@\s*)(?:git|hg|svn|bzr)\+/;

/** Finds the requirements file of a project: next to it, else at the root. No files: the project needs no packages. */
export function readRequirements(files: RepositoryFiles, folder: string): Requirements {
  const places = [...new Set([folder, ''])].flatMap((place) => PLACES.map((path) => posix.join(place, path)));
  const found = places.find((path) => files.exists(path));
  if (found === undefined)
    return { files: [], packages: [], texts: new Map(), isOfRelease: false, because: 'it has no requirements file' };
  const texts = new Map<string, string>();
  gather(files, found, texts);
  const isOfRelease = [...texts.values()].some((text) => text.split('\n').some((line) => LOCAL.test(line)));
  return { files: [found], packages: [], texts, isOfRelease, because: `its packages are those of ${found}` };
}

function gather(files: RepositoryFiles, path: string, texts: Map<string, string>): void {
  if (texts.has(path) || !files.exists(path)) return;
  const text = files.read(path);
  texts.set(path, text);
  for (const line of text.split('\n')) {
    const [, included] = INCLUDE.exec(line) ?? [];
    if (included !== undefined) gather(files, posix.join(posix.dirname(path), included), texts);
  }
}

/** Whether a requirements file names a package, in any spelling (PEP 503). */
export function hasPackage({ texts }: Requirements, ...names: readonly string[]): boolean {
  const wanted = new Set(names);
  return [...texts.values()].some((text) =>
    text.split('\n').some((line) => {
      const [, name = ''] = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(line) ?? [];
      return wanted.has(name.toLowerCase().replace(/[-_.]+/g, '-'));
    }),
  );
}
