import type { DeployError, Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';
import { composeText, withoutEnvFiles } from '../release/without-env-files.js';
import type { Decision, Step } from '../step.js';

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
      withoutEnvFiles: composeText({ services: withoutEnvFiles(stack) }),
      title: stack.composeFiles.length === 0 ? 'Check the compose settings' : 'Confirm the plan with docker compose',
      because: becauseOf(facts.repository),
    },
  };
}

function becauseOf({ reading }: Planning['facts']['repository']): string {
  if (reading?.refusal === undefined) return 'compose on the host decides what its files mean';
  return `the files cannot be read without the host (${reading.refusal.why ?? reading.refusal.what})`;
}

/** Steps by which compose on the host is asked for a project that the runner cannot read. */
const ASKING: readonly Step['kind'][] = ['bootstrap', 'fetch-commit', 'files', 'input-files', 'env', 'confirm'];

/** Of a project that the runner cannot read nothing but the question is planned: the rest is planned from the answer. */
export function isAsking({ reading }: Planning['facts']['repository']): boolean {
  return reading !== undefined && reading.facts === undefined;
}

/** Why it is not asked: a dry run changes nothing, and on a host without Docker the runner has the only say. */
export function unreadable({ inputs, facts: { host, repository } }: Planning): readonly Failure[] {
  const { reading } = repository;
  if (reading?.refusal === undefined || reading.facts !== undefined) return [];
  const canAsk = host.docker.access !== 'none' || (reading.isEnvHosts && inputs.bootstrap);
  return canAsk && !inputs.dryRun ? [] : [failureOf(reading.refusal)];
}

function failureOf({ code, what, why, hint }: DeployError): Failure {
  return { code, what, ...(why === undefined ? {} : { why }), hint };
}

export function isOfQuestion({ kind }: Step): boolean {
  return ASKING.includes(kind);
}
