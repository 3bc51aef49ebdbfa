import { DeployError, explain, type Failure } from '../errors/deploy-error.js';
import type { Inputs } from '../inputs/inputs.js';
import { planJson, type Outcome } from './outcome.js';
import type { Plan } from '../plan/plan.js';
import { failureSummary, outcomeSummary } from './summary.js';
import type { Runner } from '../runner/runner.js';

/** The plan, in the words that the summary uses too. `warned` are warnings of earlier plans of this run: each is printed once. */
export function reportPlan(runner: Runner, plan: Plan, warned: Set<string> = new Set()): void {
  const { steps, blockers } = plan;
  const problems = blockers.length === 1 ? '1 problem' : `${blockers.length} problems`;
  const blocked = blockers.length === 0 ? '' : `, blocked by ${problems}: see the error below`;
  runner.info(`${steps.length === 0 ? 'Plan: nothing to do' : `Plan: ${steps.length} steps`}${blocked}`);
  plan.steps.forEach((step, index) => runner.info(`  ${index + 1}. ${step.title}\n     because ${step.because}`));
  for (const line of plan.unchanged) runner.info(`  ✓ ${line}`);
  for (const warning of plan.warnings.filter((one) => !warned.has(one))) {
    runner.warning(warning);
    warned.add(warning);
  }
}

/** Outputs, last lines and summary of a run that went well. */
export async function reportOutcome(runner: Runner, outcome: Outcome, inputs: Inputs): Promise<void> {
  await writeOutputs(runner, outcome, inputs);
  runner.info(closingLine(outcome, inputs));
  const { execs, bytesSent, bytesReceived } = outcome.usage;
  runner.info(`${outcome.seconds.toFixed(1)} s, ${execs} execs, ${bytesSent} bytes sent, ${bytesReceived} received`);
  await runner.summary(outcomeSummary(outcome, { inputs, run: runner.run }));
}

/** The one error of a run that failed: annotation, log, outputs as far as they are known, summary. */
export async function reportFailure(
  runner: Runner,
  error: DeployError,
  outcome: Outcome | undefined,
  inputs: Inputs | undefined,
): Promise<void> {
  if (outcome !== undefined && inputs !== undefined) await writeOutputs(runner, outcome, inputs);
  runner.fail(explain(error, runner.job.errorsPage));
  await runner.summary(failureSummary(error, { inputs, outcome, run: runner.run, errorsPage: runner.job.errorsPage }));
}

function closingLine({ plan, verified, dryRun }: Outcome, inputs: Inputs): string {
  if (dryRun) return 'Dry run: nothing was changed.';
  if (verified === undefined) return 'Done.';
  const days = `certificate valid for ${verified.daysLeft} days`;
  const release = plan.planning.release;
  return plan.steps.length === 0
    ? `Already up to date: https://${inputs.domain} serves release ${release} (${days}).`
    : `https://${inputs.domain} answers ${verified.status} with release ${release} (${days}).`;
}

async function writeOutputs(runner: Runner, outcome: Outcome, inputs: Inputs): Promise<void> {
  const { plan, verified, steps, dryRun, wasRolledBack, createdZones } = outcome;
  const { facts, release, needsRelease } = plan.planning;
  const current = facts.host.current?.name ?? '';
  const isDone = (kind: string) => steps.some((step) => step.kind === kind && step.state === 'done');
  const changed = !dryRun && steps.some(({ state }) => state !== 'not reached');
  const notAfter = (verified?.certificate ?? facts.certificate)?.notAfter;
  const zones = [...(facts.dns?.names.map(({ zone }) => zone) ?? []), ...createdZones];
  const nameServers = [...new Set(zones.flatMap((zone) => zone.nameServers))];
  const isSwitched = isDone('up') && !wasRolledBack;
  await runner.output('url', `https://${inputs.domain}`);
  await runner.output('release', isSwitched || !needsRelease ? release : current);
  await runner.output('previous-release', isSwitched && needsRelease ? current : '');
  await runner.output('changed', `${changed}`);
  await runner.output('plan', planJson(outcome));
  await runner.output('dns-changed', `${isDone('records') || isDone('move-records')}`);
  await runner.output('certificate-expires-at', notAfter?.toISOString() ?? '');
  await runner.output('name-servers', nameServers.join('\n'));
}

/** One error for all that makes the run impossible; nothing has been touched. */
export function preconditionsFailed(blockers: readonly Failure[]): DeployError {
  const [first] = blockers;
  if (first !== undefined && blockers.length === 1) return new DeployError(first);
  return new DeployError({
    code: 'preconditions-failed',
    what: `Cannot deploy: ${blockers.length} problems found; nothing was changed`,
    why: blockers.map(({ code, what }, index) => `${index + 1}. ${what} [${code}]`).join('\n'),
    hint: blockers.map(({ hint }, index) => `${index + 1}. ${hint}`).join('\n'),
  });
}
