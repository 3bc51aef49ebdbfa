import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';
import { preparedPlaces } from '../release/mount-sources.js';
import { isEnvFile } from '../release/data.js';
import type { Decision } from '../step.js';
import { filesHint } from './files-hint.js';

/** The files of the input `files`: see `placeInputFiles`. */
export function decideInputFiles(planning: Planning): Decision {
  const { inputs, needsRelease, overlay } = planning;
  const refusals = missingEnvFiles(planning);
  const { placed } = overlay;
  if (placed.length === 0) return { refusals };
  if (!needsRelease) return { refusals, unchanged: 'The files of the input files are up to date' };
  const title = `Write ${placed.length === 1 ? 'the file' : `${placed.length} files`} of the input files: ${listed(placed)}`;
  const contents = inputs.files.map(({ digest, content }) => ({ digest, content }));
  return { refusals, step: { kind: 'input-files', contents, title, because: reasonsOf(planning).join('; ') } };
}

function reasonsOf({ difference, facts, overlay: { placed } }: Planning): readonly string[] {
  const changed = placed.filter(({ path }) => difference.inputFiles.includes(path));
  const replaced = placed.filter(({ path }) => facts.repository.replaced?.includes(path) === true);
  const inTree = placed.filter(({ place }) => place === 'tree');
  return [
    changed.length > 0 ? `new or changed: ${listed(changed)}` : 'each release has its own; the contents are unchanged',
    ...(replaced.length > 0 ? [`in place of the tracked file: ${listed(replaced)}`] : []),
    ...(inTree.length > 0
      ? [
          `in the directory of the release, where a build can copy it, since no service mounts it as a file: ${listed(inTree)}`,
        ]
      : []),
  ];
}

function listed(files: readonly { readonly path: string }[]): string {
  return files.map(({ path }) => path).join(', ');
}

/** Env files without which compose starts nothing. Of services that are started; one may also be prepared on the host. */
function missingEnvFiles({ inputs, facts, site }: Planning): readonly Failure[] {
  const { stack, files } = facts.repository;
  const places = preparedPlaces(facts.host);
  const known = new Set([...files, ...inputs.files].map(({ path }) => path));
  const isThere = (path: string): boolean =>
    isEnvFile(path, stack.folder) ||
    /^[/~]/.test(path) ||
    known.has(path) ||
    (places.get(path) ?? 'missing') !== 'missing';
  const users = new Map<string, string[]>();
  for (const { name, envFiles } of stack.services.filter(({ hasProfile }) => !hasProfile)) {
    for (const path of envFiles.filter((one) => !isThere(one))) users.set(path, [...(users.get(path) ?? []), name]);
  }
  return [...users].map(([path, services]) => ({
    code: 'env-file-missing',
    what: `The env file ${path} of ${services.join(', ')} exists neither in the repository nor on the host`,
    why: 'Compose does not start a service without the files of its `env_file`, unless they have `required: false`.',
    hint: path.startsWith('../')
      ? 'It is outside of the deployed directory: move it into that directory, or deploy the directory that contains it (`working-directory`).'
      : `${filesHint([path])}\nOr create it on the host: ${site.root}/shared/${path}. It stays there for all releases.`,
  }));
}
