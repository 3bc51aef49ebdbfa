import { posix } from 'node:path';
import { parseRepositoryFolder, parseRepositoryPath } from './parsers/path.js';
import { parseEach, type Parsed } from './parsers/parsed.js';
import type { InputReader } from './reader.js';
import type { BuildInput } from './inputs.js';

/** What of the repository is deployed, in which form. */
export interface ProjectInput {
  /** In compose's order; undefined: they are looked for. */
  readonly composeFiles: readonly string[] | undefined;
  /** undefined: COMPOSE_PROFILES says. */
  readonly profiles: readonly string[] | undefined;
  readonly build: BuildInput;
}

export function readProjectInput(reader: InputReader): ProjectInput {
  return {
    composeFiles: listed(reader, 'compose-file', /\r?\n/, parseComposeFile),
    profiles: listed(reader, 'profiles', /[\s,]+/, parseProfile),
    build: {
      dockerfile: reader.optional('dockerfile', parseRepositoryPath),
      target: reader.optional('target', parseTarget),
      args: listed(reader, 'build-args', /\r?\n/, parseBuildArg) ?? [],
    },
  };
}

/** The folder of the repository that is deployed, as an absolute path on the runner. */
export function readWorkspace(reader: InputReader, checkout: string): string {
  const folder = reader.optional('working-directory', parseRepositoryFolder) ?? '';
  if (folder !== '' && reader.text('source') === 'git')
    reader.addProblem(
      'working-directory',
      'needs `source: upload`: with `git` the host checks out the whole repository',
    );
  return folder === '' ? checkout : posix.join(checkout, folder);
}

/** The parts of an input, each parsed; undefined: it is empty, or has a part that is a problem. */
export function listed<T>(
  reader: InputReader,
  name: string,
  separator: RegExp,
  parse: (part: string) => Parsed<T>,
): readonly T[] | undefined {
  const parts = (reader.lines(name) ?? '').split(separator).map((part) => part.trim());
  const parsed = parseEach(
    parts.filter((part) => part !== ''),
    parse,
  );
  if ('value' in parsed) return parsed.value.length === 0 ? undefined : parsed.value;
  reader.addProblem(name, parsed.problem);
  return undefined;
}

function parseComposeFile(text: string): Parsed<string> {
  if (/\p{Cc}/u.test(text)) return { problem: 'contains a control character' };
  return text.includes('|') ? { problem: 'contains a |' } : parseRepositoryPath(text);
}

/** `*` is all of them. */
function parseProfile(text: string): Parsed<string> {
  return /^(\*|[A-Za-z0-9][A-Za-z0-9_.-]*)$/.test(text)
    ? { value: text }
    : { problem: 'is no profile: letters, digits and _ . - only' };
}

function parseTarget(text: string): Parsed<string> {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]*$/.test(text)
    ? { value: text }
    : { problem: 'is no name of a stage: letters, digits and _ . - only' };
}

function parseBuildArg(text: string): Parsed<BuildInput['args'][number]> {
  const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=([^]*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) return { problem: 'is not KEY=value' };
  return /\p{Cc}/u.test(value) ? { problem: 'contains a control character' } : { value: { name, value } };
}
