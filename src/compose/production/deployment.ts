import { posix } from 'node:path';
import { BASE_FILES, looksLikeCompose } from '../compose-files.js';
import { isFile, type RepositoryFiles } from '../model/files.js';
import { commandLines, composeFilesOf, isBareStart, isStart } from './command-lines.js';
import { deployingTexts, type DeployingText } from './deploying-texts.js';
import { attempt } from './pair.js';
import { servesVisitors } from './visitors.js';

/** The compose files that the repository's own workflows and scripts start on a server. */
export interface Deployment {
  /** In compose's order; undefined: those that compose finds by itself. */
  readonly paths: readonly string[] | undefined;
  /** The workflow or script. */
  readonly where: string;
}

/** undefined: none starts any, one starts what is not known here, or those for production contradict each other. */
export function deploymentOf(files: RepositoryFiles, variables: ReadonlyMap<string, string>): Deployment | undefined {
  const texts = deployingTexts(files);
  const ofSite = (all: readonly DeployingText[]): Deployment | undefined => agreed({ files, variables }, all);
  return ofSite(texts) ?? ofSite(texts.filter(({ isProduction }) => isProduction));
}

function agreed(repository: Repository, texts: readonly DeployingText[]): Deployment | undefined {
  const { files } = repository;
  const starts = texts.flatMap((text) => startsIn(files, text));
  const all = starts.length > 0 ? starts : texts.flatMap((text) => usesIn(files, text));
  const found = all.filter((one) => one === 'unknown' || mayBeSite(repository, one));
  const [first] = found;
  if (first === undefined || found.some((one) => one === 'unknown' || keyOf(one) !== keyOf(first))) return undefined;
  return first === 'unknown' ? undefined : first;
}

type Repository = Parameters<typeof attempt>[0];

/** Monitoring and the like are started beside the site. */
function mayBeSite(repository: Repository, { paths }: Deployment): boolean {
  const read = paths === undefined ? undefined : attempt(repository, paths);
  return read?.kind !== 'read' || servesVisitors(repository, read.config);
}

function keyOf(deployment: Deployment | 'unknown'): string {
  return deployment === 'unknown' ? '' : (deployment.paths ?? []).join('\n');
}

/** Where the start itself is not shown, as in a function of a script: what is shown, stopped or queried. */
function usesIn(files: RepositoryFiles, { path: where, text }: DeployingText): readonly (Deployment | 'unknown')[] {
  return commandLines(text)
    .filter((line) => /\bdocker[- ]compose\s/.test(line))
    .map(composeFilesOf)
    .filter((named) => named.length > 0)
    .map((named) => {
      const paths = named.flatMap((path) => placeOf(files, path) ?? []);
      return paths.length < named.length ? 'unknown' : { paths, where };
    });
}

function startsIn(
  files: RepositoryFiles,
  { path: where, text, whole, remote }: DeployingText,
): readonly (Deployment | 'unknown')[] {
  // Swarm has files of its own for its stacks.
  const lines = commandLines(text).filter((line) => /compose/i.test(line) && isStart(line) && !/\sstack\s/.test(line));
  return lines.flatMap((line): readonly (Deployment | 'unknown')[] => {
    const named = composeFilesOf(line);
    // With that variable set, the bare command starts those files.
    if (named.length === 0 && (!isBareStart(line) || text.includes('COMPOSE_FILE'))) return [];
    if (named.length === 0 && !SENDS_FILES.test(remote)) return [];
    if (entersFolder(files, text, named)) return [inFolder(files, text, named, where) ?? 'unknown'];
    if (named.length === 0 && namesOthers(files, whole)) return ['unknown'];
    const paths = named.map((path) => placeOf(files, path));
    const known = paths.flatMap((path) => path ?? []);
    if (known.length < paths.length) return ['unknown'];
    return [{ paths: named.length === 0 ? undefined : known, where }];
  });
}

/** Without any of these, the compose file on the server may be another one. */
const SENDS_FILES =
  /\bgit\s+(?:pull|fetch|clone|checkout|reset|-C)|\bscp\b|\brsync\b|scp-action|ssh-deploy|self-hosted/;

/** Of which a person makes the `.env` of the server. */
const EXAMPLE = /^\.?env(?:[-_.]\w+)*$/;

/** A copy of another file, or what a variable of the server's `.env` names, may be what compose finds there. */
function namesOthers(files: RepositoryFiles, text: string): boolean {
  const examples = (files.list?.('.') ?? []).filter((name) => EXAMPLE.test(name) && isFile(files, name));
  if (examples.some((name) => /^\s*COMPOSE_FILE\s*=/m.test(files.read(name)))) return true;
  return [...text.matchAll(/[\w.-]*compose[\w.-]*\.ya?ml/g)].some(([name]) => !BASE_FILES.includes(name));
}

/** The project of a folder that is entered once, by a path from the repository's root; undefined: that is not clear. */
function inFolder(
  files: RepositoryFiles,
  text: string,
  named: readonly string[],
  where: string,
): Deployment | undefined {
  const relative = entered(text).filter((path) => !/^[/~$]/.test(path));
  const [folder, ...others] = new Set(relative.map((path) => posix.normalize(path)));
  if (folder === undefined || others.length > 0 || folder.startsWith('..')) return undefined;
  const inside = named.map((path) => posix.join(folder, path));
  const paths = named.length > 0 ? inside : bareIn(files, folder);
  const areKnown = paths.length > 0 && paths.every((path) => isFile(files, path) && looksLikeCompose(files.read(path)));
  return areKnown ? { paths, where } : undefined;
}

/** What compose finds there by itself; nothing where another file may be meant. */
function bareIn(files: RepositoryFiles, folder: string): readonly string[] {
  const base = BASE_FILES.map((name) => posix.join(folder, name)).find((path) => files.exists(path));
  return base === undefined ? [] : [base];
}

function entered(text: string): readonly string[] {
  return [...text.matchAll(/\bcd\s+["']?([^\s"';&|]+)/g)].map(([, path = '']) => path);
}

/** It is about a project in a folder of the repository. */
function entersFolder(files: RepositoryFiles, text: string, named: readonly string[]): boolean {
  const folders = entered(text).map((path) => posix.basename(path));
  const names = named.length === 0 ? BASE_FILES : named.map((path) => posix.basename(path));
  return folders.some((folder) => /\w/.test(folder) && names.some((name) => files.exists(posix.join(folder, name))));
}

/** Where the repository has a compose file that a command names: on the server it may lie elsewhere. */
export function placeOf(files: RepositoryFiles, named: string): string | undefined {
  const path = posix.normalize(named);
  const places = /^(?:[/~$]|\.\.)/.test(path) ? [posix.basename(path)] : [path, posix.basename(path)];
  return places.find((place) => /\.ya?ml$/.test(place) && isFile(files, place) && looksLikeCompose(files.read(place)));
}
