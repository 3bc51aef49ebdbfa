import type { Failure } from '../../errors/deploy-error.js';
import type { Reading } from '../../repository/reading.js';
import type { Planning } from '../context.js';
import { composeText, withoutEnvFiles } from '../release/without-env-files.js';
import type { Decision, Step } from '../step.js';
import { envSource } from '../values/env-source.js';
import { missingValues } from '../values/missing-values.js';

/** Before anything is built: does compose on the host make the same of the files as the plan does? */
export function decideConfirm({ inputs, facts, needsRelease }: Planning): Decision {
  if (!needsRelease) return {};
  const { stack, reading } = facts.repository;
  return {
    step: {
      kind: 'confirm',
      composeFiles: stack.composeFiles,
      mayFindOthers: inputs.composeFiles === undefined && reading?.isEnvHosts === true,
      profiles: inputs.profiles ?? [],
      sources: reading?.sources ?? [],
      facts: reading?.facts,
      readingDigest: reading?.digest ?? '',
      isTold: reading?.isTold ?? false,
      withoutEnvFiles: composeText({ services: withoutEnvFiles(stack, unreadServices(facts.repository)) }),
      title: stack.composeFiles.length === 0 ? 'Check the compose settings' : 'Confirm the plan with docker compose',
      because: becauseOf(facts.repository),
    },
  };
}

function becauseOf({ reading }: Planning['facts']['repository']): string {
  if (reading?.refusal === undefined) return 'compose on the host decides what its files mean';
  return `the files cannot be read without the host (${reading.refusal.why ?? reading.refusal.what})`;
}

/** Services with env files, of a project that the runner cannot read. */
function unreadServices({ reading, needs }: Planning['facts']['repository']): readonly string[] {
  return reading?.facts === undefined ? (needs?.envFiles ?? []).flatMap(({ services }) => services) : [];
}

/** Steps by which compose on the host is asked for a project that the runner cannot read. */
const ASKING: readonly Step['kind'][] = ['bootstrap', 'fetch-commit', 'files', 'input-files', 'env', 'confirm'];

/** Of a project that the runner cannot read nothing but the question is planned: the rest is planned from the answer. */
export function isAsking({ reading }: Planning['facts']['repository']): boolean {
  return reading !== undefined && reading.facts === undefined;
}

/**
 * Why it is not asked: a dry run changes nothing, without Docker or a `.env` on the host there is nothing to ask, nor where values are missing.
 * If these are the reason, they are reported instead.
 */
export function unreadable(planning: Planning): readonly Failure[] {
  const { inputs, facts } = planning;
  const { reading, needs } = facts.repository;
  if (reading?.refusal === undefined || reading.facts !== undefined) return [];
  const isMissing = missingValues(planning).needed.length > 0;
  if ((isMissing && needs?.isWhyUnread === true) || isUnknownToDryRun(planning)) return [];
  const isHosts = envSource(planning) === 'host';
  const hasDocker = facts.host.docker.access !== 'none' || (reading.isEnvHosts && inputs.bootstrap);
  const canAsk = hasDocker && (reading.isLocal || (isHosts && !isMissing)) && !inputs.dryRun;
  return canAsk ? [] : [failureOf(reading, isHosts)];
}

/** The files would be read with the `.env` of the host, and a dry run sends them nowhere. */
function isUnknownToDryRun(planning: Planning): boolean {
  const { needs } = planning.facts.repository;
  return planning.inputs.dryRun && needs?.isWhyUnread === true && envSource(planning) === 'host';
}

export function dryRunWarnings(planning: Planning): readonly string[] {
  if (!isAsking(planning.facts.repository) || !isUnknownToDryRun(planning)) return [];
  const { env } = planning.facts.host;
  return [
    `The compose files cannot be read without ${env?.path ?? '.env'} of the host, and a dry run sends nothing: this is only the beginning of the plan. A deploy plans the rest from what docker compose on the host reads.`,
  ];
}

function failureOf({ refusal, unknown }: Reading, isHosts: boolean): Failure {
  const { code = 'compose-file-invalid', what = '', why = '', hint = '' } = refusal ?? {};
  const known =
    !isHosts || unknown.length === 0
      ? []
      : [`Not known to the runner, since they may be in the .env on the host: ${unknown.join(', ')}`];
  const reasons = [...(why === '' ? [] : [why]), ...known];
  return { code, what, ...(reasons.length === 0 ? {} : { why: reasons.join('. ') }), hint };
}

export function isOfQuestion(step: Step): boolean {
  // Room for the files, not what is removed at the end of a deploy.
  if (step.kind === 'prune') return step.needs.bytes > 0;
  return ASKING.includes(step.kind);
}
