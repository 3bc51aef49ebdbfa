import { BASE_FILES, EVERYDAY_NAME } from '../compose-files.js';
import { isFile, type RepositoryFiles } from '../model/files.js';
import { commandLines, composeFilesOf, isBareStart, isStart } from './command-lines.js';
import { placeOf, type Deployment } from './deployment.js';

const README = /^readme(?:\.\w+)?$/i;
const HEADING = /^(#{1,6})\s+(.*)$/;
const FENCE = /^\s*(?:```|~~~)/;

const PRODUCTION = /\bprod(?:uction)?\b|\bdeploy\w*|\bstag(?:e|ing)\b/i;
const EVERYDAY = /\bdev(?:elop\w*)?\b|\blocal\w*|\btest\w*|\bdebug\w*/i;

/** The compose files that the README starts in a section about production; undefined: none, or it names several. */
export function readmeDeployment(files: RepositoryFiles): Deployment | undefined {
  const found = readmesOf(files).flatMap((where) =>
    commandLines(productionText(files.read(where)))
      .filter((line) => isStart(line) && (composeFilesOf(line).length > 0 || isBareStart(line)))
      .map(composeFilesOf)
      .filter((named) => !named.some((path) => isForEveryday(files, path)))
      .map((named) => ({ paths: named.flatMap((path) => placeOf(files, path) ?? []), count: named.length, where })),
  );
  const [first] = found;
  if (first === undefined || first.paths.every((path) => BASE_FILES.includes(path))) return undefined;
  const isSame = found.every(({ paths, count }) => paths.length === count && paths.join() === first.paths.join());
  return isSame ? { paths: first.paths, where: first.where } : undefined;
}

/**
 * The compose files that the README starts, where all its command lines name some and none of them is the chosen one; what is for everyday
 * work does not count. Each set once, in compose's order; none: it starts the chosen one, or nothing that is known here.
 */
export function startedInstead(files: RepositoryFiles, chosen: readonly string[]): readonly (readonly string[])[] {
  // Swarm has files of its own for its stacks.
  const isUp = (line: string): boolean => isStart(line) && !/\sstack\s/.test(line);
  const lines = readmesOf(files).flatMap((path) => commandLines(files.read(path)).filter(isUp));
  if (lines.some(isBareStart)) return [];
  const named = lines.map(composeFilesOf).filter((paths) => paths.length > 0);
  const sets = named.map((paths) => paths.map((path) => placeOf(files, path)));
  if (sets.some((paths) => paths.some((path) => path === undefined || chosen.includes(path)))) return [];
  const others = sets.map((paths) => paths.flatMap((path) => path ?? []));
  const found = others.filter((paths) => !paths.some((path) => isForEveryday(files, path)));
  return [...new Map(found.map((paths) => [paths.join('\n'), paths])).values()];
}

/** The READMEs at the root. */
export function readmesOf(files: RepositoryFiles): readonly string[] {
  return (files.list?.('.') ?? []).filter((name) => README.test(name) && isFile(files, name));
}

/** By its name, or by the comment at its top. */
function isForEveryday(files: RepositoryFiles, named: string): boolean {
  const place = placeOf(files, named);
  const comment = place === undefined ? '' : (/^(?:[ \t]*(?:#.*)?\r?\n)*/.exec(files.read(place))?.[0] ?? '');
  return EVERYDAY_NAME.test(named) || (EVERYDAY.test(comment) && !PRODUCTION.test(comment));
}

/** The lines of sections whose innermost heading of either kind is about production. */
function productionText(text: string): string {
  let isFenced = false;
  let headings: readonly { readonly level: number; readonly title: string }[] = [];
  const isProduction = (): boolean => {
    const decides = headings.findLast(({ title }) => PRODUCTION.test(title) || EVERYDAY.test(title));
    return decides !== undefined && PRODUCTION.test(decides.title) && !EVERYDAY.test(decides.title);
  };
  const lines = text.split(/\r?\n/).filter((line) => {
    if (FENCE.test(line)) isFenced = !isFenced;
    const [, marks, title = ''] = (isFenced ? undefined : HEADING.exec(line)) ?? [];
    if (marks !== undefined) {
      const { length: level } = marks;
      headings = [...headings.filter((one) => one.level < level), { level, title }];
    }
    return isProduction();
  });
  return lines.join('\n');
}
