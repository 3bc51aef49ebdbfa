import { digestOf } from '../digest.js';
import { parseEnv } from '../dotenv/parse.js';
import { Secret } from '../secret.js';
import { maskEnvValue, maskKey, maskUnreadableEnv } from './mask.js';
import { parseFileList, type ListedFile } from './parsers/file-list.js';
import { parseInputPath } from './parsers/path.js';
import { shown as quoted } from './parsers/parsed.js';
import type { InputFile } from './inputs.js';
import type { InputReader } from './reader.js';

export interface FileSources {
  /** The raw text of `files`. */
  readonly text: string;
  /** A variable of the job; undefined: it is not set. */
  readonly variable: (name: string) => string | undefined;
  /** Texts that are printed in any case and therefore never masked. */
  readonly shown: readonly string[];
  readonly mask: (value: string) => void;
}

type Problem = (problem: string) => void;

/** The files of the input `files` in the order of their paths. Their contents are masked as soon as they are known. */
export function readInputFiles(
  sources: FileSources,
  { addProblem }: Pick<InputReader, 'addProblem'>,
): readonly InputFile[] {
  const problem: Problem = (text) => addProblem('files', text);
  const { listed, problems } = parseFileList(sources.text);
  const shown = [...sources.shown, ...listed.map(({ path }) => path)];
  const contents = listed.map((file) => contentOf(file, sources.variable));
  for (const content of contents) maskContent(content ?? '', shown, sources.mask);
  if (problems.length > 0 && sources.text.trimStart().startsWith('{'))
    maskUnreadableEnv(sources.text, shown, sources.mask);
  problems.forEach(problem);
  const files = listed.flatMap((file, index) => fileOf(file, contents[index], problem));
  addPathProblems(files, problem);
  return files.sort((one, other) => (one.path < other.path ? -1 : 1));
}

function contentOf(file: ListedFile, variable: FileSources['variable']): string | undefined {
  return 'variable' in file ? variable(file.variable) : file.content;
}

function fileOf(file: ListedFile, content: string | undefined, problem: Problem): readonly InputFile[] {
  const path = parseInputPath(file.path);
  if ('problem' in path) problem(`${quoted(file.path)} ${path.problem}`);
  if ('variable' in file && (content ?? '') === '') problem(variableProblem(file, content));
  if ('problem' in path || content === undefined) return [];
  return [{ path: path.value, content: new Secret(content), digest: digestOf(content) }];
}

function variableProblem(
  { path, variable }: Extract<ListedFile, { variable: string }>,
  content: string | undefined,
): string {
  const line = `add \`${variable}: \${{ secrets.${variable} }}\` to the \`env:\` of the step`;
  return content === undefined
    ? `${quoted(path)} is read from the variable ${variable}, which is not set; ${line}`
    : `${quoted(path)} is read from the variable ${variable}, which is empty; check that its secret exists under exactly this name`;
}

/** No two files may need the same place. */
function addPathProblems(files: readonly InputFile[], problem: Problem): void {
  const paths = files.map(({ path }) => path);
  for (const path of new Set(paths.filter((one, index) => paths.indexOf(one) !== index)))
    problem(`${quoted(path)} is listed twice`);
  for (const path of new Set(paths)) {
    const below = paths.find((other) => other.startsWith(`${path}/`));
    if (below !== undefined) problem(`${quoted(path)} is a file, and the directory of ${quoted(below)}`);
  }
}

/**
 * Masks what a file may hold: keys, values of an env file or of a JSON document, and every line of any other text. The digest names the
 * file on the host, and a short secret could be guessed by it.
 */
function maskContent(content: string, shown: readonly string[], mask: (value: string) => void): void {
  if (content.trim() === '') return;
  mask(digestOf(content));
  if (content.includes('PRIVATE KEY')) maskKey(content, mask);
  const { entries, problems } = parseEnv(content);
  for (const { value } of entries) maskEnvValue(value.reveal(), shown, mask);
  for (const text of jsonTexts(content)) maskEnvValue(text, shown, mask);
  if (problems.length > 0) maskUnreadableEnv(content, shown, mask);
}

function jsonTexts(content: string): readonly string[] {
  try {
    return textsIn(JSON.parse(content));
  } catch {
    return [];
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
