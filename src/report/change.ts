import type { Inputs } from '../inputs/inputs.js';
import type { Run } from '../runner/runner.js';
import { commitOf, type Commit } from './commit.js';
import { cell, code } from './markdown.js';
import type { Outcome } from './outcome.js';

/** Which release runs now, and which one it replaced. */
export function releaseLine({ plan, dryRun, steps }: Outcome): string {
  const { release, facts, needsRelease } = plan.planning;
  const current = facts.host.current?.name;
  if (dryRun) return 'Dry run: nothing was changed.';
  if (steps.length === 0) return `Already up to date: release ${code(release)}.`;
  if (!needsRelease || current === undefined) return `Release ${code(release)} is live.`;
  return `Release ${code(release)} is live; it replaced ${code(current)}.`;
}

/** The commit, who started the run, and what is new in it. */
export function commitLine(outcome: Outcome, inputs: Inputs, run: Run): string | undefined {
  const commit = commitFor(outcome, inputs, run);
  if (commit === undefined) return undefined;
  const { compare, previous } = commit;
  const since =
    compare === undefined || previous === undefined
      ? ''
      : `: ${link(`changes since ${code(previous.short)}`, compare)}`;
  return `Commit ${link(code(commit.short), commit.page)}${by(run)}${since}.`;
}

/** What the release brought, as far as it was decided from files and variables. */
export function changesLine({ plan }: Outcome): string | undefined {
  const { difference, needsRelease } = plan.planning;
  const { files, envKeys, isFirst } = difference;
  if (!needsRelease || isFirst) return undefined;
  const parts = [
    ...(files.sent > 0 ? [`${count(files.sent, 'file')} new or changed`] : []),
    ...(files.removed > 0 ? [`${count(files.removed, 'file')} removed`] : []),
    ...(envKeys.length > 0 ? [`${count(envKeys.length, 'variable')} changed (${envKeys.map(code).join(', ')})`] : []),
  ];
  return parts.length === 0 ? undefined : `Changes: ${parts.join(', ')}.`;
}

/** How to go back to the previous release; undefined: this run replaced none. */
export function rollbackHint(outcome: Outcome, inputs: Inputs, run: Run): string | undefined {
  const { needsRelease, facts } = outcome.plan.planning;
  if (!needsRelease || facts.host.current === undefined) return undefined;
  const previous = commitFor(outcome, inputs, run)?.previous;
  if (previous === undefined) return undefined;
  return `To roll back, re-run the deploy job of commit ${link(code(previous.short), previous.runs)}, or revert the changes and push.`;
}

function commitFor({ plan }: Outcome, inputs: Inputs, run: Run): Commit | undefined {
  return commitOf(inputs, run, plan.planning.facts.host.current);
}

function by({ actor, serverUrl }: Run): string {
  if (actor === '') return '';
  // The page of an app, such as `dependabot[bot]`, is elsewhere.
  return ` by ${/^[A-Za-z0-9-]+$/.test(actor) ? link(actor, `${serverUrl}/${actor}`) : cell(actor)}`;
}

function link(text: string, url: string | undefined): string {
  return url === undefined ? text : `[${text}](${url})`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
