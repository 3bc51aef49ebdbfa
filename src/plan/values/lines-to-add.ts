import type { BlankVariable } from '../../compose/blank-variable.js';
import type { ExampleEntry } from '../../dotenv/example.js';
import type { ExampleFile } from '../../repository/example-files.js';
import type { Planning } from '../context.js';
import { isEnvFile } from '../release/data.js';
import { envSource } from './env-source.js';
import type { MissingValues } from './missing-values.js';
import { missingPasswords, type MissingPassword } from './missing-passwords.js';
import { envFileLine, envLine, workflowLines } from './workflow-lines.js';

/** Where nothing else is known: login users of EC2 have these. */
const USUAL: ReadonlyMap<string, string> = new Map(['UID', 'GID', 'PUID', 'PGID'].map((key) => [key, '1000']));

/** Of what is missing, what goes where. */
interface Lines {
  /** The variables of the `.env`. */
  readonly variables: readonly ExampleEntry[];
  /** Whether a service needs the `.env` itself. */
  readonly needsDotenv: boolean;
  /** Other files, with what is known of their variables. */
  readonly files: readonly FileLines[];
}

interface FileLines {
  readonly path: string;
  readonly entries: readonly ExampleEntry[];
}

/**
 * What a person does about all that is missing: the lines themselves, with the variables of the example files of the repository. `mounted` are
 * paths of files that are missing too.
 */
export function linesToAdd(
  planning: Planning,
  { files: all, needed, blank }: Omit<MissingValues, 'passedOn'>,
  mounted: readonly string[],
): string {
  const { stack, needs } = planning.facts.repository;
  const dotenv = all.filter(({ path }) => isEnvFile(path, stack.folder));
  const others = all.filter((file) => !dotenv.includes(file));
  const variables = entriesOf(planning, [...needed, ...blank], dotenv.length > 0);
  const examples = [...new Set([...others.map(({ path }) => path), ...mounted])].map((path) => ({
    path,
    entries: needs?.examples.get(path)?.entries ?? [],
  }));
  const known = [...variables, ...examples.flatMap(({ entries }) => entries)].map(({ key }) => key);
  const passwords = missingPasswords(planning, all, known);
  const begun = variables.length === 0 && dotenv.length > 0 ? [secretEntry('KEY')] : variables;
  const lines = textOf(planning, {
    variables: withPasswords(
      begun,
      passwords.filter(({ path }) => isEnvFile(path, stack.folder)),
    ),
    needsDotenv: dotenv.length > 0,
    files: examples.map(({ path, entries }) => ({
      path,
      entries:
        entries.length === 0
          ? []
          : withPasswords(
              entries,
              passwords.filter((one) => one.path === path),
            ),
    })),
  });
  return [lines, ...passwordNotes(passwords, examples)].join('\n');
}

const secretEntry = (key: string): ExampleEntry => ({ key, value: undefined });

function withPasswords(
  entries: readonly ExampleEntry[],
  passwords: readonly MissingPassword[],
): readonly ExampleEntry[] {
  return [...entries, ...[...new Set(passwords.map(({ name }) => name))].map(secretEntry)];
}

/** Of files that are given as a whole. */
function passwordNotes(passwords: readonly MissingPassword[], files: readonly FileLines[]): readonly string[] {
  const whole = new Set(files.filter(({ entries }) => entries.length === 0).map(({ path }) => path));
  return passwords
    .filter(({ path }) => whole.has(path))
    .map(({ path, service, name }) => `${path} has to contain ${name}: ${service} does not start without it.`);
}

/** The same of variables alone. */
export function linesToSet(planning: Planning, blank: readonly BlankVariable[]): string {
  return textOf(planning, { variables: entriesOf(planning, blank, false), needsDotenv: false, files: [] });
}

