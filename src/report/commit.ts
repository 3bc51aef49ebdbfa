import type { CurrentRelease } from '../host/facts.js';
import { githubRepositoryOf, type Inputs } from '../inputs/inputs.js';
import type { Run } from '../runner/runner.js';

/** The commit that is deployed, with its pages at GitHub. A page is undefined where the repository is not at GitHub, or unknown. */
export interface Commit {
  readonly short: string;
  readonly page: string | undefined;
  /** The commit of the release that ran before; undefined: there was none, it is this one, or it is unknown. */
  readonly previous: { readonly short: string; readonly runs: string | undefined } | undefined;
  /** What is new since the previous release. */
  readonly compare: string | undefined;
}

/** undefined: the commit is unknown. `current` is the release that ran before this one. */
export function commitOf(inputs: Inputs, run: Run, current: CurrentRelease | undefined): Commit | undefined {
  const { sha } = inputs;
  if (sha === '') return undefined;
  const page = repositoryPage(inputs, run.serverUrl);
  const before = current?.commit ?? commitIn(current?.name);
  const previous = before === undefined || sha.startsWith(before) ? undefined : before;
  const at = (path: string): string | undefined => (page === undefined ? undefined : `${page}/${path}`);
  return {
    short: sha.slice(0, 7),
    page: at(`commit/${sha}`),
    previous:
      previous === undefined ? undefined : { short: previous.slice(0, 7), runs: at(`commit/${previous}/checks`) },
    compare: previous === undefined ? undefined : at(`compare/${previous}...${sha}`),
  };
}

function repositoryPage(inputs: Inputs, serverUrl: string): string | undefined {
  const repository = githubRepositoryOf(inputs);
  if (repository === undefined) return undefined;
  return `${inputs.source.kind === 'git' ? 'https://github.com' : serverUrl}/${repository}`;
}

/** A release's name ends in the first digits of its commit (plan/release/name.ts): for releases whose commit was not recorded. */
function commitIn(release: string | undefined): string | undefined {
  return /(?:^|-)([0-9a-f]{7,64})$/.exec(release ?? '')?.[1];
}
