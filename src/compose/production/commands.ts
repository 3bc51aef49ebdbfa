import { posix } from 'node:path';
import { BASE_FILES } from '../compose-files.js';
import { isFile, type RepositoryFiles } from '../model/files.js';
import { commandLines, composeFilesOf, isStart } from './command-lines.js';
import { workflowsOf } from './deploying-texts.js';
import type { Pair } from './pair.js';

/** How a text of the repository uses the file for production. */
export interface Usage {
  readonly isAlone: boolean;
  /** The file that says so. */
  readonly where: string;
}

const FOLDERS = ['.', 'scripts', 'bin', 'deploy', 'deployment', 'docs', 'ci', 'ops'] as const;

/** Texts that have command lines for people and for machines. */
const TEXTS =
  /^(?:readme(?:\.\w+)?|[^/]*\.(?:md|sh|mk)|(?:gnu)?makefile|justfile|taskfile\.ya?ml|package\.json|\.gitlab-ci\.yml)$/i;

const MOST_TEXTS = 200;

/**
 * How the repository's own documents, scripts and workflows start the file for production. undefined: they do not, or they contradict each
 * other.
 */
export function usageOf({ files, deploy, base }: Pair): Usage | undefined {
  const found = textsOf(files, [deploy, base]).flatMap(({ path: where, text }) =>
    usagesIn(text, deploy).map((isAlone) => ({ isAlone, where })),
  );
  const [first] = found;
  return first !== undefined && found.every(({ isAlone }) => isAlone === first.isAlone) ? first : undefined;
}

/** Of several files for production those that a command line of the repository names. */
export function namedAmong(files: RepositoryFiles, deploys: readonly string[]): readonly string[] {
  const texts = textsOf(files, []);
  return deploys.filter((deploy) => texts.some(({ text }) => usagesIn(text, posix.basename(deploy)).length > 0));
}

function textsOf(files: RepositoryFiles, own: readonly string[]): ReturnType<typeof workflowsOf> {
  const { list = () => [] } = files;
  const found = FOLDERS.flatMap((folder) =>
    list(folder)
      .filter((name) => TEXTS.test(name))
      .map((name) => posix.join(folder, name)),
  );
  const paths = [...own, ...found.filter((path) => isFile(files, path))].slice(0, MOST_TEXTS);
  return [...paths.map((path) => ({ path, text: files.read(path) })), ...workflowsOf(files)];
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
