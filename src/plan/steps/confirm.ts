import { stringify } from 'yaml';
import type { DeployError, Failure } from '../../errors/deploy-error.js';
import { allServices } from '../../compose/model/config.js';
import type { Planning } from '../context.js';
import { removedList } from '../release/yaml-tags.js';
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
      withoutEnvFiles: withoutEnvFiles(facts.repository),
      title: stack.composeFiles.length === 0 ? 'Check the compose settings' : 'Confirm the plan with docker compose',
      because: becauseOf(facts.repository),
    },
  };
}

function becauseOf({ reading }: Planning['facts']['repository']): string {
  if (reading?.refusal === undefined) return 'compose on the host decides what its files mean';
  return `the files cannot be read without the host (${reading.refusal.why ?? reading.refusal.what})`;
}

/**
 * A compose file that takes away the env files: those of the input `files`, and those that were prepared on the host, do not lie where
 * the project looks for them. No fact comes from them.
 */
function withoutEnvFiles({ stack: { config } }: Planning['facts']['repository']): string {
  const names = allServices(config).flatMap(([name, { env_file: files = [] }]) => (files.length === 0 ? [] : [name]));
  if (names.length === 0) return '';
  return stringify({ services: Object.fromEntries(names.map((name) => [name, { env_file: removedList() }])) });
}

/** Steps by which compose on the host is asked for a project that the runner cannot read. */
const ASKING: readonly Step['kind'][] = ['bootstrap', 'fetch-commit', 'files', 'input-files', 'env', 'confirm'];

/** Of a project that the runner cannot read nothing but the question is planned: the rest is planned from the answer. */
export function isAsking({ reading }: Planning['facts']['repository']): boolean {
  return reading !== undefined && reading.facts === undefined;
}

/**
 * Why it is not asked: a dry run changes nothing, on a host without Docker the runner has the only say, and where values are missing there is
 * nothing to ask. If these are the reason, they are reported instead.
 */
export function unreadable(planning: Planning): readonly Failure[] {
  const { inputs, facts } = planning;
  const { reading, needs } = facts.repository;
  if (reading?.refusal === undefined || reading.facts !== undefined) return [];
  if (missingValues(planning).needed.length > 0) return needs?.isWhyUnread === true ? [] : [failureOf(reading.refusal)];
  if (isUnknownToDryRun(planning)) return [];
  const canAsk = facts.host.docker.access !== 'none' || (reading.isEnvHosts && inputs.bootstrap);
  return canAsk && !inputs.dryRun ? [] : [failureOf(reading.refusal)];
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

function failureOf({ code, what, why, hint }: DeployError): Failure {
  return { code, what, ...(why === undefined ? {} : { why }), hint };
}

export function isOfQuestion({ kind }: Step): boolean {
  return ASKING.includes(kind);
}
