import { DeployError } from '../../errors/deploy-error.js';
import type { ComposeConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import { isLocal } from '../model/invalid.js';
import { readConfig } from '../model/project.js';

/** A file for production beside the one for everyday work. */
export interface Pair {
  readonly files: RepositoryFiles;
  /** The file for production. */
  readonly deploy: string;
  /** The file for everyday work. */
  readonly base: string;
  /** Those that are known here. */
  readonly variables: ReadonlyMap<string, string>;
}

/** What compose makes of some files; `undecided`: only the host can tell. */
export type Attempt =
  | { readonly kind: 'read'; readonly config: ComposeConfig }
  | { readonly kind: 'refused' | 'undecided'; readonly why: string };

/**
 * Reads some files with all their profiles. A variable that has to be set is a matter of the deploy, and not of which files it is about:
 * what is wrong whatever the variables hold is wrong with the files. `isChecked`: whether what they name has to be there.
 */
export function attempt(
  { files, variables }: Pick<Pair, 'files' | 'variables'>,
  composeFiles: readonly string[],
  { isChecked = true }: { readonly isChecked?: boolean } = {},
): Attempt {
  const missing = new Set<string>();
  const options = { files, composeFiles, isChecked };
  const first = readWith(options, variables, (name) => void missing.add(name));
  if (first.kind === 'read' || missing.size === 0) return first;
  const others = STAND_INS.map((standIn) => {
    const given = [...missing].map((name) => [name, standIn(name)] as const);
    return readWith(options, new Map([...given, ...variables]), () => undefined);
  });
  const found = others.find((other) => other.kind === 'read' || other.why === first.why);
  return found ?? { kind: 'undecided', why: first.why };
}

/** What may stand where a variable of some name does: a number, an address, or a folder. */
const STAND_INS: readonly ((name: string) => string)[] = [
  (name) => {
    if (/PORT|CPU|MEM|REPLICA|COUNT|RETRIES|LIMIT|SIZE|WORKERS|SECONDS|^COMPOSE_/.test(name)) return '1';
    return /HOST|BIND|IP$|ADDR/.test(name) ? '127.0.0.1' : './x';
  },
  () => '1',
];

function readWith(
  { files, ...options }: { files: RepositoryFiles; composeFiles: readonly string[]; isChecked: boolean },
  variables: ReadonlyMap<string, string>,
  missing: (name: string) => void,
): Attempt {
  try {
    return { kind: 'read', config: readConfig(files, { ...options, variables, profiles: ['*'], missing }) };
  } catch (thrown) {
    if (!(thrown instanceof DeployError)) throw thrown;
    return { kind: isLocal(thrown) ? 'undecided' : 'refused', why: thrown.why ?? thrown.what };
  }
}
