import { isAbsolute, join, posix } from 'node:path';
import { types } from 'node:util';
import { parseEnv } from '../dotenv/parse.js';
import { messageOf } from '../errors/deploy-error.js';
import { shown } from './parsers/parsed.js';
import { maskEnvValue, maskUnreadableEnv } from './mask.js';
import type { EnvEntry } from '../dotenv/entry.js';
import type { InputReader } from './reader.js';

export interface EnvSources {
  /** The raw, untrimmed text of `env`. */
  readonly text: string;
  /** The input `env-file`. */
  readonly file: string;
  readonly workspace: string;
  readonly readFile: (path: string) => string;
  /** Texts that are printed in any case and therefore never masked. */
  readonly shown: readonly string[];
  readonly mask: (value: string) => void;
}

/** The entries of `env-file` and `env` together, masked as soon as they are known; undefined: neither is set. */
export function readEnv(sources: EnvSources, reader: Pick<InputReader, 'addProblem'>): readonly EnvEntry[] | undefined {
  const fromText = sources.text.trim() === '' ? undefined : readOne('env', sources.text, sources, reader);
  const fileText = sources.file === '' ? undefined : readFileText(sources, reader);
  const fromFile = fileText === undefined ? undefined : readOne('env-file', fileText, sources, reader);
  if (fromText === undefined && fromFile === undefined) return undefined;
  return [...new Map([...(fromFile ?? []), ...(fromText ?? [])].map((entry) => [entry.key, entry])).values()];
}

function readOne(
  name: 'env' | 'env-file',
  text: string,
  { shown, mask }: EnvSources,
  { addProblem }: Pick<InputReader, 'addProblem'>,
): readonly EnvEntry[] {
  const { entries, problems } = parseEnv(text);
  for (const entry of entries) maskEnvValue(entry.value.reveal(), shown, mask);
  if (problems.length > 0) maskUnreadableEnv(text, shown, mask);
  for (const problem of problems) addProblem(name, problem);
  return entries;
}

function readFileText(sources: EnvSources, { addProblem }: Pick<InputReader, 'addProblem'>): string | undefined {
  const { file, workspace, readFile } = sources;
  if (/\p{Cc}/u.test(file) || posix.normalize(file).startsWith('../')) {
    addProblem('env-file', `${shown(file)} is not a file in the workspace`);
    return undefined;
  }
  try {
    return readFile(isAbsolute(file) ? file : join(workspace, file));
  } catch (thrown) {
    const isMissing = types.isNativeError(thrown) && 'code' in thrown && thrown.code === 'ENOENT';
    const problem = isMissing
      ? 'does not exist in the workspace; commit it, or create it in an earlier step'
      : `cannot be read: ${messageOf(thrown)}`;
    addProblem('env-file', `${shown(file)} ${problem}`);
    return undefined;
  }
}
