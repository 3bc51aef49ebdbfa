import { posix } from 'node:path';
import { BASE_FILES, DEPLOY_FILES, isComposeFile } from './compose-files.js';
import { composeFolders, nearbyPaths, otherNames, type ComposeFolder } from './folders.js';
import type { RepositoryFiles } from './model/files.js';
import { deployingTexts } from './production/deploying-texts.js';

/** The lines that name what lies there under another name, or in another folder. */
export function nearbyHint(files: RepositoryFiles): string {
  const lines = [
    ...otherNames(files).map((name) => `compose-file: ${name}`),
    ...composeFolders(files).map((found) => lineOfFolder(files, found)),
    ...deployedBelow(files).map((path) => `compose-file: ${path}`),
  ];
  if (lines.length > 0) return `Add one of these lines to \`with:\` of the step:\n${lines.join('\n')}`;
  return 'Add one, or name the compose file as `compose-file`. Is it in another folder (`working-directory`)? Did actions/checkout run before this step?';
}

/** Compose files in folders, under names that are not the usual ones, that workflows and scripts for deploying name. */
function deployedBelow(files: RepositoryFiles): readonly string[] {
  const isUsual = (path: string): boolean => [...DEPLOY_FILES, ...BASE_FILES].includes(posix.basename(path));
  const below = nearbyPaths(files).filter((path) => path.includes('/') && !path.startsWith('.') && !isUsual(path));
  const found = below.filter((path) => isComposeFile(files, path));
  if (found.length === 0) return [];
  const texts = deployingTexts(files).map(({ text }) => text);
  return found.filter((path) => texts.some((text) => text.includes(path)));
}

/** A path that leads out of the folder of its file, such as the build context `..`. */
const OUTWARD = /(?:^|[\s"'=:[{,])(?:\.\/)?\.\.(?:[/:"'\s\]},]|$)/m;

/** Only what is below `working-directory` is deployed, so a project that uses what is beside it is named by its file. */
function lineOfFolder(files: RepositoryFiles, { folder, first, chosen = [first] }: ComposeFolder): string {
  const isOutward = chosen.some((path) => OUTWARD.test(files.read(`${folder}/${path}`)));
  if (!isOutward) return `working-directory: ${folder}`;
  return composeLine(chosen.map((path) => `${folder}/${path}`));
}

/** The input that names compose files. */
export function composeLine(paths: readonly string[]): string {
  const [only, ...more] = paths;
  return more.length === 0
    ? `compose-file: ${only ?? ''}`
    : ['compose-file: |', ...paths.map((path) => `  ${path}`)].join('\n');
}
