import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { execa } from 'execa';
import { DeployError } from '../../src/errors/deploy-error.js';
import { projectFacts, type ProjectFacts } from '../../src/compose/facts/facts.js';
import { wordsIn } from '../../src/compose/facts/words.js';
import type { RepositoryFiles } from '../../src/compose/model/files.js';
import { readConfig } from '../../src/compose/model/project.js';
import { isList, isMapping } from '../../src/compose/model/value.js';
import { listedFiles } from '../../src/compose/compose-files.js';
import { readEnv } from '../../src/repository/variables.js';
import { dockerFacts, ownFacts, type Facts } from './compose-facts.js';
import type { SomeProject } from './compose-project.js';

const HOME = '/home/tester';
/** The folder of each project, and so the name that compose gives it; a project in a folder of its own has the name of that one. */
const NAME = 'site';

/** What a reader makes of a project: its facts, or why it refuses. */
export type Reading = { readonly facts: Facts } | { readonly refusal: string };

/** What a host is given to compare: what compose prints there, with the runner's reading. */
export interface FactsCase {
  readonly files: SomeProject['files'];
  readonly printed: string;
  /** Of all profiles; '' if compose refuses that. */
  readonly all: string;
  readonly reading: ProjectFacts;
  readonly tree: string;
  readonly home: string;
  readonly project: string;
  readonly known: readonly string[];
}

/** What `docker compose config` prints of a project. */
export interface Printed {
  /** Where its files were then. */
  readonly root: string;
  /** undefined: compose refuses it. */
  readonly own: string | undefined;
  /** Of all profiles; '' if compose refuses that. */
  readonly all: string;
  /** Without warnings. */
  readonly errors: string;
}

export async function printProject(plugin: string, project: SomeProject): Promise<Printed> {
  return await inFolder(project, async (root) => {
    const { exitCode, stdout, stderr } = await printed(plugin, root, project);
    const lines = stderr.split('\n').filter((line) => !line.includes('level=warning'));
    const errors = lines.join('\n');
    if (exitCode !== 0) return { root, own: undefined, all: '', errors };
    const all = hasProfiles(project)
      ? await printed(plugin, root, { ...project, profiles: ['*'] })
      : { exitCode, stdout };
    return { root, own: stdout, all: all.exitCode === 0 ? all.stdout : '', errors };
  });
}

/** Without any it would be printed twice the same. */
function hasProfiles({ files, profiles }: SomeProject): boolean {
  return profiles.length > 0 || Object.values(files).some((text) => /profiles/i.test(text));
}

/** What `docker compose config` makes of a project. */
export function readByDocker({ root, own, errors }: Printed): Reading {
  return own === undefined ? { refusal: errors } : { facts: dockerFacts(own, root, HOME) };
}

/** The same for the comparison of facts on the host; undefined: one of the two refuses it. */
export function factsCase(project: SomeProject, { root: tree, own, all }: Printed): FactsCase | undefined {
  const { files } = project;
  if (own === undefined) return undefined;
  let made: ReturnType<typeof configOf>;
  try {
    made = configOf(project);
  } catch (thrown) {
    if (thrown instanceof DeployError) return undefined;
    throw thrown;
  }
  const known = wordsIn(Object.values(files));
  return {
    ...{ files, printed: own, all, reading: projectFacts(made.config, known) },
    ...{ tree, home: HOME, project: made.config.name ?? made.name, known: [...known] },
  };
}

async function inFolder<T>({ files }: SomeProject, work: (root: string) => Promise<T>): Promise<T> {
  const beside = await mkdtemp(path.join(tmpdir(), 'compose-'));
  try {
    const root = path.join(beside, NAME);
    for (const [name, text] of Object.entries(files)) {
      await mkdir(path.join(root, path.dirname(name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    }
    return await work(root);
  } finally {
    await rm(beside, { recursive: true });
  }
}

async function printed(plugin: string, root: string, { composeFiles, profiles }: SomeProject) {
  const args = [
    ...composeFiles.flatMap((file) => ['-f', file]),
    ...profiles.flatMap((profile) => ['--profile', profile]),
  ];
  const options = { cwd: root, env: { HOME, PWD: root }, extendEnv: false, reject: false } as const;
  return await execa(plugin, [...args, 'config', '--format', 'json'], options);
}

/** What the runner makes of it. */
export function readByRunner(project: SomeProject): Reading {
  const { files } = project;
  try {
    const { config, variables, name } = configOf(project);
    const known = new Map([...variables, ['PWD', '.'], ['COMPOSE_PROJECT_NAME', config.name ?? name]]);
    return { facts: ownFacts(config, { project: name, variables: known, readEnvFile: (name) => files[name] }) };
  } catch (thrown) {
    if (thrown instanceof DeployError) return { refusal: `${thrown.what}: ${thrown.why ?? ''}` };
    throw thrown;
  }
}

function configOf({ files, composeFiles: given, profiles }: SomeProject) {
  const repository = repositoryOf(files);
  const { variables } = readEnv({ env: undefined, composeFiles: given.length === 0 ? undefined : given }, repository);
  const composeFiles = given.length === 0 ? listedFiles(variables) : given;
  const folder = path.dirname(composeFiles[0] ?? '');
  const name = folder === '.' ? NAME : path.basename(folder);
  return { variables, name, config: readConfig(repository, { composeFiles, variables, profiles, project: name }) };
}

function repositoryOf(files: SomeProject['files']): RepositoryFiles {
  return { exists: (name) => files[name] !== undefined, read: (name) => files[name] ?? '' };
}

/** What two readers see differently, one line each; none: they agree. */
export function differences(docker: Reading, runner: Reading): readonly string[] {
  if ('refusal' in docker || 'refusal' in runner) {
    if ('refusal' in docker && 'refusal' in runner) return [];
    const side =
      'refusal' in docker
        ? `compose refuses: ${docker.refusal}`
        : `the runner refuses: ${(runner as { refusal: string }).refusal}`;
    return [`only ${side}`];
  }
  const [left, right] = [flat(docker.facts), flat(runner.facts)];
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort();
  return keys
    .filter((key) => left.get(key) !== right.get(key))
    .map((key) => `${key}: compose ${left.get(key) ?? 'nothing'}, the runner ${right.get(key) ?? 'nothing'}`);
}

function flat(value: unknown, at = ''): ReadonlyMap<string, string> {
  if (isList(value) && value.length > 0)
    return new Map(value.flatMap((item, index) => [...flat(item, `${at}[${index}]`)]));
  if (isMapping(value) && Object.keys(value).length > 0)
    return new Map(Object.entries(value).flatMap(([key, item]) => [...flat(item, `${at}.${key}`)]));
  return new Map([[at, JSON.stringify(value)]]);
}
