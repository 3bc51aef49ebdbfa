import { posix } from 'node:path';
import { BASE_FILES } from '../compose-files.js';
import type { RepositoryFiles } from '../model/files.js';
import { commandLines, composeFilesOf, isStart } from './command-lines.js';
import type { Pair } from './pair.js';

/** How a text of the repository uses the file for production. */
export interface Usage {
  readonly isAlone: boolean;
  /** The file that says so. */
  readonly where: string;
}

const FOLDERS = ['.', '.github/workflows', 'scripts', 'bin', 'deploy', 'deployment', 'docs', 'ci', 'ops'] as const;

/** Texts that have command lines for people and for machines. */
const TEXTS =
  /^(?:readme(?:\.\w+)?|[^/]*\.(?:md|sh|mk)|(?:gnu)?makefile|justfile|taskfile\.ya?ml|package\.json|\.gitlab-ci\.yml)$/i;

const MOST_TEXTS = 200;

/**
 * How the repository's own documents, scripts and workflows start the file for production. undefined: they do not, or they contradict each
 * other.
 */
export function usageOf({ files, deploy, base }: Pair): Usage | undefined {
  const found = textsOf(files, [deploy, base]).flatMap((path) =>
    usagesIn(files.read(path), deploy).map((isAlone) => ({ isAlone, where: path })),
  );
  const [first] = found;
  return first !== undefined && found.every(({ isAlone }) => isAlone === first.isAlone) ? first : undefined;
}

function textsOf({ list = () => [] }: RepositoryFiles, own: readonly string[]): readonly string[] {
  const found = FOLDERS.flatMap((folder) =>
    list(folder)
      .filter((name) => TEXTS.test(name) || (folder === '.github/workflows' && /\.ya?ml$/.test(name)))
      .map((name) => posix.join(folder, name)),
  );
  return [...own, ...found.filter((path) => list(path).length === 0)].slice(0, MOST_TEXTS);
}

/** For each command line that names the file: whether it does so without the one for everyday work. */
function usagesIn(text: string, deploy: string): readonly boolean[] {
  if (!text.includes(deploy)) return [];
  return commandLines(text).flatMap((line): readonly boolean[] => {
    const named = composeFilesOf(line).map((path) => posix.basename(path));
    if (!named.includes(deploy)) return [];
    const isAlone = !named.some((name) => BASE_FILES.includes(name));
    // A file that cannot start anything may still be named alone to show logs of what runs.
    return isAlone && !isStart(line) ? [] : [isAlone];
  });
}
