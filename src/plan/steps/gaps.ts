import type { Failure } from '../../errors/deploy-error.js';
import type { Gaps } from '../../repository/gaps.js';
import type { Planning } from '../context.js';
import type { Decision } from '../step.js';

/** More of them are counted. */
const MOST_NAMED = 10;

/** With `source: git` the host has what is in the one commit that it fetches, and nothing that the commit only refers to. */
export function gapRefusals({ inputs, facts, needsRelease }: Planning): readonly Failure[] {
  if (inputs.source.kind !== 'git' || !needsRelease) return [];
  const { submodules, lfsFiles } = gapsOf(facts);
  const upload = 'Set `source: upload` and remove `deploy-key`, and add to the step with actions/checkout:\nwith:\n  ';
  return [
    ...(submodules.length === 0
      ? []
      : [
          {
            code: 'git-source-incomplete' as const,
            what: `With source: git, the submodules would be empty directories on the host: ${named(submodules)}`,
            why: 'The host fetches one commit of one repository. Submodules are other repositories.',
            hint: `${upload}${submoduleLine(submodules)}`,
          },
        ]),
    ...(lfsFiles.length === 0
      ? []
      : [
          {
            code: 'git-source-incomplete' as const,
            what: `With source: git, the files of Git LFS would be pointer files on the host: ${named(lfsFiles)}`,
            why: 'The host fetches the commit, which has pointers in their place.',
            hint: `${upload}lfs: true`,
          },
        ]),
  ];
}

/** What the runner's own checkout did not bring. */
export function decideGaps({ inputs, facts }: Planning): Decision {
  if (inputs.source.kind === 'git') return {};
  const gaps = gapsOf(facts);
  const empty = gaps.submodules.filter(({ isCheckedOut }) => !isCheckedOut);
  const pointers = gaps.lfsFiles.filter(({ isPointer }) => isPointer);
  const warnings = [
    ...(empty.length === 0
      ? []
      : [
          `Submodules are empty in the workspace, so their files are not deployed: ${named(empty)}. ` +
            `Add ${submoduleLine(empty)} to the inputs of actions/checkout.`,
        ]),
    ...(pointers.length === 0
      ? []
      : [
          `Files of Git LFS are pointer files in the workspace, and are deployed as such: ${named(pointers)}. ` +
            'Add lfs: true to the inputs of actions/checkout.',
        ]),
  ];
  return warnings.length === 0 ? {} : { warnings };
}

/** The submodule without its files that a path is in; undefined: there is none. */
export function emptySubmoduleOf(path: string, facts: Planning['facts']): Gaps['submodules'][number] | undefined {
  return gapsOf(facts).submodules.find((one) => !one.isCheckedOut && `${path}/`.startsWith(`${one.path}/`));
}

/** The input of actions/checkout that brings them. */
export function submoduleLine(submodules: Gaps['submodules']): string {
  return submodules.some(({ isNested }) => isNested) ? 'submodules: recursive' : 'submodules: true';
}

function gapsOf({ repository }: Planning['facts']): Gaps {
  return repository.gaps ?? { submodules: [], lfsFiles: [] };
}

function named(items: readonly { readonly path: string }[]): string {
  const names = items.slice(0, MOST_NAMED).map(({ path }) => path);
  const more = items.length - names.length;
  return `${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}
