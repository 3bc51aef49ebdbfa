import type { Planning } from '../context.js';
import type { Decision } from '../step.js';

/** The files of the input `files`: see `placeInputFiles`. */
export function decideInputFiles(planning: Planning): Decision {
  const { inputs, needsRelease, overlay } = planning;
  const { placed } = overlay;
  if (placed.length === 0) return {};
  if (!needsRelease) return { unchanged: 'The files of the input files are up to date' };
  const title = `Write ${placed.length === 1 ? 'the file' : `${placed.length} files`} of the input files: ${listed(placed)}`;
  const contents = inputs.files.map(({ digest, content }) => ({ digest, content }));
  return { step: { kind: 'input-files', contents, title, because: reasonsOf(planning).join('; ') } };
}

function reasonsOf({ difference, facts, native, overlay: { placed } }: Planning): readonly string[] {
  const changed = placed.filter(({ path }) => difference.inputFiles.includes(path));
  const replaced = placed.filter(({ path }) => facts.repository.replaced?.includes(path) === true);
  const inTree = placed.filter(({ place }) => place === 'tree');
  const where =
    native === undefined
      ? 'in the directory of the release, where a build can copy it, since no service mounts it as a file'
      : 'in the directory of the release, which only the app’s user can read';
  return [
    changed.length > 0 ? `new or changed: ${listed(changed)}` : 'each release has its own; the contents are unchanged',
    ...(replaced.length > 0 ? [`in place of the tracked file: ${listed(replaced)}`] : []),
    ...(inTree.length > 0 ? [`${where}: ${listed(inTree)}`] : []),
  ];
}

function listed(files: readonly { readonly path: string }[]): string {
  return files.map(({ path }) => path).join(', ');
}
