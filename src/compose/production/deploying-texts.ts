import { posix } from 'node:path';
import { parse } from 'yaml';
import { isFile, type RepositoryFiles } from '../model/files.js';
import { isList, isMapping, mappingOf, textOf, type Mapping } from '../model/value.js';

/** What a machine does when it deploys: the commands of a step of a workflow, or a script. */
export interface DeployingText {
  /** Relative to the repository's root. */
  readonly path: string;
  readonly text: string;
  /** Of the whole file. */
  readonly whole: string;
  /** Of all steps of the file that reach a server. */
  readonly remote: string;
  /** Whether the names of the file, the job, its environment or the step say that it is about production. */
  readonly isProduction: boolean;
}

/** Commands and actions that work on another machine. */
const REMOTE = new RegExp(
  [
    String.raw`\b(?:ssh|scp|rsync)\s+\S`,
    String.raw`\b(?:ssh|scp)-(?:action|deploy|remote|pipeline)|action-ssh@`,
    String.raw`DOCKER_HOST\s*[:=]\s*["']?ssh:|\bdocker\s+context\s+(?:create|use)`,
    String.raw`\baws\s+ssm\s`,
  ].join('|'),
);

const SCRIPT_FOLDERS = ['.', 'scripts', 'bin', 'deploy', 'deployment', 'ci', 'ops'] as const;
const SCRIPT = /(?:^|[-_./])deploy[^/]*\.(?:ba)?sh$/;

/** The steps of the repository's workflows that reach a server, and its scripts for deploying. */
export function deployingTexts(files: RepositoryFiles): readonly DeployingText[] {
  const { list = () => [] } = files;
  const scripts = SCRIPT_FOLDERS.flatMap((folder) => list(folder).map((name) => posix.join(folder, name)));
  const read = scripts
    .filter((path) => SCRIPT.test(path) && isFile(files, path))
    .map((path) => ({ path, text: files.read(path) }));
  return [
    ...workflowsOf(files).flatMap(({ path, text: whole }) => {
      const steps = stepsIn(whole);
      const remote = steps.map(({ text }) => text).join('\n');
      return steps.map(({ text, names }) => ({
        ...{ path, text, whole, remote },
        isProduction: [posix.basename(path), ...names].some((name) => PRODUCTION.test(name)),
      }));
    }),
    ...read.map(({ path, text }) => ({
      ...{ path, text, whole: text, remote: text },
      isProduction: PRODUCTION.test(posix.basename(path)),
    })),
  ];
}

/** A name that says so. */
export const PRODUCTION = /(?<!pre-?|non-?)prod(?:uction)?(?![a-z])|(?:^|[^a-z])live(?![a-z])/i;

interface Step {
  readonly text: string;
  readonly names: readonly string[];
}

/** The workflows, where only a folder of the git repository is deployed as well. */
export function workflowsOf({
  workflows,
  list = () => [],
  read,
}: RepositoryFiles): readonly Pick<DeployingText, 'path' | 'text'>[] {
  if (workflows !== undefined) return workflows();
  const names = list('.github/workflows').filter((name) => /\.ya?ml$/.test(name));
  return names.map((name) => posix.join('.github/workflows', name)).map((path) => ({ path, text: read(path) }));
}

function stepsIn(workflow: string): readonly Step[] {
  const all = parsed(workflow);
  return Object.entries(mappingOf(all['jobs'])).flatMap(([key, value]) => {
    const job = mappingOf(value);
    const steps = isList(job['steps']) ? job['steps'].map(mappingOf) : [];
    const isOnServer = textOf(job['runs-on'] ?? '').includes('self-hosted');
    const given = [all['env'], job['env']].map(assignments).join('\n');
    const environment = job['environment'];
    const names = [key, job['name'], isMapping(environment) ? environment['name'] : environment];
    return steps.flatMap((step) => {
      const text = textOfStep(step);
      if (!isOnServer && !REMOTE.test(text)) return [];
      const start = isOnServer ? `# self-hosted\n${given}` : given;
      return [{ text: `${start}\n${text}`, names: [...names, step['name']].map((name) => textOf(name ?? '')) }];
    });
  });
}

function parsed(text: string): Mapping {
  try {
    return mappingOf(parse(text));
  } catch {
    return {};
  }
}

/** What a step runs and uses, as lines. */
function textOfStep(step: Mapping): string {
  const folder = step['working-directory'];
  const lines = [folder === undefined ? '' : `cd ${textOf(folder)}`, assignments(step['env'])];
  return [...lines, ...['uses', 'run', 'with'].flatMap((key) => textsIn(step[key]))].join('\n');
}

function textsIn(value: unknown): readonly string[] {
  if (isMapping(value)) return Object.values(value).flatMap(textsIn);
  return value === undefined || value === null ? [] : [textOf(value)];
}

function assignments(env: unknown): string {
  return Object.entries(mappingOf(env))
    .map(([key, value]) => `${key}=${textOf(value)}`)
    .join('\n');
}
