import { jsonProblem, pairsOf } from '../../dotenv/json.js';
import { shown } from './parsed.js';

/** A file that the input `files` lists: with its content, or the job's variable that holds it. */
export type ListedFile =
  { readonly path: string; readonly content: string } | { readonly path: string; readonly variable: string };

export interface FileList {
  readonly listed: readonly ListedFile[];
  /** Each names a path or a line, never a content. */
  readonly problems: readonly string[];
}

/** A JSON object of contents by path, if the text begins with `{`; otherwise lines `path < VARIABLE`, blank lines and comments. */
export function parseFileList(text: string): FileList {
  return text.trimStart().startsWith('{') ? parseObject(text) : parseLines(text);
}

function parseObject(text: string): FileList {
  const malformed = jsonProblem(text);
  if (malformed !== undefined) return { listed: [], problems: [malformed] };
  const pairs = pairsOf(text);
  return {
    listed: pairs.flatMap(({ key, value, kind }) =>
      value === undefined || kind !== 'a string' ? [] : { path: key, content: value },
    ),
    problems: pairs.flatMap(({ key, value, kind }) =>
      value !== undefined && kind === 'a string' ? [] : `${shown(key)} is ${kind}; the content of a file is a string`,
    ),
  };
}

const LINE = /^(\S.*?)\s*<\s*([A-Za-z_][A-Za-z0-9_]*)$/;

function parseLines(text: string): FileList {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const read = lines.map((line, index) => {
    if (line === '' || line.startsWith('#')) return {};
    const [, path, variable] = LINE.exec(line) ?? [];
    // What does not look like a line of the list may be the content of a file.
    return path === undefined || variable === undefined
      ? {
          problem: `line ${index + 1} is not \`path < VARIABLE\`, with the content in a variable of the step's \`env:\``,
        }
      : { file: { path, variable } };
  });
  return { listed: read.flatMap(({ file }) => file ?? []), problems: read.flatMap(({ problem }) => problem ?? []) };
}
