import { isDeepStrictEqual } from 'node:util';
import { configFrom } from '../compose/facts/config.js';
import { projectFacts, type ProjectFacts } from '../compose/facts/facts.js';
import { wordsIn } from '../compose/facts/words.js';
import type { Located } from '../compose/locate.js';
import type { ComposeConfig } from '../compose/model/config.js';
import type { RepositoryFiles } from '../compose/model/files.js';
import { namesDotenv } from '../compose/model/include.js';
import { Problem } from '../compose/model/invalid.js';
import { readDocuments } from '../compose/model/yaml.js';
import { locateStack, readStack, type StackOptions } from '../compose/read.js';
import type { Stack } from '../compose/stack.js';
import { digestOf } from '../digest.js';
import { DeployError } from '../errors/deploy-error.js';
import type { NativeProject } from '../native/project.js';
import type { ProjectNeeds } from './needs.js';
import { readOwn } from './own-reading.js';

/** What the runner, or compose on the host, made of the compose files. */
export interface Reading {
  /** What a plan is made from; undefined: the runner cannot read them, and compose on the host may. */
  readonly facts: ProjectFacts | undefined;
  /** Of the runner's own reading, whoever's the facts are: where it is the same, compose on the host tells the same. */
  readonly digest: string;
  /** Whether the facts are those of compose on the host. */
  readonly isTold: boolean;
  /** The files that were read, without those of variables. */
  readonly sources: readonly string[];
  /** Whether compose may read no file without a `.env`: an `include` names it, or the runner does not know the env files of all services. */
  readonly namesEnv: boolean;
  /** Whether `.env` is the host's own, so that variables are not known here. */
  readonly isEnvHosts: boolean;
  /** Why the runner cannot read them. */
  readonly refusal: DeployError | undefined;
  /** Whether that is about what only the host may have, apart from variables: a file, a newer compose. */
  readonly isLocal: boolean;
  /** Variables whose values only the host may know. */
  readonly unknown: readonly string[];
}

/** What compose on the host made of a project. */
export interface ToldProject {
  readonly files: readonly string[];
  readonly facts: unknown;
}

export interface ReadProject {
  readonly stack: Stack;
  /** undefined: docker compose runs it. */
  readonly native?: NativeProject | undefined;
  /** undefined: there are no compose files. */
  readonly reading: Reading | undefined;
  readonly needs: ProjectNeeds;
  /** The same project with compose's own facts. @throws DeployError host-program-failed, entry-unclear, compose-service-missing */
  readonly told: (project: ToldProject) => ReadProject;
}

interface ReadingOptions extends Pick<Reading, 'isEnvHosts'> {
  /** The compose files, if they have been found with the same variables. */
  readonly located?: Located | undefined;
}

/**
 * Reads the compose files. Where only the host knows the variables, or has files that they name, a refusal is no last word; nor is one that
 * comes of variables without a value, since all that is missing is reported at once.
 * @throws DeployError compose-file-missing, compose-file-unclear, compose-file-invalid, compose-service-missing, entry-unclear, nothing-to-deploy
 */
export function readProject(
  repository: RepositoryFiles,
  options: StackOptions,
  { isEnvHosts, located = locateStack(repository, options) }: ReadingOptions,
): ReadProject {
  const texts = new Map<string, string>();
  const files = noting(repository, options.composeFiles ?? [], texts);
  const { stack, config, needs, ...own } = readOwn(files, options, { located, isEnvHosts });
  const { refusal } = own;
  const known = (): ReadonlySet<string> => wordsIn([...texts.values()]);
  const facts = refusal === undefined ? projectFacts(config, known()) : undefined;
  const digest = digestOf(facts === undefined ? `${refusal?.what}: ${refusal?.why}` : JSON.stringify(facts));
  const namesEnv = [...texts].some(([path, text]) => includesDotenv(path, text));
  const made = { ...own, digest, isEnvHosts, namesEnv, sources: [...texts.keys()] };
  const told = (project: ToldProject): ReadProject => ({
    stack: readStack(files, { ...options, config: configOf(project, config, known()) }, toldFiles(project, located)),
    reading: {
      ...{ ...made, facts: project.facts as ProjectFacts, isTold: true, refusal: undefined },
      namesEnv: namesEnv || refusal !== undefined || !isDeepStrictEqual(project.files, stack.composeFiles),
    },
    needs,
    told,
  });
  return { stack, reading: stack.kind === 'dockerfile' ? undefined : { ...made, facts, isTold: false }, needs, told };
}

/** The `.env` of the host may name others. */
function toldFiles({ files: paths }: ToldProject, located: Located): Located {
  if (paths.join('|') === located.paths.join('|')) return located;
  return { paths, because: `\`COMPOSE_FILE\` of the .env on the host names ${paths.length === 1 ? 'it' : 'them'}` };
}

function includesDotenv(path: string, text: string): boolean {
  try {
    return readDocuments(path, text).some(({ content }) => namesDotenv(content));
  } catch {
    // It is no compose file, or compose will reject it.
    return false;
  }
}

function configOf({ facts }: ToldProject, own: ComposeConfig, known: ReadonlySet<string>): ComposeConfig {
  try {
    return configFrom(facts, own, known);
  } catch (thrown) {
    if (!(thrown instanceof Problem)) throw thrown;
    throw new DeployError({
      code: 'host-program-failed',
      what: 'What docker compose on the host made of the compose files cannot be read',
      why: thrown.message,
      hint: 'Run the job again. If it fails again, report it with the log.',
    });
  }
}

/** Notes the compose files that are read, by their paths. */
function noting(files: RepositoryFiles, named: readonly string[], texts: Map<string, string>): RepositoryFiles {
  return {
    ...files,
    read: (path) => {
      const text = files.read(path);
      if (/\.ya?ml$/.test(path) || named.includes(path)) texts.set(path, text);
      return text;
    },
  };
}