/** In the order of the example; what it does not have comes last. `isWhole`: all that it has. */
function entriesOf(
  { facts: { repository } }: Planning,
  variables: readonly BlankVariable[],
  isWhole: boolean,
): readonly ExampleEntry[] {
  const entries = repository.needs?.example?.entries ?? [];
  const names = new Set(variables.map(({ name }) => name));
  const known = new Set(entries.map(({ key }) => key));
  const others = [...names].filter((name) => !known.has(name)).map((key) => ({ key, value: USUAL.get(key) }));
  // As MYSQL_USER it is refused, see root-users.ts.
  const noRoot = new Set(
    variables
      .filter(({ places }) => places.some((place) => place.endsWith('.environment.MYSQL_USER')))
      .map(({ name }) => name),
  );
  const wanted = entries
    .filter(({ key }) => isWhole || names.has(key))
    .map((entry) => (entry.value === 'root' && noRoot.has(entry.key) ? { ...entry, value: 'app' } : entry));
  // Compose wants a value for it: an empty one of the example is none.
  return [
    ...wanted.map((entry) => (entry.value === '' && names.has(entry.key) ? { ...entry, value: undefined } : entry)),
    ...others,
  ];
}

/** The input `env` would replace the `.env` that the host has, so variables are added to that. */
function textOf(planning: Planning, lines: Lines): string {
  const { variables, files } = lines;
  const isHosts = envSource(planning) === 'host';
  const step = isHosts ? { ...lines, variables: [] } : lines;
  const hasStep = files.length + step.variables.length > 0 || lines.needsDotenv;
  return [
    ...(isHosts && variables.length > 0 ? linesOnHost(planning, variables) : []),
    ...(hasStep ? linesOfStep(planning, step) : []),
  ].join('\n');
}

function linesOnHost({ facts: { host } }: Planning, variables: readonly ExampleEntry[]): readonly string[] {
  return [
    `Add to ${host.env?.path ?? '.env'} on the host, which is used since neither env nor env-file is given:`,
    ...variables.map(({ key, value }) => `${key}=${value ?? ''}`),
  ];
}

function linesOfStep(planning: Planning, { variables, needsDotenv, files }: Lines): readonly string[] {
  const { needs } = planning.facts.repository;
  const step = workflowLines({
    env: variables.map(envLine),
    files: files.map(({ path, entries }) => ({ path, lines: entries.map(envFileLine) })),
  });
  return [
    'Store the secrets in the settings of the repository, and add to the step:',
    ...step,
    ...copied([partOf(needs?.example, variables), ...files.map(({ path }) => needs?.examples.get(path))]),
    ...otherWays(planning, { variables, needsDotenv, files }),
  ];
}

function partOf(example: ExampleFile | undefined, entries: readonly ExampleEntry[]): ExampleFile | undefined {
  return example && { ...example, entries: example.entries.filter((entry) => entries.includes(entry)) };
}

function copied(examples: readonly (ExampleFile | undefined)[]): readonly string[] {
  const found = examples.filter((one) => one?.entries.some(({ value = '' }) => value !== ''));
  const paths = [...new Set(found.map((one) => one?.path ?? ''))];
  return paths.length === 0
    ? []
    : [`Values that are no secrets are those of ${paths.join(', ')}: check that they fit.`];
}

function otherWays(planning: Planning, { variables, needsDotenv, files }: Lines): readonly string[] {
  const { inputs, site } = planning;
  const isOpen = envSource(planning) === 'none' && (needsDotenv || variables.length > 0);
  const places = [...(isOpen ? [`${site.root}/.env`] : []), ...files.map(({ path }) => `${site.root}/shared/${path}`)];
  return [
    ...(needsDotenv && inputs.env === undefined
      ? ['Or store all of it as one secret: gh secret set DOTENV < .env, and env: ${{ secrets.DOTENV }}']
      : []),
    ...(places.length === 0 ? [] : [`Or create on the host: ${places.join(', ')}. It stays there for all releases.`]),
  ];
}
