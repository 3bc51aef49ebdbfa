import type { Planning } from '../context.js';
import type { Found } from '../release/deployed.js';
import { emptySubmoduleOf, submoduleLine } from './gaps.js';

/** A file or directory of a build that is not deployed. */
interface MissingSource {
  readonly path: string;
  readonly kind: 'file' | 'directory';
  readonly found: Found;
}

/** Why docker compose on the host would not find it, and what would follow. */
export function missingSourceReason({ kind, found }: MissingSource): string {
  const then = 'docker compose on the host would stop the build.';
  if (found === 'elsewhere')
    return 'It is a path of one machine, and not of the commit: a host has nothing there, or something else.';
  if (found === 'outside') return `It is outside of the deployed directory, so ${then}`;
  if (found === 'missing') return `A release has the files that the plan lists and no others, so ${then}`;
  return `There is a ${found} of that name where the build needs a ${kind}, so ${then}`;
}

/** What to do, with the lines to add to the step where some help. */
export function missingSourceHint(source: MissingSource, planning: Planning): string {
  const { path, kind, found } = source;
  if (found === 'elsewhere') return 'Write it relative to the compose file, such as context: .';
  if (found === 'outside') {
    return 'Move it into the deployed directory, or deploy the directory that contains it (`working-directory`).';
  }
  if (found !== 'missing') return `Correct the path ${path} in the compose file.`;
  const submodule = emptySubmoduleOf(path, planning.facts);
  if (submodule !== undefined) {
    return `It is in the submodule ${submodule.path}, which is not checked out. Add to the step with actions/checkout:\nwith:\n  ${submoduleLine([submodule])}`;
  }
  const { files } = planning.facts.repository;
  const similar = similarTo(path, kind, files);
  if (similar !== undefined)
    return `There is ${similar}. On the host small and capital letters differ: correct one of the two names.`;
  const { source: from } = planning.inputs;
  const commit =
    kind === 'file' ? 'Commit it' : 'Commit at least one file in it, since git does not keep empty directories';
  if (from.kind === 'git') return `${commit}. With \`source: git\` the host has the files of the commit and no others.`;
  const excluded =
    from.exclude.length === 0 ? '' : ` Check that \`exclude\` does not name it (${from.exclude.join(', ')}).`;
  return `${commit}, and check that .gitignore does not name it. If an earlier step of the job makes it, add to the step:\nwith:\n  include: |\n    ${path}${excluded}`;
}

/** A deployed path that differs in small and capital letters alone. */
function similarTo(
  path: string,
  kind: MissingSource['kind'],
  files: Planning['facts']['repository']['files'],
): string | undefined {
  const parts = path.split('/').length;
  const paths = files.map((file) => file.path).filter((one) => kind === 'directory' || one.split('/').length === parts);
  const same = paths.map((one) => one.split('/').slice(0, parts).join('/'));
  return same.find((one) => one.toLowerCase() === path.toLowerCase() && one !== path);
}
