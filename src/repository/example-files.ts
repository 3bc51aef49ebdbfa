import { posix } from 'node:path';
import type { RepositoryFiles } from '../compose/model/files.js';
import { parseExample, type ExampleEntry } from '../dotenv/example.js';

/** A file of the repository that shows what an env file should have. */
export interface ExampleFile {
  readonly path: string;
  readonly entries: readonly ExampleEntry[];
}

/** Words by which such a file is known, the most usual ones first. */
const WORDS = ['example', 'sample', 'template', 'dist', 'tmpl', 'tpl', 'defaults', 'default', 'skeleton'];

/** What an example for one way of running a project is called after; the best for a deploy first. */
const VARIANTS = [
  '',
  'production',
  'prod',
  'deploy',
  'docker',
  'compose',
  'docker compose',
  'staging',
  'local',
  'dev',
  'development',
];

/**
 * The example of an env file, such as `.env.example` of `.env`, `env.prod.sample` of `.env.prod`, `example.env`: in its own folder, else in
 * `elsewhere`. undefined: there is none. Pure but for the files.
 */
export function findExample(
  files: RepositoryFiles,
  path: string,
  elsewhere: readonly string[] = [],
): ExampleFile | undefined {
  const own = wordsOf(posix.basename(path));
  const variants = own.includes('env') ? VARIANTS.map((variant) => ['env', ...variant.split(' ')]) : [];
  const wanted = [own, ...variants].map(keyOf);
  for (const folder of [posix.dirname(path), ...elsewhere]) {
    const names = (files.list?.(folder) ?? []).filter((name) => files.isGiven?.(posix.join(folder, name)) !== true);
    const found = best(names, wanted);
    if (found === undefined) continue;
    const place = posix.join(folder, found);
    const entries = parseExample(read(files, place));
    if (entries.length > 0) return { path: place, entries };
  }
  return undefined;
}

function best(names: readonly string[], wanted: readonly string[]): string | undefined {
  const ranked = names.flatMap((name) => {
    const words = wordsOf(name);
    const word = WORDS.findIndex((one) => words.includes(one));
    const rank = wanted.indexOf(keyOf(words.filter((one) => one !== WORDS[word])));
    return word < 0 || rank < 0 ? [] : [{ name, rank: rank * WORDS.length + word }];
  });
  return ranked.sort((one, other) => one.rank - other.rank)[0]?.name;
}

/** `.env.prod-example` has the words env, prod and example. */
function wordsOf(name: string): readonly string[] {
  return name
    .toLowerCase()
    .replace(/env(?=example|sample|template|dist)/, 'env.')
    .split(/[._-]+/)
    .filter((word) => word !== '' && word !== 'txt');
}

function keyOf(words: readonly string[]): string {
  return [...words]
    .filter((word) => word !== '')
    .sort()
    .join(' ');
}

/** A folder, or what cannot be read, shows nothing. */
function read(files: RepositoryFiles, path: string): string {
  try {
    return files.read(path);
  } catch {
    return '';
  }
}
