import { ERRORS_PAGE } from '../errors/docs-url.js';
import type { DeployError } from '../errors/deploy-error.js';
import type { Inputs } from '../inputs/inputs.js';
import type { Outcome, StepResult } from './outcome.js';

/** The job summary of a run that went well. */
export function outcomeSummary(outcome: Outcome, inputs: Inputs): string {
  const { plan, verified, dryRun, steps } = outcome;
  const { release, facts } = plan.planning;
  const url = `https://${inputs.domain}`;
  const title = dryRun ? `🔎 Plan for [${inputs.domain}](${url})` : `✅ [${inputs.domain}](${url}) answers over HTTPS`;
  const lead = dryRun
    ? 'Dry run: nothing was changed.'
    : steps.length === 0
      ? `Nothing had to be done: release \`${release}\` is what answers.`
      : `Release \`${release}\` is live${facts.host.current === undefined ? '' : `, after ${code(facts.host.current.name)}`}.`;
  const certificate =
    verified === undefined
      ? []
      : [
          '| certificate | |',
          '| --- | --- |',
          `| names | ${verified.certificate.names.map(code).join(', ')} |`,
          `| issuer | ${cell(verified.certificate.issuer)} |`,
          `| good until | ${verified.certificate.notAfter.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${verified.daysLeft} days |`,
          '',
        ];
  return [`## ${title}`, '', lead, '', ...stepTable(steps), ...certificate, ...quiet(outcome)].join('\n');
}

/** The job summary of a run that failed: what, why, what to do, and how far it came. */
export function failureSummary(error: DeployError, outcome: Outcome | undefined, inputs: Inputs | undefined): string {
  const title = `## ❌ ${inputs === undefined ? 'The deploy failed' : `The deploy of ${inputs.domain} failed`}`;
  const why = error.why === undefined ? [] : ['', '**Why**', '', fence(error.why)];
  const head = [title, '', `**${cell(error.what)}**`, ...why, '', '**What to do**', '', fence(error.hint), ''];
  const more = `More about \`${error.code}\`: [docs/errors.md](${ERRORS_PAGE}#${error.code})`;
  return [...head, more, '', ...(outcome === undefined ? [] : [...stepTable(outcome.steps), ...quiet(outcome)])].join(
    '\n',
  );
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

function quiet({ plan, usage, seconds: total }: Outcome): readonly string[] {
  const traffic = `${total.toFixed(1)} s in all, ${usage.execs} execs over one connection, ${usage.bytesSent} bytes sent and ${usage.bytesReceived} received.`;
  const lines = plan.unchanged.map((line) => `- ${cell(line)}`);
  return lines.length === 0
    ? [traffic]
    : ['<details><summary>What needed nothing</summary>', '', ...lines, '', '</details>', '', traffic];
}

/** Text of others must not become markup: neither a cell's end nor a tag nor a link. */
function cell(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\|<>[\]*_`]/g, (character) => `\\${character}`);
}

function code(text: string): string {
  return `\`${text.replace(/[`|\r\n]/g, '')}\``;
}

function fence(text: string): string {
  return ['~~~text', text.replaceAll('~~~', '~ ~ ~'), '~~~'].join('\n');
}
