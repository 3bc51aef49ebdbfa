import type { DeployError } from '../errors/deploy-error.js';
import type { Inputs } from '../inputs/inputs.js';
import type { Run } from '../runner/runner.js';
import { changesLine, commitLine, releaseLine, rollbackHint } from './change.js';
import { failedContainerSections } from './failed-containers.js';
import { cell, code, fence } from './markdown.js';
import { nameServerTable } from './name-servers.js';
import type { Outcome, StepResult } from './outcome.js';

/** What a run's summary is about. */
export interface Deployed {
  readonly inputs: Inputs;
  readonly run: Run;
}

/** What is known when a run fails, which may be before its inputs are read. */
export interface Known {
  readonly inputs: Inputs | undefined;
  readonly outcome: Outcome | undefined;
  readonly run: Run;
  readonly errorsPage: string | undefined;
}

/** The job summary of a run that went well. */
export function outcomeSummary(outcome: Outcome, { inputs, run }: Deployed): string {
  const { dryRun, steps } = outcome;
  const url = `https://${inputs.domain}`;
  const title = dryRun ? `🔎 Plan for [${inputs.domain}](${url})` : `✅ [${inputs.domain}](${url}) is live`;
  return [
    ...[`## ${title}`, ''],
    ...paragraphs(releaseLine(outcome), commitLine(outcome, inputs, run), changesLine(outcome)),
    ...nameServerTable(outcome),
    ...stepTable(steps),
    ...certificateTable(outcome),
    ...(dryRun ? [] : paragraphs(rollbackHint(outcome, inputs, run))),
    ...unchanged(outcome),
  ].join('\n');
}

/** The job summary of a run that failed: what, why, what to do, what serves the site now, and how far it came. */
export function failureSummary(error: DeployError, known: Known): string {
  const { inputs, outcome, run, errorsPage } = known;
  const page = `docs/errors.md#${error.code}`;
  const more = errorsPage === undefined ? code(page) : `[${page}](${errorsPage}#${error.code})`;
  return [
    ...[`## ❌ ${inputs === undefined ? 'The deploy failed' : `The deploy of ${inputs.domain} failed`}`, ''],
    ...[`**${cell(error.what)}**`, ''],
    ...(error.why === undefined ? [] : ['**Why**', '', fence(error.why), '']),
    ...['**What to do**', '', fence(error.hint), '', `More about \`${error.code}\`: ${more}`, ''],
    ...(inputs === undefined || outcome === undefined
      ? []
      : [
          ...paragraphs(stateLine(outcome), commitLine(outcome, inputs, run)),
          ...nameServerTable(outcome),
          ...failedContainerSections(outcome.failedContainers),
          ...stepTable(outcome.steps),
          ...unchanged(outcome),
        ]),
  ].join('\n');
}

/** What visitors meet after a failure, where it is certain. */
function stateLine({ plan, steps, wasRolledBack }: Outcome): string | undefined {
  if (wasRolledBack) return 'Rolled back: the previous release serves the site again.';
  const current = plan.planning.facts.host.current?.name;
  if (current === undefined) return undefined;
  const isUntouched = steps.some(({ kind, state }) => kind === 'up' && state === 'not reached');
  return isUntouched ? `The site still runs release ${code(current)}.` : undefined;
}

function paragraphs(...texts: readonly (string | undefined)[]): readonly string[] {
  return texts.flatMap((text) => (text === undefined ? [] : [text, '']));
}

function certificateTable({ verified }: Outcome): readonly string[] {
  if (verified === undefined) return [];
  const { names, issuer, notAfter } = verified.certificate;
  const until = notAfter.toISOString().slice(0, 16).replace('T', ' ');
  return [
    ...['| certificate | |', '| --- | --- |'],
    `| names | ${names.map(code).join(', ')} |`,
    `| issuer | ${cell(issuer)} |`,
    `| expires | ${until} UTC, in ${verified.daysLeft} days |`,
    '',
  ];
}

function stepTable(steps: readonly StepResult[]): readonly string[] {
  if (steps.length === 0) return [];
  const rows = steps.map(
    (step) => `| ${marks[step.state]} | ${cell(step.title)} | ${cell(step.because)} | ${seconds(step)} |`,
  );
  return ['| | step | because | time |', '| --- | --- | --- | ---: |', ...rows, ''];
}

const marks: Readonly<Record<StepResult['state'], string>> = { done: '✓', failed: '✗', 'not reached': '·' };

function seconds({ seconds: spent }: StepResult): string {
  return spent === undefined ? '' : `${spent.toFixed(1)} s`;
}

function unchanged({ plan, usage, seconds: total }: Outcome): readonly string[] {
  const traffic = `${total.toFixed(1)} s in all, ${usage.execs} execs over one connection, ${usage.bytesSent} bytes sent and ${usage.bytesReceived} received.`;
  const lines = plan.unchanged.map((line) => `- ${cell(line)}`);
  return lines.length === 0
    ? [traffic]
    : ['<details><summary>Already up to date</summary>', '', ...lines, '', '</details>', '', traffic];
}
